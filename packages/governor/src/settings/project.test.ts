import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findProject } from "./project";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "governor-project-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("findProject", () => {
  it("is the nearest upwards, with its name", () => {
    const inner = join(root, "apps", "shop", "src");
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(root, "Pulumi.yaml"), "name: platform\nruntime: nodejs\n");
    expect(findProject(inner)).toEqual({ root, file: join(root, "Pulumi.yaml"), name: "platform" });
    writeFileSync(join(root, "apps", "shop", "Pulumi.json"), '{"name":"shop","runtime":"nodejs"}');
    expect(findProject(inner)).toEqual({
      root: join(root, "apps", "shop"),
      file: join(root, "apps", "shop", "Pulumi.json"),
      name: "shop",
    });
  });

  it.each(["", "- a list", "name: [", "name: 5", "name: { a: b }", "text"])(
    "never throws on a file with %j",
    (text) => {
      writeFileSync(join(root, "Pulumi.yaml"), text);
      expect(findProject(root)).toEqual({ root, file: join(root, "Pulumi.yaml") });
    },
  );
});
