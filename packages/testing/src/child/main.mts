import { enableCompileCache } from "node:module";
import { inspect } from "node:util";
import type { ChildReport, PreviewRequest } from "../wire.js";
import { recordDiagnostics } from "./diagnostics.mts";
import { loadProgram } from "./program.mts";
import { quickPromises } from "./quick-promises.mts";
import { recordRegistrations } from "./registrations.mts";
import { requestIn } from "./request.mts";
import { loadSdk, SdkError } from "./sdk.mts";
import { readSourcePositions } from "./source-positions.mts";
import { loadTypeScript } from "./typescript.mts";

let reported = false;

/** Tells the parent process how it went, once, and ends. */
function report(result: ChildReport): void {
  if (reported) return;
  reported = true;
  // Where the program failed that is all there is to say; else the runtime looks for promises that never settled on
  // the way out, names them and fails.
  if (result.kind === "threw" || result.kind === "refused") process.exitCode = 1;
  process.send?.(JSON.stringify(result), () => process.exit());
}

function fail(thrown: unknown): void {
  if (thrown instanceof SdkError) {
    report({ kind: "refused", message: thrown.message });
    return;
  }
  const error = thrown instanceof Error ? thrown : new Error(`the program threw ${inspect(thrown)}`);
  const { name, message } = error;
  report({ kind: "threw", name, message, stack: error.stack ?? `${name}: ${message}` });
}

async function run(request: PreviewRequest): Promise<void> {
  const sdk = loadSdk(request.entry);
  quickPromises(sdk);
  readSourcePositions(sdk);
  const diagnostics = recordDiagnostics(sdk);
  const registrations = await recordRegistrations(sdk, request);
  loadTypeScript(sdk, request.entry);

  let finished = false;
  // As under Pulumi, the program has ended when nothing is left to do, not when its last line has run.
  process.on("beforeExit", () =>
    report(finished ? { kind: "done", ...registrations(), diagnostics } : { kind: "stalled" }),
  );
  await sdk.pulumi.runtime.runInPulumiStack(() => loadProgram(sdk, request.entry));
  finished = true;
}

process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
// Without its parent, nobody waits for the result.
process.on("disconnect", () => process.exit());
process.once("message", (message) => {
  process.channel?.unref();
  // A request that cannot be read is refused like a program that cannot run.
  Promise.resolve(message).then(requestIn).then(run).catch(fail);
});
// The SDK and TypeScript are large: compiling them takes longer than running most programs. Coverage needs them compiled.
if (!process.env.NODE_V8_COVERAGE) enableCompileCache();
