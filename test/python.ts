import { join } from "node:path";
import { cacheFolder, makeOnce } from "../tools/bootstrap/cache.mjs";
import { capture } from "../tools/bootstrap/process.mjs";

/**
 * A Python with that version of a package, in an environment of its own that is made once.
 *
 * @throws Error where there is no Python (PYTHON names one), or no registry that has the package.
 */
export async function pythonWith(name: string, version: string): Promise<string> {
  const folder = join(cacheFolder(), "python", `${name}-${version}`);
  await makeOnce(folder, async (temporary) => {
    await done(process.env.PYTHON ?? "python3", ["-m", "venv", temporary]);
    await done(pythonIn(temporary), ["-m", "pip", "install", "--quiet", "--retries", "1", `${name}==${version}`]);
  });
  return pythonIn(folder);
}

async function done(command: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await capture(command, args, { timeout: 300_000 });
  if (code !== 0) throw new Error(stderr);
}

/** Where an environment of Python has its Python. */
function pythonIn(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}
