import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentSpacesKey, openSpaces } from "@infrafabric/connect";
import { type Emulator, type EmulatorOptions, startEmulator } from "@infrafabric/emulator";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
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
  readonly findings: readonly { readonly status: string; readonly rule: string; readonly urn: string }[];
  readonly sections: Readonly<
    Record<string, { readonly rows: readonly { readonly id: string; readonly urn?: string; readonly path?: string }[] }>
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
        "region-allowed default-sfo3",
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

  it("carries what a baseline has recorded", async () => {
    await plantMessyAccount(await openAccount());
    await run([...settings(), "--write-baseline", at("baseline.json")]);
    expect(printed).toMatch(/^recorded 10 violations of account\//);
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
        "region-allowed default-sfo3",
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

  it("prints the scopes that it takes, which only read, and apart from them what buckets take", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await run(["--print-scopes"]);
    expect(told.mock.calls.join()).toContain("SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY");
    expect(printed.split("\n")).toEqual(expect.arrayContaining(["account:read", "droplet:read", "security:read"]));
    expect(printed.split("\n").filter((scope) => !scope.endsWith(":read"))).toEqual([]);
  });
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
    // Attempts end, with pauses of random length, about when the time does.
    await refused(new RegExp(`${emulator.url} gave no answer within 15 s|nothing listens at ${emulator.url}`));
  });

  it("settings that are wrong, before it asks anything of the API", async () => {
    const emulator = await openAccount();
    writeFileSync(at("governor.yaml"), "providers: { digitalocean: { enabled: perhaps } }\n");
    await refused(/enabled/);
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
