// An account becomes a project by which the real provider finds everything as it is, and an import file that it takes.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openClient } from "@infrafabric/connect";
import { importFile, projectFiles, readInventory, select } from "@infrafabric/connect/internal";
import { startEmulator } from "@infrafabric/emulator";
import { rules } from "@infrafabric/governor";
import { describe, expect, it, onTestFinished } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { hasEngine, openWorkbench, real, root } from "../engine/workbench.ts";
import { plantEstate, spacesKeyOf } from "./estate.ts";

/** What the engine counts at the end. */
function countsIn(text: string): readonly string[] {
  const [, counts = ""] = /\nResources:\n((?: +.*\n)+)/.exec(text) ?? [];
  return counts
    .trim()
    .split("\n")
    .map((line) => line.trim().replaceAll(/ +/g, " "));
}

describe.skipIf(!hasEngine || real === undefined)("an adopted account", () => {
  it("is imported as it is, changes nothing, and passes under its own settings", { timeout: 900_000 }, async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    await plantEstate(emulator);
    const token = emulator.env().DIGITALOCEAN_TOKEN ?? "";
    const inventory = await readInventory(openClient({ url: emulator.url, token }), { spaces: spacesKeyOf(emulator) });
    const selection = select(inventory);
    const { adopted } = selection;
    expect(adopted.filter(({ kind }) => kind.name.startsWith("SpacesBucket"))).toHaveLength(5);
    const kinds = new Set(adopted.map(({ kind }) => kind.name));
    expect(adopted.length).toBeGreaterThanOrEqual(46);
    expect(kinds.size).toBeGreaterThanOrEqual(25);

    const dir = join(bench.folder, "adopted");
    mkdirSync(dir);
    const files = projectFiles(selection, { project: "adopted", stack: "main", rules, date: "2026-11-29" });
    for (const [name, text] of files) writeFileSync(join(dir, name), text);
    symlinkSync(join(root, "examples", "web-tier", "node_modules"), join(dir, "node_modules"));
    // Types are checked elsewhere, once.
    const env = { ...emulator.env(), TS_NODE_TRANSPILE_ONLY: "1" };
    const stack = await bench.stack(dir, { name: "main", pack: "none", env });

    const before = JSON.stringify(emulator.cloud.snapshot.accounts);
    const preview = await stack.preview();
    expect(preview, preview.text).toMatchObject({ code: 0 });
    // The provider does not read an ACL, so that of a public bucket is set again, as it is.
    const count = adopted.length;
    expect(preview.text).toContain("~  digitalocean:index:SpacesBucket acme-assets update [diff: +acl]");
    expect(countsIn(preview.text)).toEqual([
      "+ 1 to create",
      "~ 1 to update",
      `= ${count} to import`,
      `${count + 2} changes`,
    ]);
    const up = await stack.up("--skip-preview");
    expect(up, up.text).toMatchObject({ code: 0 });
    expect(countsIn(up.text)).toEqual(["+ 1 created", "~ 1 updated", `= ${count} imported`, `${count + 2} changes`]);
    const unchanged = await stack.unchanged();
    expect(unchanged, unchanged.text).toMatchObject({ code: 0 });
    expect(JSON.stringify(emulator.cloud.snapshot.accounts)).toBe(before);

    writeFileSync(join(dir, "state.json"), await stack.exported());
    const governor = join(root, "node_modules", ".bin", "governor");
    const check = await capture(governor, ["check", "--file", "state.json"], { cwd: dir });
    expect(check, check.stdout.slice(0, 900)).toMatchObject({ code: 0 });
    expect(check.stdout).toMatch(/^baseline: \d\d violations carried, 0 mended$/m);

    const drift = await stack.refresh("--expect-no-changes");
    expect(drift, drift.text).toMatchObject({ code: 0 });

    const bare = await bench.stack(bench.project({ program: "" }), { pack: "none", env });
    const imported = await bare.import(JSON.parse(importFile(adopted)).resources);
    expect(imported, imported.text).toMatchObject({ code: 0 });
    expect(imported.text).toContain(`= ${adopted.length} imported`);
  });
});
