// boto3, which most programs that use Spaces from Python are built on, against the emulator's Spaces.
import { fileURLToPath } from "node:url";
import { startEmulator } from "@infrafabric/emulator";
import { expect, it, onTestFinished } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";

const python = process.env.PYTHON ?? "python3";
const script = fileURLToPath(new URL("boto3_spaces.py", import.meta.url));

const hasBoto3 = (await capture(python, ["-c", "import boto3"])).code === 0;
if (!hasBoto3) console.warn("SKIPPED: no Python with boto3 (PYTHON names one), so boto3 did not run against Spaces");

it.skipIf(!hasBoto3)("boto3 finds everything as it expects", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = emulator.env();
  const run = await capture(python, [script, emulator.url, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY]);
  expect(run, run.stderr).toMatchObject({ code: 0, stdout: "all as expected\n" });
});
