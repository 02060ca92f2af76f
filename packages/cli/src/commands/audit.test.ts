import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentSpacesKey, openSpaces } from "@infrafabric/connect";
import { type Emulator, type EmulatorOptions, startEmulator } from "@infrafabric/emulator";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { clockProblem } from "../audit/read-account.ts";
import { messySettings, plantMessyAccount } from "../test/messy-account.ts";
import { UsageError } from "../usage-error.ts";
import { readArguments, run } from "./audit.ts";

let folder = "";
let printed = "";
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "governor-audit-"));
  printed = "";
  writeFileSync(at("governor.yaml"), messySettings);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(console, "log").mockImplementation((text: string) => {
    printed += text;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

async function openAccount(options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  vi.stubEnv("DIGITALOCEAN_API_URL", emulator.url);
  vi.stubEnv("DIGITALOCEAN_TOKEN", emulator.env().DIGITALOCEAN_TOKEN);
  for (const name of spacesVariables) vi.stubEnv(name, undefined);
  return emulator;
}

const spacesVariables = ["SPACES_ACCESS_KEY_ID", "SPACES_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL_S3"] as const;

/** Lets the environment have the Spaces access key of the account. */
function giveSpacesKey(emulator: Emulator): void {
  for (const name of spacesVariables) vi.stubEnv(name, emulator.env()[name]);
}

/** A public bucket with a policy, and a private one without: what stacks manage of them, in another form. */
async function plantBuckets(emulator: Emulator): Promise<string> {
  const key = environmentSpacesKey(emulator.env());
  if (key === undefined) throw new Error("the emulator has no Spaces access key");
  const s3 = await openSpaces({ ...key, endpoint: emulator.url, region: "nyc3" });
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::public/*" };
  await s3.createBucket({ Bucket: "public", ACL: "public-read" });
  await s3.putBucketPolicy({
    Bucket: "public",
    Policy: JSON.stringify({ Statement: [statement], Version: "2012-10-17" }),
  });
  const cors = { allowedMethods: ["GET"], allowedOrigins: ["https://example.com"] };
  await s3.putBucketCors({
    Bucket: "public",
    CORSConfiguration: {
      CORSRules: [{ AllowedMethods: cors.allowedMethods, AllowedOrigins: cors.allowedOrigins }],
    },
  });
  await s3.createBucket({ Bucket: "private" });
  s3.destroy();
  const resource = (kind: string, name: string, inputs: object) => {
    const type = `digitalocean:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    const urn = `urn:pulumi:prod::shop::${type}::${name}`;
    return { urn, type, id: name, custom: true, inputs, outputs: inputs };
  };
  const of = (name: string) => ({ bucket: name, region: "nyc3" });
  const resources = [
    resource("SpacesBucket", "public", { name: "public", region: "nyc3", acl: "private", corsRules: [cors] }),
    resource("SpacesBucketPolicy", "public", {
      ...of("public"),
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, undefined, 2),
    }),
    resource("SpacesBucketLogging", "public", { ...of("public"), targetBucket: "private", targetPrefix: "public/" }),
  ];
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

interface JsonReport {
  readonly findings: readonly {
    readonly status: string;
    readonly rule: string;
    readonly urn: string;
    readonly message: string;
  }[];
  readonly sections: Readonly<
    Record<
      string,
      {
        readonly rows: readonly {
          readonly id: string;
          readonly urn?: string;
          readonly path?: string;
          readonly message: string;
        }[];
      }
    >
  >;
}

const nameIn = (urn = "") => urn.split("::").at(-1) ?? "";

/** What a report complains about, as one line each. */
function complaints({ findings, sections }: JsonReport) {
  const rows = (id: string) => (sections[id]?.rows ?? []).map((row) => `${row.id} ${nameIn(row.urn)}`).sort();
  return {
    violations: findings
      .filter(({ status }) => status === "violation")
      .map(({ rule, urn }) => `${rule} ${nameIn(urn)}`)
      .sort(),
    waste: rows("waste"),
    ownership: rows("unmanaged"),
    drift: (sections.drift?.rows ?? []).map(({ urn, path }) => `${nameIn(urn)} ${path}`).sort(),
  };
}

const reportIn = (text: string): JsonReport => JSON.parse(text);

const settings = () => ["--config", at("governor.yaml")];

describe("governor audit", () => {
  it("finds all that is wrong in a messy account, and nothing else", async () => {
    const { made, state } = await plantMessyAccount(await openAccount());
    expect(made).toBeGreaterThanOrEqual(60);
    writeFileSync(at("shop.json"), state);
    await run([...settings(), "--state", at("shop.json"), "--format", "json"]);
    expect(complaints(reportIn(printed))).toEqual({
      violations: [
        "droplet-backups no-backups",
        "droplet-monitoring unmonitored",
        "firewall-has-targets for-nobody",
        "firewall-no-public-admin-ports open",
        "region-allowed far-away",
        "required-tags no-owner",
        "reserved-ip-assigned 198.19.0.2",
        "volume-attached left-1",
        "volume-attached left-2",
      ],
      waste: [
        "droplet-stopped stopped",
        "firewall-unused for-nobody",
        "reserved-ip-unassigned 198.19.0.2",
        "volume-unattached left-1",
        "volume-unattached left-2",
        "vpc-empty empty",
      ],
      ownership: [
        "gone vanished",
        "unmanaged 198.19.0.2",
        "unmanaged empty",
        "unmanaged far-away",
        "unmanaged for-nobody",
        "unmanaged left-1",
        "unmanaged left-2",
        "unmanaged no-backups",
        "unmanaged no-owner",
        "unmanaged open",
        "unmanaged stopped",
        "unmanaged unmonitored",
      ],
      drift: ["example.org/A/host-1 value", "web-1 size", "web-2 size"],
    });
    expect(process.exitCode).toBe(1);
  });

  it("shows what the month has cost so far, against the budget, and a dash if the token may not know", async () => {
    const emulator = await openAccount({
      tokens: [{ token: "dop_v1_reader", account: "emulator", scopes: ["account:read", "droplet:read"] }],
    });
    const { clock } = emulator.cloud;
    clock.stop(Date.UTC(2027, 4, 1));
    await plantMessyAccount(emulator);
    clock.advance(14 * 86_400_000);
    writeFileSync(at("governor.yaml"), "providers: { digitalocean: { cost_limit_monthly: 60 } }\n");
    await run(settings());
    expect(printed).toMatch(/^Spend: \$[\d.]+ of \$60 this month so far, which is over the limit$/m);
    expect(printed).toMatch(/\$[\d.]+ until 2027-05-15T00:00Z, \$[\d.]+ over cost_limit_monthly \(\$60\)/);
    expect(printed).toMatch(
      /\$[\d.]+ to \$[\d.]+ by the end of the month, if each day costs \$[\d.]+ as the day before/,
    );

    printed = "";
    vi.stubEnv("DIGITALOCEAN_TOKEN", "dop_v1_reader");
    await run(settings());
    expect(printed).toMatch(/^Spend: - this month so far$/m);
    expect(printed).toMatch(/-: GET \/v2\/customers\/my\/balance was refused with 403/);
  });

  it("carries what a baseline has recorded", async () => {
    await plantMessyAccount(await openAccount());
    await run([...settings(), "--write-baseline", at("baseline.json")]);
    expect(printed).toMatch(/^recorded 9 violations of account\//);
    await run([...settings(), "--baseline", at("baseline.json"), "--format", "html", "--output", at("audit.html")]);
    expect(process.exitCode).toBe(0);
    expect(readFileSync(at("audit.html"), "utf8")).toContain("Waste");
  });

  it("names what the token may not read, and judges the rest", async () => {
    const emulator = await openAccount({
      tokens: [{ token: "dop_v1_reader", account: "emulator", scopes: ["account:read", "droplet:read", "vpc:read"] }],
    });
    await plantMessyAccount(emulator);
    writeFileSync(at("token"), "dop_v1_reader\n", { mode: 0o600 });
    await run([...settings(), "--token-file", at("token"), "--format", "json"]);
    const report = reportIn(printed);
    expect(report.sections.unread?.rows.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["/v2/firewalls", "/v2/volumes", "/v2/security/scans/latest"]),
    );
    expect(complaints(report)).toMatchObject({
      violations: [
        "droplet-backups no-backups",
        "droplet-monitoring unmonitored",
        "region-allowed far-away",
        "required-tags no-owner",
      ],
      // Whether something that could not be read is in the empty VPC is not known.
      waste: ["droplet-stopped stopped"],
    });
    expect(printed).not.toContain("dop_v1_reader");
    expect(process.exitCode).toBe(1);
  });

  it("sees buckets with a Spaces access key: what they violate, who manages them, and what has changed", async () => {
    const emulator = await openAccount();
    writeFileSync(at("shop.json"), await plantBuckets(emulator));
    giveSpacesKey(emulator);
    await run([...settings(), "--state", at("shop.json"), "--format", "json"]);
    const { violations, ownership, drift } = complaints(reportIn(printed));
    expect(violations).toEqual(
      expect.arrayContaining(["spaces-policy-not-public public", "spaces-private-acl public"]),
    );
    expect(violations).not.toContain("spaces-private-acl private");
    expect({ ownership, drift }).toEqual({ ownership: ["gone public", "unmanaged private"], drift: ["public acl"] });
    expect(reportIn(printed).sections.unread?.rows.map(({ id }) => id)).not.toContain("s3://");
    expect(process.exitCode).toBe(1);
  });

  it("shows what DigitalOcean's own security scan has found", async () => {
    const emulator = await openAccount();
    const { DIGITALOCEAN_TOKEN: token } = emulator.env();
    const post = (path: string, body: object) =>
      fetch(`${emulator.url}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
    emulator.cloud.transitions.policies.set("*", { when: "immediate" });
    await post("/v2/security/scans", {});
    const found = {
      ...{ kind: "finding", token, rule_uuid: "5b7c9a54-9d0e-4c3a-8f1e-2f3a4b5c6d7e", name: "Open port" },
      ...{ severity: "HIGH", details: "Port 22 is open.", steps: ["Close it."], resources: ["do:droplet:1"] },
    };
    expect((await post("/_emulator/deposits", found)).ok).toBe(true);
    await run(settings());
    expect(printed).toMatch(/^DigitalOcean's security scan: the scan of \S+ found 1 problem$/m);
    expect(printed).toMatch(/^ {2}Open port \(fix: Close it\)\n {4}high: Port 22 is open\. \(1\)$/m);
  });

  it("says so if the clock of this machine is wrong", async () => {
    const complained = vi.spyOn(console, "error").mockImplementation(() => {});
    const emulator = await openAccount();
    await plantMessyAccount(emulator);
    const proxy = createServer((asked, answered) => {
      const { url = "", method, headers } = asked;
      const onward = request(`${emulator.url}${url}`, { method, headers }, (answer) => {
        const date = new Date(Date.now() + 3 * 3_600_000).toUTCString();
        answered.writeHead(answer.statusCode ?? 502, { ...answer.headers, date });
        answer.pipe(answered);
      });
      asked.pipe(onward);
    }).listen(0, "127.0.0.1");
    onTestFinished(() => proxy.closeAllConnections());
    onTestFinished(() => void proxy.close());
    await once(proxy, "listening");
    const address = proxy.address();
    vi.stubEnv("DIGITALOCEAN_API_URL", `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    await run([...settings(), "--format", "json"]);
    expect(complained.mock.calls).toEqual([
      [expect.stringMatching(/^governor: warning: the clock of this machine is 3 hours behind the API's/)],
    ]);
    expect(clockProblem(-600)).toMatch(/10 minutes ahead of the API's/);
    expect(clockProblem(120)).toBeUndefined();
  });

  it.each(["table", "json", "sarif", "junit", "markdown", "csv", "html", "github"])(
    "shows no values of an app's variables in %s, though they drift",
    async (format) => {
      const emulator = await openAccount();
      const envs = [
        { key: "MODE", value: "hunter2-now", scope: "RUN_TIME", type: "GENERAL" },
        { key: "KEY", value: "hunter2-key", scope: "RUN_TIME", type: "SECRET" },
      ];
      const created = await fetch(`${emulator.url}/v2/apps`, {
        method: "POST",
        headers: { authorization: `Bearer ${emulator.env().DIGITALOCEAN_TOKEN}` },
        body: JSON.stringify({ spec: { name: "shop", region: "nyc", envs, services: [{ name: "web", envs }] } }),
      });
      const { app }: { readonly app: { readonly id: string } } = JSON.parse(await created.text());
      const before = envs.map(({ value, ...env }) => ({ ...env, value: value.replace("now", "before") }));
      const inputs = { spec: { name: "shop", region: "nyc", envs: before, services: [{ name: "web", envs: before }] } };
      const type = "digitalocean:index/app:App";
      const resource = {
        urn: `urn:pulumi:p::shop::${type}::shop`,
        custom: true,
        id: app.id,
        type,
        inputs,
        outputs: inputs,
      };
      writeFileSync(at("s.json"), JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [resource] } }));
      await run([...settings(), "--state", at("s.json"), "--format", format]);
      expect(printed).toContain("shop");
      if (format === "json") expect(complaints(reportIn(printed)).drift).toEqual(["shop spec"]);
      expect(printed).not.toContain("hunter2");
    },
  );

  it("prints the scopes that it takes, which only read, and apart from them what buckets take", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await run(["--print-scopes"]);
    expect(told.mock.calls.join()).toContain("SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY");
    expect(printed.split("\n")).toEqual(expect.arrayContaining(["account:read", "droplet:read", "security:read"]));
    const lines = printed.split("\n");
    expect(lines.filter((scope) => !scope.endsWith(":read"))).toEqual([]);
    printed = "";
    await run(["--print-scopes", "--format", "json"]);
    expect(JSON.parse(printed)).toEqual({ scopes: lines });
    expect(() => readArguments(["--print-scopes", "--format", "html"])).toThrow(
      "--print-scopes has the formats table and json, not html",
    );
  });
});

describe("governor audit of many accounts", () => {
  /** Creates Droplets in the account of a token. */
  async function createDroplets(url: string, token: string, names: readonly string[]) {
    const { ok } = await fetch(`${url}/v2/droplets`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ names, region: "nyc3", size: "s-2vcpu-4gb", image: "ubuntu-24-04-x64" }),
    });
    expect(ok).toBe(true);
  }

  interface Fleet {
    readonly stacks: readonly (JsonReport & { readonly project: string; readonly stack: string })[];
  }

  const fleetIn = (text: string): Fleet => JSON.parse(text);
  const accounts = () => ["--accounts", at("accounts.yaml")];

  it("holds each account as a whole to its quota and budget, with sections of its own", async () => {
    const emulator = await openAccount();
    await createDroplets(emulator.url, "dop_v1_shop", ["a", "b", "c"]);
    await createDroplets(emulator.url, "dop_v1_lab", ["d"]);
    vi.stubEnv("SHOP_TOKEN", "dop_v1_shop");
    writeFileSync(at("lab"), "dop_v1_lab\n", { mode: 0o600 });
    writeFileSync(
      at("governor.yaml"),
      `providers: { digitalocean: { cost_limit_monthly: 60, resources: { droplet: { max_per_account: 2 } } } }
environments: { lab: { stacks: [account/lab], providers: { digitalocean: { cost_limit_monthly: 10 } } } }
`,
    );
    writeFileSync(
      at("accounts.yaml"),
      `accounts:
  - { name: shop, token: { env: SHOP_TOKEN } }
  - { name: lab, token: { file: lab } }
  - { name: ops, token: { command: [echo, ops-token] } }
`,
    );
    await run([...settings(), ...accounts(), "--format", "json"]);
    const { stacks } = fleetIn(printed);
    expect(stacks.map(({ project, stack }) => `${project}/${stack}`)).toEqual([
      "account/shop",
      "account/lab",
      "account/ops",
    ]);
    const wholes = stacks.map(({ findings }) =>
      findings
        .filter(({ rule, status }) => ["quota", "monthly-budget"].includes(rule) && status === "violation")
        .map(({ rule, message }) => `${rule}: ${message}`),
    );
    expect(wholes).toEqual([
      [
        expect.stringMatching(/^monthly-budget: the account costs \$72 a month, \$12 over/),
        expect.stringMatching(/^quota: this account has 3 Droplets, 1 over max_per_account \(2\)$/),
      ],
      [expect.stringMatching(/^monthly-budget: the account costs \$24 a month, \$14 over/)],
      [],
    ]);
    expect(stacks.map(({ sections }) => sections.quota?.rows[0]?.message)).toEqual([
      "3 of 100 Droplets",
      "1 of 100 Droplets",
      "0 of 100 Droplets",
    ]);
    expect(process.exitCode).toBe(1);
  });

  it("reads the buckets of an account that names its Spaces access key", async () => {
    const emulator = await openAccount();
    await plantBuckets(emulator);
    const { SPACES_ACCESS_KEY_ID: id, SPACES_SECRET_ACCESS_KEY: secret, AWS_ENDPOINT_URL_S3: url } = emulator.env();
    vi.stubEnv("SHOP_KEY_ID", id);
    vi.stubEnv("AWS_ENDPOINT_URL_S3", url);
    writeFileSync(
      at("accounts.yaml"),
      `accounts:
  - { name: shop, token: { env: DIGITALOCEAN_TOKEN }, spaces: { env: [SHOP_KEY_ID, SHOP_SECRET] } }
`,
    );
    vi.stubEnv("SHOP_SECRET", undefined);
    await expect(run([...settings(), ...accounts()])).rejects.toThrow("SHOP_SECRET is not set, and SHOP_KEY_ID is");
    vi.stubEnv("SHOP_SECRET", secret);
    await run([...settings(), ...accounts(), "--format", "json"]);
    const { findings } = fleetIn(printed).stacks[0] ?? { findings: [] };
    expect(findings.filter(({ rule }) => rule === "spaces-private-acl").map(({ status }) => status)).toContain(
      "violation",
    );
  });

  it("names an account that cannot be read, and reports on the others", async () => {
    const complained = vi.spyOn(console, "error").mockImplementation(() => {});
    const emulator = await openAccount({ tokens: [{ token: "dop_v1_old", account: "old", expiresIn: 60 }] });
    emulator.cloud.clock.advance(120_000);
    vi.stubEnv("OLD_TOKEN", "dop_v1_old");
    vi.stubEnv("UNSET_TOKEN", undefined);
    const broken = `- { name: old, token: { env: OLD_TOKEN } }
  - { name: unset, token: { env: UNSET_TOKEN } }`;
    writeFileSync(
      at("accounts.yaml"),
      `accounts:
  ${broken}
  - { name: shop, token: { env: DIGITALOCEAN_TOKEN } }
`,
    );
    await run([...settings(), ...accounts(), "--format", "json", "--output", at("audit.json")]);
    expect(fleetIn(readFileSync(at("audit.json"), "utf8")).stacks.map(({ stack }) => stack)).toEqual(["shop"]);
    expect(process.exitCode).toBe(2);
    const said = complained.mock.calls.flat().join("\n");
    expect(said).toMatch(/the account unset: no token: UNSET_TOKEN is not set/);
    expect(said).toMatch(/the account old: GET \/v2\/account was refused with 401/);

    writeFileSync(at("accounts.yaml"), `accounts:\n  ${broken}\n`);
    await expect(run([...settings(), ...accounts(), "--output", at("none.json")])).rejects.toThrow(
      /the account unset: [\s\S]*the account old: /,
    );
    expect(existsSync(at("none.json"))).toBe(false);
  });

  it("counts an account once that is given under two names, and names both", async () => {
    const complained = vi.spyOn(console, "error").mockImplementation(() => {});
    const emulator = await openAccount({
      tokens: ["dop_v1_one", "dop_v1_two"].map((token) => ({ token, account: "shared" })),
    });
    await createDroplets(emulator.url, "dop_v1_one", ["a"]);
    vi.stubEnv("ONE_TOKEN", "dop_v1_one");
    vi.stubEnv("TWO_TOKEN", "dop_v1_two");
    writeFileSync(
      at("accounts.yaml"),
      `accounts:
  - { name: shop, token: { env: ONE_TOKEN } }
  - { name: again, token: { env: TWO_TOKEN } }
`,
    );
    await run([...settings(), ...accounts(), "--format", "json"]);
    expect(fleetIn(printed).stacks.map(({ stack }) => stack)).toEqual(["shop"]);
    expect(complained.mock.calls.flat()).toContain(
      "governor: the account again is the same as the account shop, and is reported once: leave one of them out",
    );
    expect(process.exitCode).toBe(2);
  });

  it("refuses a file with problems, and options that the file replaces", async () => {
    writeFileSync(at("accounts.yaml"), "accounts: [{ name: shop, token: dop_v1_secret }]\n");
    const asked = run([...settings(), ...accounts()]);
    await expect(asked).rejects.toThrow(/accounts\.yaml:1:33 +accounts\[0\]\.token +looks like a token/);
    await expect(asked).rejects.not.toThrow("dop_v1_secret");
    await expect(asked).rejects.toBeInstanceOf(UsageError);
    expect(() => readArguments([...accounts(), "--state", "a.json", "--token-file", "b"])).toThrow(
      /--accounts and --state exclude each other[\s\S]*--accounts and --token-file exclude each other/,
    );
  });
});

