import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatFindings } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import { Fault } from "../bootstrap/fault.mjs";
import { root } from "../bootstrap/paths.mjs";
import { coloured, fact, heading, say, secondsSince } from "../bootstrap/terminal.mjs";
import { obtainEngine } from "../engine/engine.mjs";
import { engineEnvironment } from "../engine/environment.mjs";
import { reportEngine } from "../engine/report.mjs";
import { enginePreview } from "./engine-preview.ts";

const ungoverned = join(root, "examples", "ungoverned");
const governed = join(root, "examples", "governed");

/** Each part shows what it found; only what the engine says decides. */
async function demo(workDir: string): Promise<boolean> {
  const engine = obtainEngine().then(
    (found) => ({ found }),
    (error: Error) => ({ error }),
  );

  heading("The ungoverned example, previewed in process without an engine");
  let started = performance.now();
  const { evaluation } = await previewProgram({ dir: ungoverned, stack: "dev" });
  say(formatFindings(evaluation, { color: coloured }));
  fact("took", secondsSince(started));

  heading("The Pulumi engine");
  const obtained = await engine;
  if ("error" in obtained) throw obtained.error;
  const { found } = obtained;
  reportEngine(found);
  const env = engineEnvironment({ workDir, engine: found });

  heading("The ungoverned example, from the engine");
  started = performance.now();
  const refused = await enginePreview(ungoverned, workDir, env);
  const blocked = refused.code !== 0 && refused.mandatory.length > 0;
  fact("took", secondsSince(started));

  heading("The governed example, from the engine");
  started = performance.now();
  const accepted = await enginePreview(governed, workDir, env);
  const passed = accepted.code === 0 && accepted.mandatory.length === 0;
  fact("took", secondsSince(started));

  heading("In short");
  fact("ungoverned", `${blocked ? "blocked" : "NOT BLOCKED"}: ${refused.mandatory.length} mandatory violations`);
  fact("governed", `${passed ? "passed" : "NOT PASSED"}: USD ${accepted.outputs.monthlyCost} per month`);
  say(`
Next: change examples/governed/index.ts or governor.yaml and run \`npm run demo\` again.
In your own project: \`pulumi preview --policy-pack node_modules/@infrafabric/policy-pack\`.`);
  return blocked && passed;
}

const workDir = mkdtempSync(join(tmpdir(), "infrafabric-demo-"));
try {
  process.exitCode = (await demo(workDir)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  console.error(`\n${error.message}\nWithout the engine this demo proves nothing, so it failed.`);
  process.exitCode = 1;
} finally {
  rmSync(workDir, { recursive: true, force: true });
}
