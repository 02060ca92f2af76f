import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { temporaryFolder } from "../bootstrap/temporary.ts";
import { sdkVersion } from "./environment.mjs";
import { obtainProvider } from "./provider.mjs";

const version = sdkVersion("@pulumi/digitalocean");
const name = "pulumi-resource-digitalocean";

/** A machine without the provider. */
let home = "";
beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv("INFRAFABRIC_CACHE", join(home, "cache"));
  vi.stubEnv("PULUMI_HOME", join(home, "pulumi"));
  vi.stubEnv("PATH", "/usr/bin:/bin");
});
afterEach(() => void vi.unstubAllEnvs());

function engine(script: string) {
  const path = join(home, "engine");
  writeFileSync(path, `#!/bin/sh\necho run >> ${home}/runs\n${script}\n`);
  chmodSync(path, 0o755);
  return { path, version: "v3.253.0", origin: "test" };
}

test("the machine's own provider is used, and nothing is downloaded", async () => {
  const plugin = join(home, "pulumi", "plugins", "resource-digitalocean-v4.79.0");
  mkdirSync(plugin, { recursive: true });
  writeFileSync(join(plugin, name), "");
  expect(await obtainProvider(engine("exit 1"))).toBe(join(plugin, name));
  expect(existsSync(join(home, "runs"))).toBe(false);
});

test("the engine downloads the SDK's version, once", async () => {
  const fetching = engine(`
    [ "$*" = "plugin install resource digitalocean ${version}" ] || exit 1
    mkdir -p $PULUMI_HOME/plugins/resource-digitalocean-v$5 && touch $PULUMI_HOME/plugins/resource-digitalocean-v$5/${name}`);
  const path = await obtainProvider(fetching);
  expect(existsSync(path)).toBe(true);
  expect(path.startsWith(join(home, "cache"))).toBe(true);
  expect(await obtainProvider(engine("exit 1"))).toBe(path);
});

test("where it cannot be had, the engine says why, and nothing is kept", async () => {
  const failing = engine("echo 'warning: will retry' >&2; echo 'error: no such host' >&2; exit 255");
  await expect(obtainProvider(failing)).rejects.toThrow("error: no such host");
  await expect(obtainProvider(engine("exit 0"))).rejects.toThrow("it could not be downloaded (no answer)");
  expect(existsSync(join(home, "cache", "infrafabric", "provider", version))).toBe(false);
});
