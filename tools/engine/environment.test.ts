import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { textIn } from "../bootstrap/json.mjs";
import { capture } from "../bootstrap/process.mjs";
import { temporaryFolder } from "../bootstrap/temporary.ts";
import { engineEnvironment, languageHost, realProvider, standInProvider } from "./environment.mjs";

const provider = "pulumi-resource-digitalocean";

afterEach(() => vi.unstubAllEnvs());

function executable(file: string, script = "exit 0"): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

function fakeEngine() {
  return { path: executable(join(temporaryFolder(), "pulumi")), version: "v3.253.0", origin: "made for this test" };
}

test("the real provider is the one on PATH, else the newest of the user's plugins", () => {
  const folder = temporaryFolder();
  const env = { PATH: join(folder, "bin"), PULUMI_HOME: folder };
  expect(realProvider(env)).toBeUndefined();

  executable(join(folder, "plugins", "resource-digitalocean-v4.9.0", provider));
  const newest = executable(join(folder, "plugins", "resource-digitalocean-v4.80.1", provider));
  executable(join(folder, "plugins", "resource-aws-v7.0.0", "pulumi-resource-aws"));
  expect(realProvider(env)).toBe(newest);

  const onPath = executable(join(folder, "bin", provider));
  expect(realProvider(env)).toBe(onPath);
});

test("the vendor's language host is used where it lies beside the engine", () => {
  const engine = fakeEngine();
  expect(languageHost(engine)).toMatch(/tools\/language-host\/pulumi-language-nodejs$/);
  const vendors = executable(join(dirname(engine.path), "pulumi-language-nodejs"));
  expect(languageHost(engine)).toBe(vendors);
});

test("nothing of the user's own Pulumi or accounts is inherited", () => {
  vi.stubEnv("PULUMI_ACCESS_TOKEN", "pul-secret");
  vi.stubEnv("GOVERNOR_CONFIG", "elsewhere.yaml");
  vi.stubEnv("DIGITALOCEAN_TOKEN", "secret");
  vi.stubEnv("NODE_V8_COVERAGE", "coverage");
  vi.stubEnv("SPACES_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("AWS_PROFILE", "secret");
  const workDir = temporaryFolder();
  const env = engineEnvironment({ workDir, engine: fakeEngine(), provider: standInProvider });
  expect(JSON.stringify(env)).not.toContain("secret");
  expect(env).not.toHaveProperty("GOVERNOR_CONFIG");
  expect(env).not.toHaveProperty("NODE_V8_COVERAGE");
  expect(env).toMatchObject({
    PULUMI_HOME: join(workDir, "pulumi-home"),
    PULUMI_BACKEND_URL: `file://${workDir}/state`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    INFRAFABRIC_NODE: process.execPath,
  });
  expect(existsSync(join(workDir, "state"))).toBe(true);
});

test("the plugins are started where they are, with their arguments", async () => {
  const workDir = temporaryFolder();
  const chosen = executable(join(temporaryFolder(), "with space's", provider), 'echo "$0 $@"');
  engineEnvironment({ workDir, engine: fakeEngine(), provider: chosen });

  const plugins = join(workDir, "pulumi-home", "plugins");
  const sdk = join(import.meta.dirname, "../../node_modules/@pulumi/digitalocean/package.json");
  const installed = join(plugins, `resource-digitalocean-v${textIn(sdk, "version")}`, provider);
  expect(await capture(installed, ["one", "two words"])).toMatchObject({ stdout: `${chosen} one two words\n` });
  const aws = join(import.meta.dirname, "../../packages/digitalocean/node_modules/@pulumi/aws/package.json");
  expect(existsSync(join(plugins, `resource-aws-v${textIn(aws, "version")}`, "pulumi-resource-aws"))).toBe(true);
  expect(existsSync(join(plugins, "language-nodejs-v3.253.0", "pulumi-language-nodejs"))).toBe(true);
});
