// A shop whose state is lost is adopted again as the component that made it, by the real provider.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { openClient } from "@infrafabric/connect";
import { type Outliners, projectFiles, readInventory, select } from "@infrafabric/connect/internal";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { rules } from "@infrafabric/governor";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real, root } from "../engine/workbench.ts";

const program = `
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

describe.skipIf(!hasEngine || real === undefined)("a shop that was made by a component", () => {
  it("is that component again, with imports and no change", { timeout: 900_000 }, async () => {
    const emulator = await startEmulator();
    const [before, after] = [openWorkbench(real), openWorkbench(real)];
    onTestFinished(async () => {
      before.close();
      after.close();
      await emulator.close();
    });
    const account = emulator.env();
    const env = { ...account, TS_NODE_TRANSPILE_ONLY: "1" };
    const headers = { authorization: `Bearer ${account.DIGITALOCEAN_TOKEN}` };
    const body = JSON.stringify({ name: "example.com" });
    await fetch(`${emulator.url}/v2/domains`, { method: "POST", headers, body });
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
    expect(code).toContain("new GovernedWebTier(");
    // The domain alone is not the tier's.
    expect(code.match(/new digitalocean\.\w+/g)).toEqual(["new digitalocean.Domain"]);
    const dir = projectIn(after.folder, "adopted", files);
    const stack = await after.stack(dir, { name: "main", pack: "none", env });
    const preview = await stack.preview();
    expect(preview, preview.text).toMatchObject({ code: 0 });
    // The stack and the component, of which DigitalOcean knows nothing.
    expect(countsIn(preview.text), preview.text).toEqual(["+ 2 to create", "= 17 to import", "19 changes"]);
    const up = await stack.up("--skip-preview");
    expect(up, up.text).toMatchObject({ code: 0 });
    const unchanged = await stack.unchanged();
    expect(unchanged, unchanged.text).toMatchObject({ code: 0 });
  });
});
