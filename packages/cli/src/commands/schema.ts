import { rules } from "@infrafabric/governor";
import { settingsJsonSchema } from "@infrafabric/governor/internal";
import { readOptions } from "../options.ts";

const help = `Usage: governor schema

Prints the JSON schema of governor.yaml, with which an editor completes and explains its keys.

Examples
  governor schema > governor.schema.json
  # then, as the first line of governor.yaml:
  # yaml-language-server: $schema=./governor.schema.json

Options
  --help  Shows this

Exit code
  0  printed
  2  wrong usage`;

/** Prints the JSON schema of the settings. */
export async function run(args: readonly string[]): Promise<void> {
  if (readOptions("schema", args, {}).help) return console.log(help);
  console.log(JSON.stringify(settingsJsonSchema(rules), undefined, 2));
}
