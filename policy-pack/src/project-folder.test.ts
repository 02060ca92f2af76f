import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProcessInfo } from "./processes";
import { folderOf } from "./project-folder";

let root: string;
let shop: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "pack-folder-")));
  shop = project("shop");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function project(name: string, folder = name): string {
  const dir = join(root, folder);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
  return dir;
}

/** Processes from the pack's parent upwards. */
const folder = (chain: readonly (readonly [name: string, folder: string | undefined])[], PWD?: string) => {
  const table = new Map(
    chain.map(([name, at], index): [number, ProcessInfo] => [
      index + 10,
      { names: ["rosetta", name], parent: index + 11, folder: () => at, arguments: () => [] },
    ]),
  );
  return folderOf({ project: "shop", parent: 10, env: { PWD }, processes: (pid) => table.get(pid) });
};

describe("folderOf", () => {
  it("is the project's root above the engine's working folder, whatever PWD says", () => {
    const other = project("other");
    const sub = join(shop, "src", "deep");
    mkdirSync(sub, { recursive: true });
    for (const at of [shop, sub]) {
      expect(folder([["pulumi", at]], other)).toBe(shop);
      expect(folder([["pulumi", at]])).toBe(shop);
    }
  });

  it("passes over plugins and shims between the pack and the engine", () => {
    const other = project("shop", "worktree");
    const chain = [
      ["node", other],
      ["pulumi-language-nodejs", other],
      ["pulumi", shop],
      ["node", root],
    ] as const;
    expect(folder(chain)).toBe(shop);
    expect(
      folder([
        ["sh", root],
        [".pulumi-wrapped", shop],
        ["pulumi", other],
      ]),
    ).toBe(shop);
    expect(folder([["pulumi (deleted)", shop]])).toBe(shop);
  });

  it("keeps the links of PWD where it leads to the engine's folder", () => {
    const link = join(root, "link");
    symlinkSync(shop, link);
    expect(folder([["pulumi", shop]], link)).toBe(link);
    expect(folder([["pulumi", shop]], "relative")).toBe(shop);
    expect(folder([["pulumi", shop]], join(root, "gone"))).toBe(shop);
  });

  it("is the engine's own folder outside of any project", () => {
    expect(folder([["pulumi", root]])).toBe(root);
  });

  it.each([
    ["no engine is above", [["node", "/"]] as const, /none of the processes that started the policy pack/],
    ["the chain breaks off", [] as const, /none of the processes that started the policy pack/],
    ["the folder cannot be read", [["pulumi", undefined]] as const, /working folder of `pulumi` cannot be read/],
  ])("is unknown where %s", (_, chain, says) => {
    expect(folder(chain)).toEqual({ unknownBecause: expect.stringMatching(says) });
  });

  it("is unknown where the folder belongs to another project", () => {
    const other = project("other");
    expect(folder([["pulumi", other]])).toEqual({
      unknownBecause: `\`pulumi\` runs in ${other}, which belongs to the project other, not to shop`,
    });
  });

  it("is unknown where the system tells nothing", () => {
    expect(folderOf({ project: "shop", parent: 1, env: { PWD: shop }, processes: undefined })).toEqual({
      unknownBecause: expect.stringContaining("this system does not show"),
    });
  });
});
