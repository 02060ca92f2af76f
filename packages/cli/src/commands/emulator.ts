import { resolve } from "node:path";
import { type Emulator, type EmulatorOptions, shellLines } from "@infrafabric/emulator";
import { runExec } from "../emulator/exec.ts";
import { startHelp, startOptions, startOptionsIn } from "../emulator/options.ts";
import { messageOf, start } from "../emulator/start.ts";
import { type Option, readOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { writeSecretFile } from "../write-secret-file.ts";

const defaultPort = 4777;

const help = `Usage: governor emulator [options]

Starts DigitalOcean on this machine: the API v2 and Spaces, in memory, without an account and without the internet.
It prints the environment that points Pulumi, doctl and the AWS SDKs at it; paste that into another terminal.

Examples
  governor emulator
  governor emulator --persist .emulator --write-env .emulator.env
  governor emulator exec -- pulumi up --yes        for CI: see  governor emulator exec --help

In the other terminal
  pulumi up
  doctl compute droplet list
  aws s3 ls

Options
${startHelp(`${defaultPort}, 0 for any that is free`)}
  --write-env FILE       Writes the environment to a file, too, that only you can read:  . FILE
  --help                 Shows this

While it runs
  http://127.0.0.1:${defaultPort}/_emulator/  what exists, every request, faults and the clock, in a browser
  Ctrl-C                             stops it; with --persist nothing is lost

Exit code
  0  it was stopped
  2  wrong usage, or it cannot start`;

const options = {
  ...startOptions,
  // Not `--env-file`: Node takes that for its own wherever it stands, and wants the file to be there.
  "write-env": { value: "FILE" },
} as const satisfies Readonly<Record<string, Option>>;

/** What the command line asks for. */
export interface EmulatorArguments {
  readonly help: boolean;
  readonly envFile: string | undefined;
  readonly options: EmulatorOptions & { readonly port: number };
}

/** @throws UsageError with every problem of the command line. */
export function readArguments(args: readonly string[]): EmulatorArguments {
  const given = readOptions("emulator", args, options);
  return {
    help: given.help,
    envFile: given.value("write-env"),
    options: startOptionsIn(given, defaultPort),
  };
}

/** Starts an emulator and tells how to reach it; it runs until a signal ends it. */
export async function run(args: readonly string[]): Promise<void> {
  if (args[0] === "exec") return runExec(args.slice(1));
  const asked = readArguments(args);
  if (asked.help) return console.log(help);
  const starting = start(asked.options);
  // Before it has started, since a signal may follow its warning at once. Not `once`: a signal that comes again, from
  // the terminal and from a parent, must not end it before it is closed.
  const close = () =>
    void starting.then(
      (emulator) => emulator.close(),
      () => undefined,
    );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, close);
  const emulator = await starting;
  const environment = emulator.env();
  try {
    if (asked.envFile !== undefined) writeSecretFile(asked.envFile, shellLines(environment));
  } catch (error) {
    await emulator.close();
    throw new UsageError(`--write-env ${asked.envFile} cannot be written: ${messageOf(error)}`);
  }
  console.log(report(emulator, asked, shellLines(environment)));
}

function report({ url }: Emulator, { envFile, options: { persist, limits } }: EmulatorArguments, environment: string) {
  return [
    `DigitalOcean's API and Spaces: ${url}, web page: ${url}/_emulator/`,
    persist === undefined ? "State is discarded on exit." : `State is stored in ${persist}.`,
    ...(limits === true ? ["Requests above DigitalOcean's rate limits are rejected."] : []),
    "",
    "# Paste this into the shell that runs Pulumi, doctl or a program with an AWS SDK:",
    environment.trimEnd(),
    ...(envFile === undefined ? [] : ["", `# or load it from the file:  . ${resolve(envFile)}`]),
    "",
    "Press Ctrl-C to stop.",
  ].join("\n");
}
