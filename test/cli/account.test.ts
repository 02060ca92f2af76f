// `governor account`, then `governor check` with what it wrote, as set-up leaves them in node_modules/.bin.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

let emulator: Emulator;
let folder: string;

beforeEach(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "governor-account-"));
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

interface Result {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

function governor(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Result> {
  return new Promise((resolve) => {
    execFile(join(root, "node_modules", ".bin", "governor"), args, { cwd: folder, env }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}

interface Unread {
  readonly path: string;
  readonly kinds: readonly string[];
}

const unreadPools = /with this stack at least 2 .*; .*KubernetesCluster.* could not be read: it was refused with 403/;

async function createDroplet(name: string, token: string): Promise<string> {
  const body = JSON.stringify({ name, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" });
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${emulator.url}/v2/droplets`, { method: "POST", headers, body });
  const answer: { readonly droplet: { readonly id: number } } = JSON.parse(await response.text());
  return String(answer.droplet.id);
}

function preview(existing: string): string {
  const type = "digitalocean:index/droplet:Droplet";
  const state = (name: string, id: string) => {
    const inputs = { name, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
    return { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, custom: true, inputs, outputs: {}, id };
  };
  const [old, fresh] = [state("d0", existing), state("eleventh", "")];
  const steps = [
    { op: "same", urn: old.urn, oldState: old, newState: old },
    { op: "create", urn: fresh.urn, newState: fresh },
  ];
  return JSON.stringify({ steps, changeSummary: { same: 1, create: 1 } });
}

it("blocks the eleventh Droplet of the account, though the stack has only two", async () => {
  const token = "secret-of-this-test";
  const env = { ...process.env, ...emulator.env(), DIGITALOCEAN_TOKEN: token };
  const ids: string[] = [];
  for (let at = 0; at < 10; at += 1) ids.push(await createDroplet(`d${at}`, token));
  const written = await governor(["account", "--output", "governor.lock.json"], env);
  expect(written, written.err).toMatchObject({ code: 0, out: "" });
  const text = readFileSync(join(folder, "governor.lock.json"), "utf8");
  expect(JSON.parse(text).resources.filter(({ kind }: { readonly kind: string }) => kind === "Droplet")).toHaveLength(
    10,
  );
  expect(text).not.toContain("@");
  expect(text).not.toContain(token);

  writeFileSync(join(folder, "preview.json"), preview(ids[0] ?? ""));
  const quota = "providers: { digitalocean: { resources: { droplet: { max_per_account: 10 } } } }\n";
  writeFileSync(join(folder, "governor.yaml"), quota);
  const check = ["check", "--file", "preview.json", "--rule", "quota", "--format", "json"];
  // Without a network: what it knows of the account stands in the file.
  const { DIGITALOCEAN_TOKEN: _, DIGITALOCEAN_API_URL: __, ...offline } = process.env;
  expect((await governor(check, offline)).code).toBe(0);
  writeFileSync(join(folder, "governor.yaml"), `account: governor.lock.json\n${quota}`);
  const blocked = await governor(check, offline);
  expect(blocked.code, blocked.err).toBe(1);
  expect(JSON.parse(blocked.out).findings).toMatchObject([
    {
      rule: "quota",
      status: "violation",
      message: expect.stringMatching(
        /^with this stack 11 Droplets in the account "My Team" as of .* \(today\), 1 over max_per_account \(10\)$/,
      ),
    },
  ]);
});

it("names what could not be read, and leaves undecided what depends on it", async () => {
  const { SPACES_ACCESS_KEY_ID: _, SPACES_SECRET_ACCESS_KEY: __, ...rest } = { ...process.env, ...emulator.env() };
  const written = await governor(["account", "--output", "governor.lock.json"], rest);
  expect(written, written.err).toMatchObject({
    code: 0,
    err: expect.stringContaining("not read: s3://: buckets are listed over S3"),
  });
  const type = "digitalocean:index/spacesBucket:SpacesBucket";
  const fresh = { urn: `urn:pulumi:dev::shop::${type}::files`, type, custom: true, inputs: { name: "files" }, id: "" };
  const steps = [{ op: "create", urn: fresh.urn, newState: fresh }];
  writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps, changeSummary: { create: 1 } }));
  writeFileSync(
    join(folder, "governor.yaml"),
    "account: governor.lock.json\nproviders: { digitalocean: { resources: { spaces: { max_buckets: 5 } } } }\n",
  );
  const checked = await governor(["check", "--file", "preview.json", "--rule", "quota", "--format", "json"], rest);
  expect(JSON.parse(checked.out).findings).toMatchObject([
    { status: "undecided", path: "max_buckets", message: expect.stringContaining("SpacesBucket could not be read") },
  ]);
});

it("leaves a quota undecided that counts what a token of fewer scopes may not read", async () => {
  const token = "secret-of-this-test";
  const scopes = ["account:read", "droplet:read", "reserved_ip:read", "sizes:read"];
  const scoped = await startEmulator({ tokens: [{ token, account: "emulator", scopes }] });
  onTestFinished(() => scoped.close());
  const env = { ...process.env, ...scoped.env(), DIGITALOCEAN_TOKEN: token };
  const written = await governor(["account", "--output", "governor.lock.json"], env);
  expect(written, written.err).toMatchObject({ code: 0 });
  const { unread }: { readonly unread: readonly Unread[] } = JSON.parse(
    readFileSync(join(folder, "governor.lock.json"), "utf8"),
  );
  const kinds = unread.flatMap((one) => one.kinds);
  expect(kinds).toEqual(expect.arrayContaining(["KubernetesCluster", "KubernetesNodePool", "Volume"]));
  expect(kinds).not.toContain("Droplet");
  expect(written.err).toMatch(/not read: \/v2\/kubernetes\/clusters: it was refused with 403/);

  writeFileSync(join(folder, "preview.json"), preview("1"));
  const quota = "providers: { digitalocean: { resources: { droplet: { max_per_account: 10 } } } }\n";
  writeFileSync(join(folder, "governor.yaml"), `account: governor.lock.json\n${quota}`);
  const checked = await governor(["check", "--file", "preview.json", "--rule", "quota", "--format", "json"], env);
  expect(JSON.parse(checked.out).findings).toMatchObject([
    { status: "undecided", path: "max_per_account", message: expect.stringMatching(unreadPools) },
    { status: "undecided", path: "droplet_limit", message: expect.stringMatching(unreadPools) },
  ]);
});

it("says what is wrong with a token, and writes nothing", async () => {
  const env = { ...process.env, DIGITALOCEAN_API_URL: emulator.url, DIGITALOCEAN_TOKEN: "" };
  const failed = await governor(["account", "--output", "lock.json"], env);
  expect(failed).toMatchObject({ code: 2, out: "" });
  expect(() => readFileSync(join(folder, "lock.json"))).toThrow("ENOENT");
});
