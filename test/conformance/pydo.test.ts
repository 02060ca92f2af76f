// pydo, DigitalOcean's own client for Python, against the emulator's API.
import { fileURLToPath } from "node:url";
import { startEmulator } from "@infrafabric/emulator";
import { expect, it, onTestFinished } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { pythonWith } from "../python.ts";

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

/** Undefined where it cannot be made. */
async function pythonWithPydo(): Promise<string | undefined> {
  try {
    return await pythonWith("pydo", version);
  } catch (error) {
    console.warn(`SKIPPED: no Python with pydo (PYTHON names one), so pydo did not run against the API: ${error}`);
    return undefined;
  }
}
