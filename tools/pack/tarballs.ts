import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap/paths.mjs";
import { findPnpm } from "../bootstrap/pnpm.mjs";
import { capture } from "../bootstrap/process.mjs";

/** The packages that are published, by their names without the scope, with their folders. */
export const packages: ReadonlyMap<string, string> = new Map([
  ["governor", "packages/governor"],
  ["digitalocean", "packages/digitalocean"],
  ["testing", "packages/testing"],
  ["connect", "packages/connect"],
  ["emulator", "packages/emulator"],
  ["cli", "packages/cli"],
  ["policy-pack", "policy-pack"],
]);

/**
 * Packs every package into a folder, and answers with the tarball of each. pnpm does it, since it alone writes the
 * versions of the workspace into the manifests.
 *
 * @throws when a package cannot be packed, as when it is not built.
 */
export async function packInto(folder: string): Promise<ReadonlyMap<string, string>> {
  const [command, ...before] = (await findPnpm(process.execPath)).command;
  for (const source of packages.values()) {
    const args = [...before, "pack", "--pack-destination", folder];
    const { code, stdout, stderr } = await capture(command, args, { cwd: join(root, source) });
    if (code !== 0) throw new Error(`${source} was not packed:\n${stdout}\n${stderr}`);
  }
  const files = readdirSync(folder);
  return new Map(
    [...packages.keys()].map((name) => {
      const file = files.find((entry) => entry.startsWith(`infrafabric-${name}-`));
      if (file === undefined) throw new Error(`${name} was not packed`);
      return [name, join(folder, file)];
    }),
  );
}
