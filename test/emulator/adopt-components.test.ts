// What components made, and lost the state of, is adopted as them again; a messy account as it is.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { openClient } from "@infrafabric/connect";
import { type Outliners, projectFiles, readInventory, select } from "@infrafabric/connect/internal";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { rules } from "@infrafabric/governor";
import { describe, expect, it, onTestFinished } from "vitest";
import { plantMessyAccount } from "../../packages/cli/src/test/messy-account.ts";
import { hasEngine, openWorkbench, real, root } from "../engine/workbench.ts";
import { plantShop } from "./shop-by-hand.ts";

const webTier = `
import { GovernedWebTier } from "@infrafabric/digitalocean";
new GovernedWebTier("web", {
  region: "nyc3",
  size: "s-2vcpu-2gb",
  image: "ubuntu-24-04-x64",
  domain: "www.example.com",
  sshFrom: ["203.0.113.7/32"],
  alertEmails: ["ops@example.com"],
  alertThresholds: { cpu: 90 },
  loadBalancerArgs: { sizeUnit: 2 },
  tags: { environment: "prod" },
});
`;

const database = `
import { GovernedDatabase } from "@infrafabric/digitalocean";
new GovernedDatabase("orders", {
  engine: "pg",
  version: "17",
  region: "nyc3",
  size: "db-s-2vcpu-4gb",
  storageGib: 70,
  trustedSources: { tags: ["web"], addresses: ["203.0.113.7"] },
  databases: ["orders", "stock"],
  users: { app: {}, jobs: {} },
  pools: { app: { size: 20, database: "orders", user: "app" } },
  alertEmails: ["ops@example.com"],
  alertThresholds: { cpu: 70 },
  clusterArgs: { tags: ["shop"] },
});
`;

const { outliners }: { readonly outliners: Outliners } = createRequire(
  join(root, "packages", "connect", "package.json"),
)("@infrafabric/digitalocean/internal");

/** A project with the packages of the examples. */
function projectIn(folder: string, name: string, files: Iterable<readonly [string, string]>): string {
  const dir = join(folder, name);
  mkdirSync(dir);
  for (const [file, text] of files) writeFileSync(join(dir, file), text);
  symlinkSync(join(root, "examples", "web-tier", "node_modules"), join(dir, "node_modules"));
  return dir;
}

/** What the engine counts at the end. */
function countsIn(text: string): readonly string[] {
  const [, counts = ""] = /\nResources:\n((?: +.*\n)+)/.exec(text) ?? [];
  return counts
    .trim()
    .split("\n")
    .map((line) => line.trim().replaceAll(/ +/g, " "));
}

async function adoptedFiles(emulator: Emulator): Promise<ReadonlyMap<string, string>> {
  const token = emulator.env().DIGITALOCEAN_TOKEN ?? "";
  const selection = select(await readInventory(openClient({ url: emulator.url, token })));
  const options = { project: "shop", stack: "main", rules, date: "2026-11-30", components: () => outliners };
  return projectFiles(selection, options);
}

/** An emulator and two places for projects, until the test ends. */
async function opened() {
  const emulator = await startEmulator();
  const [before, after] = [openWorkbench(real), openWorkbench(real)];
  onTestFinished(async () => {
    before.close();
    after.close();
    await emulator.close();
  });
  return { emulator, before, after, env: { ...emulator.env(), TS_NODE_TRANSPILE_ONLY: "1" } };
}

/** Makes something by a call of the API, as a person would. */
async function post(emulator: Emulator, path: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${emulator.env().DIGITALOCEAN_TOKEN}` };
  const response = await fetch(`${emulator.url}/v2/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.ok, path).toBe(true);
}

/** What a preview of the adopted account counts; it goes up, and then nothing changes. */
async function adoptedCounts(
  { after, env }: Awaited<ReturnType<typeof opened>>,
  files: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const stack = await after.stack(projectIn(after.folder, "adopted", files), { name: "main", pack: "none", env });
  const preview = await stack.preview();
  expect(preview, preview.text).toMatchObject({ code: 0 });
  const up = await stack.up("--skip-preview");
  expect(up, up.text).toMatchObject({ code: 0 });
  const unchanged = await stack.unchanged();
  expect(unchanged, unchanged.text).toMatchObject({ code: 0 });
  return countsIn(preview.text);
}

describe.skipIf(!hasEngine || real === undefined)("with the real provider", { timeout: 900_000 }, () => {
  it.each([
    ["web tier", webTier, "new GovernedWebTier(", ["new digitalocean.Domain"], 17],
    ["database", database, "new GovernedDatabase(", ["new digitalocean.Domain"], 12],
  ])("a %s whose state is lost is that component again", async (_, program, component, plain, count) => {
    const world = await opened();
    const { emulator, before, env } = world;
    await post(emulator, "domains", { name: "example.com" });
    const shop = projectIn(before.folder, "shop", [
      ["index.ts", program],
      ["governor.yaml", "providers: { digitalocean: { enabled: true } }\n"],
      ["Pulumi.yaml", "name: shop\nruntime: nodejs\n"],
      ["package.json", '{ "name": "shop", "main": "index.ts" }\n'],
      ["tsconfig.json", '{ "compilerOptions": { "module": "nodenext", "moduleResolution": "nodenext" } }\n'],
    ]);
    const made = await (await before.stack(shop, { name: "main", pack: "none", env })).up();
    expect(made, made.text).toMatchObject({ code: 0 });

    const files = await adoptedFiles(emulator);
    const code = files.get("index.ts") ?? "";
    expect(code).toContain(component);
    // The domain alone is not the component's.
    expect(code.match(/new digitalocean\.\w+/g)).toEqual(plain);
    // The stack and the component, of which DigitalOcean knows nothing.
    expect(await adoptedCounts(world, files)).toEqual([
      "+ 2 to create",
      `= ${count} to import`,
      `${count + 2} changes`,
    ]);
  });

  it("a shop made by hand becomes a component, with what belongs to nobody beside it", async () => {
    const world = await opened();
    await plantShop(world.emulator);
    const files = await adoptedFiles(world.emulator);
    const code = files.get("index.ts") ?? "";
    expect(code).toContain('new GovernedWebTier("front", {');
    const [, count = ""] = /^(\d+) resources of an account/m.exec(files.get("README.md") ?? "") ?? [];
    expect(await adoptedCounts(world, files)).toEqual([
      "+ 2 to create",
      `= ${count} to import`,
      `${Number(count) + 2} changes`,
    ]);
  });

  it("a messy account is imported as it is, with what is wrong in it", async () => {
    const world = await opened();
    await plantMessyAccount(world.emulator);
    const files = await adoptedFiles(world.emulator);
    const resources = [...files.values()].join("").match(/new digitalocean\.\w+\(/g) ?? [];
    expect(resources.length).toBeGreaterThanOrEqual(55);
    expect(await adoptedCounts(world, files)).toEqual([
      "+ 1 to create",
      `= ${resources.length} to import`,
      `${resources.length + 1} changes`,
    ]);
  });
});
