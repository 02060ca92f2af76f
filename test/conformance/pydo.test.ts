// pydo, DigitalOcean's own client for Python, against the emulator's API.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmulator } from "@infrafabric/emulator";
import { expect, it, onTestFinished } from "vitest";
import { cacheFolder, makeOnce } from "../../tools/bootstrap/cache.mjs";
import { capture } from "../../tools/bootstrap/process.mjs";

const version = "0.44.0";
const script = fileURLToPath(new URL("pydo_api.py", import.meta.url));

const python = await pythonWithPydo();

it("pydo finds everything as it expects", async ({ skip }) => {
  if (python === undefined) return skip();
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const run = await capture(python, [script, emulator.url, "pydo"]);
  expect(run, run.stderr).toMatchObject({ code: 0, stdout: "all as expected\n" });
});

/** A Python with pydo, made once; undefined where it cannot be made. */
async function pythonWithPydo(): Promise<string | undefined> {
  const folder = join(cacheFolder(), "python", `pydo-${version}`);
  try {
    await makeOnce(folder, async (temporary) => {
      await done(process.env.PYTHON ?? "python3", ["-m", "venv", temporary]);
      await done(pythonIn(temporary), ["-m", "pip", "install", "--quiet", "--retries", "1", `pydo==${version}`]);
    });
  } catch (error) {
    console.warn(`SKIPPED: no Python with pydo (PYTHON names one), so pydo did not run against the API: ${error}`);
    return undefined;
  }
  return pythonIn(folder);
}

async function done(command: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await capture(command, args, { timeout: 120_000 });
  if (code !== 0) throw new Error(stderr);
}

/** Where an environment of Python has its Python. */
function pythonIn(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}
