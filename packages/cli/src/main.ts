import { readFileSync } from "node:fs";
import { UsageError } from "./usage-error.ts";

interface Command {
  readonly summary: string;
  /** Loaded when the command runs: no command waits for what another one needs. */
  load(): Promise<{ run(args: readonly string[]): Promise<void> }>;
}

const commands: ReadonlyMap<string, Command> = new Map([
  [
    "init",
    {
      summary: "Writes a governor.yaml that fits what exists, or one to begin with",
      load: () => import("./commands/init.ts"),
    },
  ],
  [
    "check",
    {
      summary: "Checks a preview, a stack export or a Terraform document against governor.yaml",
      load: () => import("./commands/check.ts"),
    },
  ],
  [
    "audit",
    {
      summary: "Holds what runs in an account to governor.yaml, with waste, drift and what no stack manages",
      load: () => import("./commands/audit.ts"),
    },
  ],
  [
    "account",
    {
      summary: "Writes down what an account has, so that quotas count all of it",
      load: () => import("./commands/account.ts"),
    },
  ],
  [
    "cost",
    {
      summary: "Shows what a stack and a change cost a month, and what it would cost if ...",
      load: () => import("./commands/cost.ts"),
    },
  ],
  [
    "adopt",
    {
      summary: "Turns an account into a governed Pulumi project, or a file for pulumi import",
      load: () => import("./commands/adopt.ts"),
    },
  ],
  [
    "gate",
    {
      summary: "Previews an app under a platform team's own policy pack and floor",
      load: () => import("./commands/gate.ts"),
    },
  ],
  ["rules", { summary: "Lists the rules", load: () => import("./commands/rules.ts") }],
  [
    "explain",
    {
      summary: "Tells what a rule requires, why, and what to do about a violation",
      load: () => import("./commands/explain.ts"),
    },
  ],
  [
    "schema",
    { summary: "Prints the JSON schema of governor.yaml, for editors", load: () => import("./commands/schema.ts") },
  ],
  [
    "scopes",
    { summary: "Prints the smallest scopes of an API token for a stack", load: () => import("./commands/scopes.ts") },
  ],
  [
    "token",
    {
      summary: "Checks which scopes an API token has, and which a stack needs",
      load: () => import("./commands/token.ts"),
    },
  ],
  [
    "catalogue",
    {
      summary: "Shows the prices with their dates and sources, and refreshes them",
      load: () => import("./commands/catalogue.ts"),
    },
  ],
  [
    "events",
    {
      summary: "Prints or posts what happens in an account, action by action",
      load: () => import("./commands/events.ts"),
    },
  ],
  [
    "spaces",
    {
      summary: "Copies the objects of one Spaces bucket to another, across regions",
      load: () => import("./commands/spaces.ts"),
    },
  ],
  [
    "emulator",
    {
      summary: "Starts DigitalOcean on this machine: API v2 and Spaces, without an account",
      load: () => import("./commands/emulator.ts"),
    },
  ],
]);

const help = `Usage: governor <command> [options]

Holds DigitalOcean infrastructure to governor.yaml: what Pulumi or Terraform is about to create, and what exists.

Commands
${[...commands].map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`).join("\n")}

Examples
  governor init                                                                    a governor.yaml to begin with
  pulumi preview --json --show-sames > preview.json && governor check --file preview.json
  governor cost --file preview.json

Options
  --help     Shows this; governor <command> --help shows more of a command
  --version  Shows the version

Exit code
  0  nothing to complain about
  1  what was checked is violated, refused or over a budget
  2  wrong usage, settings or input; nothing was written`;

// Whoever reads only the beginning, as `head` does, has what it wanted.
process.stdout.on("error", (error) => {
  const code = "code" in error ? error.code : undefined;
  if (code === "EPIPE") return;
  console.error(`governor: standard output cannot be written: ${code ?? error.message}`);
  process.exit(2);
});

const [name = "--help", ...args] = process.argv.slice(2);
const command = commands.get(name);
try {
  if (command !== undefined) await (await command.load()).run(args);
  else if (name === "--version" || name === "-v") console.log(version());
  else if (name === "--help" || name === "-h" || name === "help") console.log(help);
  else throw new UsageError(`unknown command "${name}"\n\n${help}`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`governor: ${error.message}`);
  process.exitCode = 2;
}

/** Of the package, whose folder is the one above that of the bundle. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return String(Reflect.get(Object(manifest), "version"));
}
