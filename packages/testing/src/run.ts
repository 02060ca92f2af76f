import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { dirname, extname, join } from "node:path";
import { PreviewError, ProgramError } from "./errors";
import { reportIn } from "./report";
import type { ChildReport, PreviewRequest } from "./wire";

type Done = Extract<ChildReport, { readonly kind: "done" }>;

/** Beside this file: the built one beside the built, the source beside the source, which Node.js runs as it is. */
const childFile = join(__dirname, "child", `main${extname(__filename) === ".ts" ? ".mts" : ".mjs"}`);

/** Characters of the program's own printing that an error quotes. */
const quoted = 4_000;

/** Processes that run now; none of them outlives this one. */
const running = new Set<ChildProcess>();
let guarded = false;

/** Around the run of a program. */
export interface RunOptions {
  readonly timeoutSeconds: number;
  /** Environment variables of the program. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs a program in a process of its own and returns what that process told. What the program prints goes to standard
 * error while it runs.
 *
 * @throws ProgramError for what the program threw.
 * @throws PreviewError when it did not come to its end, or not within `timeoutSeconds`.
 */
export async function runChild(request: PreviewRequest, { timeoutSeconds, env }: RunOptions): Promise<Done> {
  refuseOtherThanNode(process.versions);
  const child = start(request, env);
  const printed = gather(child);
  let report: ChildReport | undefined;
  child.on("message", (message) => {
    report ??= reportIn(message);
  });

  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, timeoutSeconds * 1_000);
  try {
    // A program that ends before it has read the request breaks the pipe; how it ended is told below.
    child.send(JSON.stringify(request), () => undefined);
    const { code, signal } = await ended(child);
    return judge(report, { request, late, timeoutSeconds, ending: signal ?? `exit code ${code}`, code, printed });
  } finally {
    clearTimeout(timer);
    running.delete(child);
  }
}

function start(request: PreviewRequest, env: NodeJS.ProcessEnv): ChildProcess {
  const child = fork(childFile, {
    cwd: dirname(request.entry),
    env: hostVariables(request, env),
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  if (!guarded) process.once("exit", stopAll);
  guarded = true;
  running.add(child);
  return child;
}

/** @throws PreviewError for what cannot run the program's process: another runtime, or an old Node. */
export function refuseOtherThanNode({ node, bun, deno }: Readonly<Record<string, string | undefined>>): void {
  if (bun !== undefined) throw new PreviewError(otherRuntime("Bun", bun));
  if (deno !== undefined) throw new PreviewError(otherRuntime("Deno", deno));
  const [major = 0, minor = 0] = (node ?? "").split(".").map(Number);
  if ((major === 22 && minor >= 18) || major >= 24) return;
  throw new PreviewError(`@infrafabric/testing needs Node 22.18 or later, or 24; this is ${node}.`);
}

/** Both say that they are a Node, and run the program in another way than Pulumi's host would. */
function otherRuntime(name: string, version: string): string {
  return `previewProgram needs Node, as Pulumi's own Node.js host does; this is ${name} ${version}. Run the tests with Node 22.18 or later, or 24, such as \`npx vitest\`.`;
}

/** The variables that Pulumi's Node.js host starts a program with. */
function hostVariables(request: PreviewRequest, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { root, project, stack, mode, config, secretKeys } = request;
  // A preview may itself run in a program that an engine started, which is not to be spoken to from here.
  const { PULUMI_NODEJS_MONITOR, PULUMI_NODEJS_ENGINE, PULUMI_NODEJS_SYNC, PULUMI_NODEJS_DRY_RUN, ...rest } = env;
  return {
    ...rest,
    PULUMI_NODEJS_ORGANIZATION: "organization",
    PULUMI_NODEJS_PROJECT: project,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_NODEJS_ROOT_DIRECTORY: root,
    PULUMI_NODEJS_PARALLEL: String(availableParallelism() * 4),
    // As the host does, which says `true` or nothing.
    ...(mode === "preview" ? { PULUMI_NODEJS_DRY_RUN: "true" } : {}),
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
  };
}

function stopAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

interface Printed {
  text: string;
}

function gather(child: ChildProcess): Printed {
  const printed: Printed = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed.text = (printed.text + text).slice(-quoted);
      process.stderr.write(text);
    });
  }
  return printed;
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      const settle = () => resolve({ code, signal });
      child.once("close", settle);
      // What the program started may hold its output open for as long as it likes.
      setTimeout(settle, 500).unref();
    });
  });
}

interface Circumstances {
  readonly request: PreviewRequest;
  readonly late: boolean;
  readonly timeoutSeconds: number;
  readonly ending: string;
  readonly code: number | null;
  readonly printed: Printed;
}

function judge(report: ChildReport | undefined, circumstances: Circumstances): Done {
  const { request, late, timeoutSeconds, ending, code, printed } = circumstances;
  const { entry } = request;
  const said = printed.text.trim() === "" ? "" : `\nIt printed:\n${printed.text.trim()}`;
  if (report?.kind === "threw") throw new ProgramError(report);
  if (report?.kind === "refused") throw new PreviewError(report.message);
  if (late) {
    throw new PreviewError(
      `${entry} was still running after ${timeoutSeconds} s and was stopped. A loop, a timer, a server or an open connection keeps a program running; if it is only slow, raise \`timeoutSeconds\`.${said}`,
    );
  }
  if (report?.kind === "stalled") {
    throw new PreviewError(
      `${entry} stopped before it had finished: a promise that it awaits, or that an input of a resource depends on, never settles.${said}`,
    );
  }
  if (report === undefined) {
    throw new PreviewError(
      `${entry} exited (${ending}) before its resources were registered. A program must return, not call process.exit.${said}`,
    );
  }
  if (code !== 0) throw new PreviewError(`${entry} ended with ${ending}, which Pulumi treats as a failure.${said}`);
  return report;
}
