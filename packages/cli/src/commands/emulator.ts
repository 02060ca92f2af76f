import { networkInterfaces } from "node:os";
import { resolve } from "node:path";
import { type Emulator, type EmulatorOptions, shellLines, startEmulator } from "@infrafabric/emulator";
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

In the other terminal
  pulumi up
  doctl compute droplet list
  aws s3 ls

Options
  --port N          Port to listen on; default ${defaultPort}, 0 for any that is free
  --persist DIR     Keeps everything in a folder, and goes on from there; default: forgets it at the end
  --limits          Refuses what goes beyond DigitalOcean's rate limits: 250 requests a minute, 5,000 an hour
  --write-env FILE  Writes the environment to a file, too, that only you can read:  . FILE
  --host ADDR       Listens on this address instead of loopback. Whoever reaches it can do everything: no password
                    is asked. For a container or a virtual machine of your own.
  --help            Shows this

While it runs
  http://127.0.0.1:${defaultPort}/_emulator/  what exists, every request, faults and the clock, in a browser
  Ctrl-C                             stops it; with --persist nothing is lost

Exit code
  0  it was stopped
  2  wrong usage, or it cannot start`;

const options = {
  port: {
    value: "N",
    problemOf: (value) => (isPort(value) ? undefined : `must be a number from 0 to 65535, not "${value}"`),
  },
  persist: { value: "DIR" },
  host: { value: "ADDR" },
  limits: {},
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
  const persist = given.value("persist");
  const host = given.value("host");
  return {
    help: given.help,
    envFile: given.value("write-env"),
    options: {
      port: Number(given.value("port") ?? defaultPort),
      limits: given.has("limits"),
      ...(persist === undefined ? {} : { persist }),
      ...(host === undefined ? {} : { host }),
    },
  };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

/** Starts an emulator and tells how to reach it; it runs until a signal ends it. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  if (asked.help) return console.log(help);
  const emulator = await start(asked.options);
  // Not `once`: a signal that comes again, from the terminal and from a parent, must not end it before it is closed.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void emulator.close());
  const environment = emulator.env();
  try {
    if (asked.envFile !== undefined) writeSecretFile(asked.envFile, shellLines(environment));
  } catch (error) {
    await emulator.close();
    throw new UsageError(`--write-env ${asked.envFile} cannot be written: ${messageOf(error)}`);
  }
  console.log(report(emulator, asked, shellLines(environment)));
  const { host } = asked.options;
  if (host === undefined) return;
  console.error(
    `WARNING: listening on ${host}, not only on loopback. Anyone who can reach that address can read and change everything: there is no password.`,
  );
  if (host === "0.0.0.0" || host === "::") {
    console.error(`On other machines, replace 127.0.0.1 with one of: ${addresses().join(", ")}`);
  }
}

/** Addresses by which other machines may know this one. */
const addresses = () =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);

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

async function start(options: EmulatorOptions): Promise<Emulator> {
  try {
    return await startEmulator(options);
  } catch (error) {
    throw new UsageError(whyNot(error, options));
  }
}

function whyNot(error: unknown, { port, host, persist }: EmulatorOptions): string {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "EADDRINUSE":
      return `port ${port} is in use, perhaps by another emulator. Choose another port with --port, or 0 for any free one.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine.`;
    case "EACCES":
      return persist === undefined ? `you do not have permission to use port ${port}.` : `${messageOf(error)}`;
    default:
      return `cannot start the emulator: ${messageOf(error)}`;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
