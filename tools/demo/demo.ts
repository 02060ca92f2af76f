import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { summaryOf } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import { Fault } from "../bootstrap/fault.mjs";
import { valueAt } from "../bootstrap/json.mjs";
import { root } from "../bootstrap/paths.mjs";
import { coloured, fact, heading, say, secondsSince, withProgress } from "../bootstrap/terminal.mjs";
import { obtainEngine } from "../engine/engine.mjs";
import { engineEnvironment } from "../engine/environment.mjs";
import { reportEngine } from "../engine/report.mjs";
import { enginePreview } from "./engine-preview.ts";
import { dollars, inShort } from "./words.ts";

const ungoverned = join(root, "examples", "ungoverned");
const webTier = join(root, "examples", "web-tier");

/** Each part shows what it found; only what the engine says decides. */
async function demo(workDir: string): Promise<boolean> {
  const engine = obtainEngine().then(
    (found) => ({ found }),
    (error: Error) => ({ error }),
  );

  heading("The ungoverned example, previewed in process without an engine");
  let started = performance.now();
  const preview = () => previewProgram({ dir: ungoverned, stack: "dev" });
  const { evaluation } = await withProgress("running the program", preview);
  say(inShort(evaluation, coloured));
  fact("took", secondsSince(started));

  heading("The Pulumi engine");
  const obtained = await engine;
  if ("error" in obtained) throw obtained.error;
  const { found } = obtained;
  reportEngine(found);
  const env = engineEnvironment({ workDir, engine: found });

  heading("The ungoverned example, from the engine");
  say("  It breaks rule after rule, and the engine tells each in full: expect a long list under `Policies:`.\n");
  started = performance.now();
  const refused = await enginePreview(ungoverned, workDir, env);
  const blocked = refused.code !== 0 && refused.mandatory.length > 0;
  fact("took", secondsSince(started));

  heading("The governed web tier, from the engine");
  say("  One component stands for all of these resources.\n");
  started = performance.now();
  const accepted = await enginePreview(webTier, workDir, env);
  const passed = accepted.code === 0 && accepted.mandatory.length === 0;
  fact("took", secondsSince(started));

  heading("In short");
  const cost = dollars(valueAt(accepted.outputs, "monthlyCost"));
  fact("ungoverned", `${blocked ? "blocked" : "NOT BLOCKED"}: ${refused.mandatory.length} mandatory violations`);
  fact("", `in process: ${summaryOf(evaluation)}`);
  fact("web tier", passed ? `passed: ${cost} per month` : "NOT PASSED");
  say(`
Next: set the region in examples/web-tier/index.ts to nyc1 and run \`npm run demo\` again: it is refused.
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
