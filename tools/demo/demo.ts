import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { summaryOf } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import { Failure } from "../bootstrap/failure.mjs";
import { valueAt } from "../bootstrap/json.mjs";
import { root } from "../bootstrap/paths.mjs";
import { attended, coloured, fact, heading, say, secondsSince, withProgress } from "../bootstrap/terminal.mjs";
import { type Engine, obtainEngine } from "../engine/engine.mjs";
import { engineEnvironment } from "../engine/environment.mjs";
import { obtainProvider } from "../engine/provider.mjs";
import { reportEngine } from "../engine/report.mjs";
import { type BroughtUp, bringUp } from "./bring-up.ts";
import { openStack, passed } from "./engine-run.ts";
import { dollars, inShort } from "./words.ts";

const ungoverned = join(root, "examples", "ungoverned");
const webTier = join(root, "examples", "web-tier");
const archive = join(root, "examples", "archive");

/** What could be had, or why not; waited for only when it is needed. */
type Obtained<T> = { readonly found: T } | { readonly error: Error };

function obtained<T>(work: Promise<T>): Promise<Obtained<T>> {
  return work.then(
    (found) => ({ found }),
    (error: Error) => ({ error }),
  );
}

/** Each part shows what it found; only what the engine says decides. */
async function demo(workDir: string): Promise<boolean> {
  const obtainingEngine = obtained(obtainEngine());

  heading("The ungoverned example, previewed in process without an engine");
  let started = performance.now();
  const preview = () => previewProgram({ dir: ungoverned, stack: "dev" });
  const { evaluation } = await withProgress("running the program", preview);
  say(inShort(evaluation, coloured));
  fact("took", secondsSince(started));

  heading("The Pulumi engine");
  const engine = await obtainingEngine;
  if ("error" in engine) throw engine.error;
  reportEngine(engine.found);
  const obtainingProvider = obtained(obtainProvider(engine.found));
  const env = engineEnvironment({ workDir, engine: engine.found });

  heading("The ungoverned example, from the engine");
  say("  It breaks rule after rule, and the engine tells each in full: expect a long list under `Policies:`.\n");
  started = performance.now();
  const refused = await (await openStack(ungoverned, workDir, env))("preview");
  const blocked = refused.code !== 0 && refused.mandatory.length > 0;
  fact("took", secondsSince(started));

  heading("The governed web tier, from the engine");
  say("  One component stands for all of these resources.\n");
  started = performance.now();
  const accepted = await (await openStack(webTier, workDir, env))("preview");
  fact("took", secondsSince(started));

  heading("The web tier and an archive, brought up on the emulator");
  started = performance.now();
  const up = await bringUpWith(
    await withProgress("downloading the DigitalOcean provider", () => obtainingProvider),
    engine.found,
    join(workDir, "emulated"),
  );
  fact("took", secondsSince(started));

  heading("In short");
  const cost = dollars(valueAt(accepted.outputs, "monthlyCost"));
  fact("ungoverned", `${blocked ? "blocked" : "NOT BLOCKED"}: ${refused.mandatory.length} mandatory violations`);
  fact("", `in process: ${summaryOf(evaluation)}`);
  fact("web tier", passed(accepted) ? `passed: ${cost} per month` : "NOT PASSED");
  if (up) fact("emulator", up.passed ? `web tier and archive are up: ${dollars(up.monthly)} per month` : "NOT UP");
  else fact("emulator", "skipped: no provider");
  say(`
Next: set the region in examples/web-tier/index.ts to nyc1 and run \`npm run demo\` again: it is refused.
In your own project: \`pulumi preview --policy-pack node_modules/@infrafabric/policy-pack\`.
Without an account: \`npx @infrafabric/cli emulator\`.`);
  if (up) await leave(up);
  return blocked && passed(accepted) && up?.passed !== false;
}

/** Brings up what the demo shows, where the vendor's provider could be had. */
async function bringUpWith(
  provider: Obtained<string>,
  engine: Engine,
  workDir: string,
): Promise<BroughtUp | undefined> {
  if ("found" in provider) {
    const env = engineEnvironment({ workDir, engine, provider: provider.found });
    return bringUp([webTier, archive], workDir, env);
  }
  if (!(provider.error instanceof Failure)) throw provider.error;
  say(`  SKIPPED: Pulumi's DigitalOcean provider is not on this machine, and ${provider.error.message}.`);
  say("  The stand-in that served above asks no API: with it, nothing would reach the emulator.");
  say("  Where the network allows it: `pulumi plugin install resource digitalocean`, then this again.");
  return undefined;
}

/** Leaves the emulator running for as long as a person looks at it. */
async function leave({ page, close }: BroughtUp): Promise<void> {
  if (attended) {
    say(`\nThe emulator runs until Ctrl-C. What is up there: ${page}`);
    await once(process, "SIGINT");
  } else {
    say(`\nThe emulator ended with this demo; on a terminal it goes on, and shows what is up at ${page}`);
  }
  await close();
}

const workDir = mkdtempSync(join(tmpdir(), "infrafabric-demo-"));
try {
  process.exitCode = (await demo(workDir)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`\n${error.message}\nWithout the engine this demo proves nothing, so it failed.`);
  process.exitCode = 1;
} finally {
  rmSync(workDir, { recursive: true, force: true });
}
