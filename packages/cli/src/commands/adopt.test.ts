import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentSpacesKey, openSpaces } from "@infrafabric/connect";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "./adopt.ts";

let emulator: Emulator;
let folder = "";
let printed = "";
let told = "";
let accounts = 0;
const spacesVariables = ["SPACES_ACCESS_KEY_ID", "SPACES_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL_S3"] as const;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "governor-adopt-"));
  printed = "";
  told = "";
  accounts += 1;
  vi.stubEnv("DIGITALOCEAN_API_URL", emulator.url);
  vi.stubEnv("DIGITALOCEAN_TOKEN", `account-${accounts}`);
  vi.stubEnv("DIGITALOCEAN_ACCESS_TOKEN", "");
  for (const name of spacesVariables) vi.stubEnv(name, undefined);
  vi.spyOn(console, "log").mockImplementation((text: string) => {
    printed += `${text}\n`;
  });
  vi.spyOn(console, "error").mockImplementation((text: string) => {
    told += `${text}\n`;
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function post(path: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${process.env.DIGITALOCEAN_TOKEN}` };
  const url = `${emulator.url}/v2/${path}`;
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.ok, await response.text()).toBe(true);
}

const zone = () => post("domains", { name: "example.org", ip_address: "192.0.2.1" });

describe("governor adopt", () => {
  it("writes a project of what the account has, and says what comes next", async () => {
    await zone();
    await run(["--output", at("infra")]);
    expect(readdirSync(at("infra")).sort()).toEqual([
      ...[".gitignore", "Pulumi.main.yaml", "Pulumi.yaml", "README.md", "baseline.json", "governor.yaml", "index.ts"],
      ...["package.json", "tsconfig.json"],
    ]);
    expect(readFileSync(at("infra/Pulumi.yaml"), "utf8")).toContain('name: "infra"\n');
    expect(readFileSync(at("infra/index.ts"), "utf8")).toContain("new digitalocean.Domain(");
    expect(readFileSync(at("infra/README.md"), "utf8")).toContain("## Left out");
    expect(printed).toMatch(
      /^wrote .*\/infra: 2 resources of 2 kinds; \d+ resources left out, listed in .*README\.md\n/,
    );
    expect(printed).toMatch(/\nnext: cd .*\/infra && npm install && pulumi stack init main && pulumi preview\n$/);
    expect(told).toContain("not read: ");
    expect(readdirSync(folder)).toEqual(["infra"]);
  });

  it("takes over buckets with a Spaces access key, and says without one that it does not", async () => {
    await zone();
    await run(["--output", at("without")]);
    expect(told).toMatch(/^not read: s3:\/\/: .* set SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY/m);
    const env = emulator.env();
    for (const name of spacesVariables) vi.stubEnv(name, env[name]);
    vi.stubEnv("DIGITALOCEAN_TOKEN", env.DIGITALOCEAN_TOKEN);
    const key = environmentSpacesKey();
    if (key === undefined) throw new Error("the emulator has no Spaces access key");
    const s3 = await openSpaces({ ...key, region: "nyc3" });
    await s3.createBucket({ Bucket: "files" });
    s3.destroy();
    told = "";
    await run(["--output", at("infra"), "--format", "import"]);
    expect(told).not.toContain("s3://");
    expect(JSON.parse(readFileSync(at("infra/import.json"), "utf8")).resources).toEqual([
      { type: "digitalocean:index/spacesBucket:SpacesBucket", name: "files", id: "nyc3,files" },
    ]);
  });

  it("writes a file for pulumi import alone", async () => {
    await zone();
    await run(["--output", at("infra"), "--format", "import"]);
    expect(readdirSync(at("infra"))).toEqual(["import.json"]);
    const { resources } = JSON.parse(readFileSync(at("infra/import.json"), "utf8"));
    expect(resources).toContainEqual({
      type: "digitalocean:index/domain:Domain",
      name: "example.org",
      id: "example.org",
    });
    expect(printed).toMatch(/next: pulumi import --file .*\/infra\/import\.json\n$/);
  });

  it.each([
    ["an account with nothing", {}, /^the account has nothing to adopt: 1 resource left out\n +the default project/],
    ["no token", { DIGITALOCEAN_TOKEN: "" }, /^no token: /],
    ["an API without TLS", { DIGITALOCEAN_API_URL: "http://example.com" }, /^DIGITALOCEAN_API_URL is /],
  ])("of %s says so and writes nothing", async (_, variables, message) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    await expect(run(["--output", at("infra")])).rejects.toThrow(message);
    expect(existsSync(at("infra"))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes the token of a file, and says what is wrong with it", async () => {
    writeFileSync(at("token"), "", { mode: 0o600 });
    await expect(run(["--output", at("infra"), "--token-file", at("token")])).rejects.toThrow(
      /^the token in .* is empty$/,
    );
  });

  it("refuses a folder that is not empty before it asks the API, and lists what is there", async () => {
    vi.stubEnv("DIGITALOCEAN_API_URL", "http://127.0.0.1:1");
    writeFileSync(at("mine.txt"), "mine");
    await expect(run(["--output", folder])).rejects.toThrow(/is not empty: .*\n +it holds mine\.txt$/);
    expect(readFileSync(at("mine.txt"), "utf8")).toBe("mine");
  });

  it.each([
    [[], "--output is missing: name a folder that is new or empty"],
    [["--output", "x", "--format", "yaml"], '--format must be one of project, import, not "yaml"'],
    [
      ["--output", "x", "--stack", "a/b"],
      '--stack must be 1 to 100 letters, digits, dashes, dots and underscores, not "a/b"',
    ],
  ])("%j is refused", async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
  });
});
