import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { EmulatorOptions } from "@infrafabric/emulator";
import { readOptions } from "../options.ts";
import { startHelp, startOptions, startOptionsIn } from "./options.ts";
import { messageOf, start } from "./start.ts";

const help = `Usage: governor emulator exec [options] -- COMMAND...

Starts DigitalOcean on this machine, runs a command against it, and stops it when the command ends. Only the command has
the environment that points Pulumi, Terraform, doctl and the AWS SDKs at it. For CI.

Examples
  governor emulator exec -- pulumi up --yes
  governor emulator exec --fault commit-then-500,path=/v2/droplets,count=1 -- npm test
  governor emulator exec -- sh -c 'terraform init && terraform apply -auto-approve && terraform destroy -auto-approve'

Options
${startHelp("any that is free")}
  --help                 Shows this

Exit code
  that of the command; 128 and the number of the signal that ended it
  2    wrong usage, or the emulator cannot start; the command was not run
  126  the command cannot be run
  127  the command does not exist`;

/** What the command line asks for. */
export interface ExecArguments {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: EmulatorOptions;
}

/** @throws UsageError with every problem of the command line; undefined for `--help`. */
export function readExecArguments(args: readonly string[]): ExecArguments | undefined {
  const end = args.indexOf("--");
  const [command = "", ...rest] = end < 0 ? [] : args.slice(end + 1);
  const problems = command === "" ? ["the command is missing: give it after --, such as  -- pulumi up --yes"] : [];
  const own = end < 0 ? args : args.slice(0, end);
  // Words without `--` are the command, whose options would be taken for the emulator's.
  const given = readOptions("emulator exec", own, startOptions, end < 0 ? "COMMAND" : undefined, problems);
  return given.help ? undefined : { command, args: rest, options: startOptionsIn(given, 0) };
}

/** Runs a command against an emulator that lasts as long as the command does. */
export async function runExec(args: readonly string[]): Promise<void> {
  const asked = readExecArguments(args);
  if (asked === undefined) return console.log(help);
  const emulator = await start(asked.options);
  try {
    process.exitCode = await exitCodeOf(asked, environmentFor(process.env, emulator.env()));
  } finally {
    await emulator.close();
  }
}

/** What would lead an AWS SDK past the emulator's keys. */
const misleading = new Set(["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN"]);

/** The environment of a command: the user's, with the emulator's over it. */
export function environmentFor(
  user: NodeJS.ProcessEnv,
  emulator: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  const rest = Object.entries(user).filter(([name]) => !misleading.has(name));
  // What else of the user's needs no proxy stays; `*` would have the provider look for buckets on the internet.
  const lists = [user.NO_PROXY, user.no_proxy, emulator.NO_PROXY];
  const hosts = lists.flatMap((list) => list?.split(",") ?? []).map((host) => host.trim());
  const direct = [...new Set(hosts.filter((host) => host !== "" && host !== "*"))].join(",");
  return { ...Object.fromEntries(rest), ...emulator, NO_PROXY: direct, no_proxy: direct };
}

/** Signals that end a command. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

async function exitCodeOf({ command, args }: ExecArguments, env: NodeJS.ProcessEnv): Promise<number> {
  const isAtTerminal = process.stdin.isTTY || process.stderr.isTTY;
  // Before the command starts: its first act may be to say that it is ready for a signal.
  for (const signal of endings) {
    process.on(signal, () => {
      // A terminal tells the command as well, and a second one would have Pulumi give up its work halfway.
      if (signal === "SIGTERM" || signal === "SIGHUP" || !isAtTerminal) child.kill(signal);
    });
  }
  const child = spawn(command, args, { env, stdio: "inherit" });
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } catch (error) {
    const { problem, exitCode } = refusalOf(error);
    console.error(`governor: ${command} ${problem}`);
    return exitCode;
  }
}

/** Why a command was not run, and the exit code that a shell has for that. */
function refusalOf(error: unknown): { readonly problem: string; readonly exitCode: number } {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "ENOENT":
      return { problem: "does not exist", exitCode: 127 };
    case "EACCES":
      return { problem: "is not an executable file", exitCode: 126 };
    default:
      return { problem: `cannot be run: ${messageOf(error)}`, exitCode: 126 };
  }
}
