import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { bypassesOf, pathWithoutApp } from "./bypasses.ts";

let root: string;
let folders: { readonly project: string; readonly pack: string; readonly floor: string };
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "governor-gate-")));
  for (const folder of ["app/pack", "app/bin", "node_modules/@acme/pack", "platform", "tools"])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "app/Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  writeFileSync(join(root, "platform/governor.yaml"), "{}");
  folders = { project: join(root, "app"), pack: join(root, "platform"), floor: join(root, "platform/governor.yaml") };
});

describe("the ways around a gate's pack", () => {
  it("are none for an app beside the platform's pack", () => {
    expect(bypassesOf(folders, { PULUMI_OPTION_TARGET: "" })).toEqual([]);
  });

  it("are a pack in the app's folder, in a node_modules that it can reach, or by a link that leads there", () => {
    symlinkSync(join(root, "app/pack"), join(root, "link"));
    for (const pack of ["app/pack", "node_modules/@acme/pack", "link"].map((name) => join(root, name)))
      expect(bypassesOf({ ...folders, pack }, {}), pack).toEqual([
        expect.stringContaining("the policy pack is the app's own, which it can change"),
      ]);
  });

  it("are told all at once", () => {
    writeFileSync(join(root, "app/Pulumi.yaml"), "name: shop\nplugins: { languages: [{ name: nodejs, path: x }] }\n");
    const floor = join(root, "app/Pulumi.yaml");
    expect(bypassesOf({ ...folders, floor }, { PULUMI_OPTION_TARGET: "x" })).toEqual([
      expect.stringContaining("plugins.languages replaces the language host"),
      expect.stringContaining("the floor is the app's own"),
      expect.stringContaining("PULUMI_OPTION_TARGET  is set"),
    ]);
  });

  it("do not lie on PATH", () => {
    const [tools, bin] = [join(root, "tools"), join(root, "app/bin")];
    const path = [bin, ".", tools, join(root, "none"), join(root, "node_modules/@acme/pack")].join(delimiter);
    expect(pathWithoutApp(path, folders.project)).toBe(tools);
  });
});