it("governor audit --watch refuses what does not go on", () => {
  expect(() => readArguments(["--watch", "--format", "html", "--output", "a.html"])).toThrow(
    /leave out --output[\s\S]*--watch has the formats table and json, not html/,
  );
  expect(() => readArguments(["--interval", "30"])).toThrow("--interval is for --watch");
  expect(() => readArguments(["--watch", "--interval", "0"])).toThrow("must be a whole number of seconds");
  expect(readArguments(["--watch"])?.watchSeconds).toBe(300);
});

describe("governor audit refuses, and writes nothing", () => {
  const refused = async (message: string | RegExp) => {
    const asked = run([...settings(), "--format", "json", "--output", at("audit.json")]);
    await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toBeInstanceOf(UsageError);
    expect(existsSync(at("audit.json"))).toBe(false);
    expect(printed).toBe("");
  };

  it("no token", async () => {
    vi.stubEnv("DIGITALOCEAN_TOKEN", undefined);
    vi.stubEnv("DIGITALOCEAN_ACCESS_TOKEN", undefined);
    await refused("no token: DIGITALOCEAN_TOKEN and DIGITALOCEAN_ACCESS_TOKEN are not set");
  });

  it("a token that the API refuses", async () => {
    const emulator = await openAccount({ tokens: [{ token: "dop_v1_old", account: "emulator", expiresIn: 60 }] });
    emulator.cloud.clock.advance(120_000);
    vi.stubEnv("DIGITALOCEAN_TOKEN", "dop_v1_old");
    await refused(/was refused with 401[\s\S]*the token is wrong, revoked or expired/);
  });

  it("a token that may read nothing", async () => {
    await openAccount({ tokens: [{ token: "dop_v1_none", account: "emulator", scopes: ["action:read"] }] });
    vi.stubEnv("DIGITALOCEAN_TOKEN", "dop_v1_none");
    await refused(/shows no resource[\s\S]*\/v2\/droplets: it was refused with 403/);
  });

  it("half a Spaces access key", async () => {
    await openAccount();
    vi.stubEnv("SPACES_ACCESS_KEY_ID", "DO00KEY");
    await refused("SPACES_SECRET_ACCESS_KEY is not set, and SPACES_ACCESS_KEY_ID is: set both, or neither");
  });

  it("an API that is not there", { timeout: 60_000 }, async () => {
    const emulator = await openAccount();
    await emulator.close();
    // The last attempt ends, after pauses of random length, about when the time does.
    await refused(
      /GET \/v2\/account was not (done within 15 s: GET \/v2\/account was not )?answered: nothing listens at /,
    );
  });

  it("settings that are wrong, before it asks anything of the API", async () => {
    const emulator = await openAccount();
    writeFileSync(at("governor.yaml"), "providers: { digitalocean: { enabled: perhaps } }\n");
    await refused(/enabled/);
    expect(emulator.log.last(1)).toEqual([]);
  });

  it("a file that cannot be written, before it asks anything of the API", async () => {
    const emulator = await openAccount();
    for (const option of ["--output", "--write-baseline"])
      await expect(run([...settings(), option, folder])).rejects.toThrow(`${option} ${folder} cannot be written`);
    expect(emulator.log.last(1)).toEqual([]);
  });

  it("a state that does not exist, and options that are none", async () => {
    await openAccount();
    await expect(run(["--state", at("none.json")])).rejects.toThrow("none.json does not exist");
    expect(() => readArguments(["--stat", "x", "--format", "jsno"])).toThrow(
      /unknown option --stat; did you mean --state\?[\s\S]*must be one of/,
    );
    expect(readArguments(["--help"])).toBeUndefined();
  });
});
