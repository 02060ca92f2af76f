// The project of an account type-checks, and registers what there is, without an engine and without a provider.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openClient } from "@infrafabric/connect";
import { type Outliners, projectFiles, readInventory, select } from "@infrafabric/connect/internal";
import { startEmulator } from "@infrafabric/emulator";
import { rules } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import { expect, it, onTestFinished } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { plantEstate, spacesKeyOf } from "../emulator/estate.ts";
import { plantShop } from "../emulator/shop-by-hand.ts";

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

it("a shop made by hand that is just what a component makes becomes one, with its inputs", {
  timeout: 300_000,
}, async () => {
  const emulator = await startEmulator();
  const dir = mkdtempSync(join(tmpdir(), "governor-adopted-"));
  onTestFinished(async () => {
    rmSync(dir, { recursive: true });
    await emulator.close();
  });
  const token = emulator.env().DIGITALOCEAN_TOKEN ?? "";
  await plantShop(emulator);
  const selection = select(await readInventory(openClient({ url: emulator.url, token })));
  const names = { project: "adopted", stack: "main" };
  const { outliners }: { readonly outliners: Outliners } = createRequire(
    join(root, "packages", "connect", "package.json"),
  )("@infrafabric/digitalocean/internal");
  const files = projectFiles(selection, { ...names, rules, date: "2026-11-30", components: () => outliners });
  for (const [name, text] of files) writeFileSync(join(dir, name), text);
  symlinkSync(join(root, "examples", "web-tier", "node_modules"), join(dir, "node_modules"));
  const code = files.get("index.ts") ?? "";
  expect(code).toContain('new GovernedWebTier("front", {');
  expect(code).toContain('  dropletTag: "web",\n');
  expect(code).toContain("  value: frontWebTier.loadBalancer.ip,\n");

  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const checked = await capture(process.execPath, [tsc, "-p", "."], { cwd: dir });
  expect(checked, checked.stdout).toMatchObject({ code: 0 });

  const preview = await previewProgram({ dir, ...names });
  expect(preview.findings.filter(({ level, baseline }) => level === "mandatory" && baseline !== true)).toEqual([]);
  const child = (name: string) => preview.resources.find((one) => one.name === name);
  const droplets = selection.adopted.filter(({ kind }) => kind.name === "Droplet");
  expect(droplets).toHaveLength(2);
  for (const [index, droplet] of droplets.entries()) {
    const registered = child(`front-${index + 1}`);
    for (const input of ["region", "size", "image", "backups"])
      expect(registered?.read(input).text()).toBe(`${droplet.inputs[input]}`);
  }
  expect(child("front-firewall")?.read("tags[0]").text()).toBe("web");
  expect(child("front-lb")?.read("dropletTag").text()).toBe("web");
});

it("says in a line how to get the components if they are not installed, and writes the resources", {
  timeout: 120_000,
}, async () => {
  const emulator = await startEmulator();
  const dir = mkdtempSync(join(tmpdir(), "governor-alone-"));
  onTestFinished(async () => {
    rmSync(dir, { recursive: true });
    await emulator.close();
  });
  await plantShop(emulator);
  for (const part of ["bin", "dist", "package.json"])
    cpSync(join(root, "packages", "cli", part), join(dir, "cli", part), { recursive: true });
  // Whoever runs the tests may name more places for packages.
  const env = { ...process.env, ...emulator.env(), NODE_PATH: "" };
  const governor = join(dir, "cli", "bin", "governor.mjs");
  const run = await capture(process.execPath, [governor, "adopt", "--output", "infra"], { cwd: dir, env });
  expect(run, run.stderr).toMatchObject({ code: 0 });
  expect(run.stderr.match(/^.*components.*$/gm)).toEqual([
    expect.stringMatching(/^no components: .*npm install @infrafabric\/digitalocean /),
  ]);
  const code = readFileSync(join(dir, "infra", "index.ts"), "utf8");
  expect(code).toContain("new digitalocean.LoadBalancer(");
  expect(code).not.toContain("Governed");
});
