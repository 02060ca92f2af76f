// The project of an account type-checks, and registers what there is, without an engine and without a provider.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openClient } from "@infrafabric/connect";
import { projectFiles, readInventory, select } from "@infrafabric/connect/internal";
import { startEmulator } from "@infrafabric/emulator";
import { rules } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import { expect, it, onTestFinished } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { plantEstate, spacesKeyOf } from "../emulator/estate.ts";

const root = join(import.meta.dirname, "../..");

it("an adopted project type-checks, registers each resource once, and is governed", { timeout: 300_000 }, async () => {
  const emulator = await startEmulator();
  const dir = mkdtempSync(join(tmpdir(), "governor-adopted-"));
  onTestFinished(async () => {
    rmSync(dir, { recursive: true });
    await emulator.close();
  });
  await plantEstate(emulator);
  const token = emulator.env().DIGITALOCEAN_TOKEN ?? "";
  const selection = select(
    await readInventory(openClient({ url: emulator.url, token }), { spaces: spacesKeyOf(emulator) }),
  );
  const { adopted } = selection;
  const names = { project: "adopted", stack: "main" };
  for (const [name, text] of projectFiles(selection, { ...names, rules, date: "2026-11-29" }))
    writeFileSync(join(dir, name), text);
  symlinkSync(join(root, "examples", "web-tier", "node_modules"), join(dir, "node_modules"));

  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const checked = await capture(process.execPath, [tsc, "-p", "."], { cwd: dir });
  expect(checked, checked.stdout).toMatchObject({ code: 0 });

  const preview = await previewProgram({ dir, ...names });
  expect(preview.resources.map(({ type, name }) => `${type} ${name}`).sort()).toEqual(
    adopted.map(({ kind, name }) => `${kind.type} ${name}`).sort(),
  );
  expect(preview.findings.filter(({ level, baseline }) => level === "mandatory" && baseline !== true)).toEqual([]);
  expect(
    preview.resources
      .filter(({ protect }) => protect === true)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(
    adopted
      .filter(({ protect }) => protect)
      .map(({ name }) => name)
      .sort(),
  );
});
