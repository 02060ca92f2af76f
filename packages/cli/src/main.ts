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
      summary: "Holds a preview or a stack export to governor.yaml, and reports",
      load: () => import("./commands/check.ts"),
    },
  ],
  ["rules", { summary: "Lists the rules", load: () => import("./commands/rules.ts") }],
  ["explain", { summary: "What a rule requires, why, and what to do", load: () => import("./commands/explain.ts") }],
  ["schema", { summary: "The JSON schema of governor.yaml", load: () => import("./commands/schema.ts") }],
  [
    "catalogue",
    {
      summary: "The prices: their dates, their sources and what an API can refresh",
      load: () => import("./commands/catalogue.ts"),
    },
  ],
  [
    "cost",
    {
      summary: "What a stack costs a month, what a change costs, and what it would cost if",
      load: () => import("./commands/cost.ts"),
    },
  ],
  [
    "emulator",
    {
      summary: "DigitalOcean on this machine: API v2 and Spaces, without an account",
      load: () => import("./commands/emulator.ts"),
    },
  ],
  [
    "gate",
    {
      summary: "Previews an app under a platform team's own policy pack and floor",
      load: () => import("./commands/gate.ts"),
    },
  ],
  [
    "scopes",
    { summary: "The smallest scopes of an API token for a stack", load: () => import("./commands/scopes.ts") },
  ],
]);

const help = `Usage: governor <command> [options]

${[...commands].map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`).join("\n")}

governor <command> --help tells more; governor --version, which version this is.`;

// Whoever reads only the beginning, as `head` does, has what it wanted.
process.stdout.on("error", (error) => {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
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
