import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ReaderError, readStack } from "@infrafabric/governor";
import { type TokenScopes, tokenScopesOf } from "@infrafabric/governor/internal";
import { UsageError } from "../usage-error.ts";

const formats = ["table", "json"] as const;

const help = `Usage: governor scopes --file FILE [--format table|json]

Prints the custom scopes that an API token needs for a stack, and no more: with them Pulumi or Terraform can create,
change and destroy all that is in it.

Options
  --file FILE    what \`pulumi preview --json --show-sames\`, \`pulumi stack export\` or \`terraform show -json\` prints;
                 - for standard input
  --format NAME  table (default) or json
  --help         this`;

const options = {
  file: { type: "string" },
  format: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** What the command line asks for. */
export interface ScopesArguments {
  readonly help: boolean;
  readonly file: string;
  readonly format: (typeof formats)[number];
}

/** @throws UsageError with every fault of the command line. */
export function readArguments(args: readonly string[]): ScopesArguments {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const faults: string[] = [];
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === "positional") faults.push(`"${token.value}" is not expected`);
    if (token.kind !== "option") continue;
    if (token.name === "help") values.set("help", "");
    else if (!Object.hasOwn(options, token.name)) faults.push(`unknown option ${token.rawName}`);
    else if ((token.value ?? "") === "") faults.push(`${token.rawName} needs a value`);
    else values.set(token.name, token.value ?? "");
  }
  const asked = values.has("help");
  const file = values.get("file") ?? "";
  const format = formats.find((name) => name === (values.get("format") ?? "table"));
  if (format === undefined) faults.push(`--format must be ${formats.join(" or ")}, not "${values.get("format")}"`);
  if (file === "" && !asked && !faults.some((fault) => fault.startsWith("--file"))) faults.push("--file is missing");
  if (faults.length > 0) throw new UsageError(`${faults.join("\n          ")}\n\n${help}`);
  return { help: asked, file, format: format ?? "table" };
}

/** Prints the scopes of a stack. */
export async function run(args: readonly string[]): Promise<void> {
  const { help: asked, file, format } = readArguments(args);
  if (asked) return console.log(help);
  const scopes = tokenScopesOf(stackIn(file));
  console.log(format === "json" ? JSON.stringify({ version: 1, ...scopes }, undefined, 2) : tableOf(scopes));
}

function stackIn(file: string) {
  const origin = file === "-" ? "standard input" : file;
  try {
    return readStack(readFileSync(file === "-" ? 0 : file, "utf8"), origin);
  } catch (error) {
    if (error instanceof ReaderError) throw new UsageError(error.message);
    throw new UsageError(`cannot read ${origin}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The scopes as lines, each with the kinds that need it. */
export function tableOf({ scopes, spacesKeys }: TokenScopes): string {
  const width = Math.max(0, ...scopes.map(({ scope }) => scope.length));
  return [
    ...scopes.map(({ scope, kinds }) => `${scope.padEnd(width)}  ${kinds.join(", ")}`),
    ...(scopes.length === 0 ? ["No API token is needed."] : []),
    ...(spacesKeys.length === 0
      ? []
      : ["", `For ${spacesKeys.join(", ")}, a Spaces access key is needed too: no scope of a token covers them.`]),
  ].join("\n");
}
