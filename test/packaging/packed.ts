// The package managers that users install the tarballs with, outside the repository.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPnpm } from "../../tools/bootstrap/pnpm.mjs";
import { capture } from "../../tools/bootstrap/process.mjs";

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

/** yarn's classic version, which is on few machines, installed into a folder. */
export async function bringYarn(folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { yarn: "1.22.22" } }));
  await installWithNpm(folder);
  return [process.execPath, join(folder, "node_modules", "yarn", "bin", "yarn.js")];
}
