import { governorVersion, type TokenScopes, tokenScopesOf } from "@infrafabric/governor/internal";
import { missingFile, readStackInput } from "../input.ts";
import { type Option, readOptions, usageError } from "../options.ts";

const help = `Usage: governor scopes --file FILE [options]

Prints the custom scopes that an API token needs for a stack, and no more: with them Pulumi or Terraform can create,
change and destroy all that is in it.

Examples
  governor scopes --file preview.json
  pulumi stack export | governor scopes --file -

Options
  --file FILE  Output of pulumi preview --json --show-sames, pulumi stack export or terraform show -json;
               - for standard input
  --format F   Form of the list: table, json; default table
  --help       Shows this

Exit code
  0  printed
  2  wrong usage or input`;

const options = {
  file: { value: "FILE" },
  format: { value: "FORMAT", choices: ["table", "json"] },
} as const satisfies Readonly<Record<string, Option>>;

/** Prints the scopes of a stack. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("scopes", args, options);
  if (given.help) return console.log(help);
  const file = given.value("file");
  if (file === undefined) throw usageError("scopes", [missingFile]);
  const scopes = tokenScopesOf(await readStackInput(file, "--file"));
  console.log(
    given.value("format") === "json"
      ? JSON.stringify({ version: governorVersion, ...scopes }, undefined, 2)
      : tableOf(scopes),
  );
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
