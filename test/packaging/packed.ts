// The packages as their users get them: packed, to be installed outside the repository.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findPnpm } from "../../tools/bootstrap/pnpm.mjs";
import { capture } from "../../tools/bootstrap/process.mjs";
import { root } from "../engine/workbench.ts";

export const packages = ["governor", "digitalocean", "testing", "policy-pack"];

export const pnpm = (await findPnpm(process.execPath)).command;

/** Runs a command, and answers with what it printed. Throws where it fails. */
export async function run([command = "", ...args]: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await capture(command, args, { cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed in ${cwd}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** Installs what the package.json of a folder asks for. */
export async function installWithNpm(folder: string): Promise<void> {
  await run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], folder);
}

/** Packs every package into a folder, and answers with where the tarball of each is. */
export async function packInto(folder: string): Promise<(name: string) => string> {
  for (const name of packages) {
    const source = name === "policy-pack" ? name : join("packages", name);
    await run([...pnpm, "pack", "--pack-destination", folder], join(root, source));
  }
  return (name) => {
    const file = readdirSync(folder).find((entry) => entry.startsWith(`infrafabric-${name}-`));
    if (file === undefined) throw new Error(`${name} was not packed`);
    return join(folder, file);
  };
}
