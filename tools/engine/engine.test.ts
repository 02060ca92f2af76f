import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pins } from "../bootstrap/pins.mjs";
import { bringPackage } from "../bootstrap/registry.mjs";
import { temporaryFolder } from "../bootstrap/temporary.ts";
import { pinned } from "../bootstrap/versions.mjs";
import { findEngine, obtainEngine } from "./engine.mjs";
import { goBuilt } from "./go-build.mjs";
import { vendors } from "./vendor.mjs";

beforeEach(() => {
  vi.stubEnv("INFRAFABRIC_ENGINE", undefined);
  vi.stubEnv("INFRAFABRIC_CACHE", temporaryFolder());
  vi.stubEnv("PATH", "/usr/bin:/bin");
});
afterEach(() => vi.unstubAllEnvs());

function fakeEngine(file: string, version: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  return file;
}

test("a machine without an engine has none, and nothing is fetched to find that out", async () => {
  expect(await findEngine()).toBeUndefined();
});

test("the engine on PATH is used if it is new enough", async () => {
  const path = fakeEngine(join(temporaryFolder(), "pulumi"), "v3.252.0");
  vi.stubEnv("PATH", `${dirname(path)}:/usr/bin:/bin`);
  expect(await findEngine()).toBeUndefined();
  fakeEngine(path, "v3.260.1");
  expect(await findEngine()).toEqual({ path, version: "v3.260.1", origin: path });
});

test("of the cached engines the vendor's comes first, as it has the vendor's language host beside it", async () => {
  fakeEngine(goBuilt(), "v3.253.0");
  expect(await findEngine()).toMatchObject({ path: goBuilt(), origin: "built with go, cached" });
  fakeEngine(vendors(), "v3.253.0");
  expect(await findEngine()).toMatchObject({ path: vendors() });
});

/** Stands in for the npm package `pulumi`, as if it had been brought. */
async function fakeWrapper(script: string): Promise<void> {
  const npm = async ([command, , prefix = ""]: readonly string[]) => {
    if (command === "ci") {
      const folder = join(prefix, "node_modules", "pulumi");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "run.js"), `const { mkdirSync, writeFileSync } = require("node:fs");\n${script}`);
    }
    return { code: 0, stdout: "", stderr: "" };
  };
  await bringPackage({ name: "pulumi", pin: pins.pulumi, instead: "" }, { npm });
}

test("a cached engine without a hash, of an older bootstrap, is adopted; one that changed since is not used", async () => {
  const path = fakeEngine(goBuilt(), "v3.253.0");
  expect(await findEngine()).toMatchObject({ path });
  expect(existsSync(join(dirname(path), "SHA256SUMS"))).toBe(true);
  fakeEngine(path, "v3.253.1");
  await expect(findEngine()).rejects.toThrow(`${path} has changed: its hash differs`);
  await expect(obtainEngine()).rejects.toThrow(`${path} has changed: its hash differs`);
});

test("a wrapper that changed in the cache stops the run: nothing else is tried", async () => {
  await fakeWrapper("");
  const folder = await bringPackage({ name: "pulumi", pin: pins.pulumi, instead: "" });
  writeFileSync(join(folder, "run.js"), "");
  await expect(obtainEngine()).rejects.toThrow("run.js has changed: its hash differs");
});

test("the npm package pulumi brings the vendor's engine into the cache", async () => {
  await fakeWrapper(`
    const folder = process.env.PULUMI_HOME + "/versions/" + process.env.PULUMI_VERSION + "/bin";
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + "/pulumi", "");`);
  const engine = await obtainEngine();
  expect(engine).toEqual({ path: vendors(), version: `v${pinned.engine}`, origin: "the vendor's, cached" });
  expect(existsSync(engine.path)).toBe(true);
});

test("with neither the vendor's site nor Go it says what is missing, why, and what to install", async () => {
  await fakeWrapper('console.error("pulumi: fetch failed"); process.exit(1);');
  vi.stubEnv("PATH", temporaryFolder());
  await expect(obtainEngine()).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: There is no Pulumi engine:
      on PATH: none of version 3.253.0 or later
      the npm package pulumi: the vendor's site could not be reached (pulumi: fetch failed)
      a build of our own: there is no go on PATH
    Install the Pulumi CLI, 3.253.0 or later, or Go 1.26 or later, and run this again.]
  `);
});
