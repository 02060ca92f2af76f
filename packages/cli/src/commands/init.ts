import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { rules, type StackView } from "@infrafabric/governor";
import { fittedSettings, starterSettings } from "@infrafabric/governor/internal";
import { findInputs, stackIn } from "../input.ts";
import { type Option, readOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-whole.ts";

const help = `Usage: governor init [options]

Writes a governor.yaml. With --file it fits what exists, and a comment gives the reason for each line: regions and sizes
in use, tags that all resources have, a budget with room to spare. Rules that are violated today are named, and nothing
is enforced while one of them would block an update. Without --file it is a commented example to edit.

Examples
  governor init
  pulumi stack export | governor init --file -
  pulumi preview --json --show-sames > preview.json && governor init --file preview.json
  terraform show -json | governor init --file - --output -
  governor init --file exports/ --force                          one file for all the stacks of a folder

Options
  --file FILE    What exists: output of pulumi preview --json --show-sames, pulumi stack export or terraform show -json;
                 a folder of such files; - for standard input. May be given several times.
  --output FILE  Where to write; default governor.yaml; - for standard output
  --force        Overwrites the file if it exists
  --help         Shows this

Exit code
  0  the file was written
  2  wrong usage or input, or the file exists; nothing was written`;

const options = {
  file: { value: "FILE", isList: true },
  output: { value: "FILE" },
  force: {},
} as const satisfies Readonly<Record<string, Option>>;

/** Where an editor finds the JSON schema, in a project that has the governor installed. */
const schema = "node_modules/@infrafabric/governor/schema/governor.schema.json";

/** Writes the settings that fit what exists, or those to begin with. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("init", args, options);
  if (given.help) return console.log(help);
  const output = given.value("output") ?? "governor.yaml";
  const isFile = output !== "-";
  if (isFile && existsSync(output) && !given.has("force"))
    throw new UsageError(`${output} exists already: give another --output, or --force to overwrite it`);
  const files = given.values("file");
  const stacks = files.length === 0 ? undefined : await stacksIn(files);
  const fitted = stacks === undefined ? { text: starterSettings, blocking: 0 } : fittedSettings(stacks, rules);
  const text = `${schemaLine(isFile ? dirname(output) : ".")}${fitted.text}`;
  if (!isFile) return void process.stdout.write(text);
  writeWhole(output, text, "--output");
  console.log(told(output, stacks, fitted.blocking));
}

async function stacksIn(files: readonly string[]): Promise<readonly StackView[]> {
  const { inputs } = await findInputs(files);
  const problems: string[] = [];
  const stacks = inputs.flatMap((input) => {
    try {
      return [stackIn(input)];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return stacks;
}

function schemaLine(folder: string): string {
  return existsSync(join(folder, schema)) ? `# yaml-language-server: $schema=${schema}\n` : "";
}

function told(output: string, stacks: readonly StackView[] | undefined, blocking: number): string {
  if (stacks === undefined)
    return `wrote ${output}, an example to edit\nnext: change what does not suit you, then governor check --file preview.json`;
  const what = stacks.length === 1 ? "1 stack" : `${stacks.length} stacks`;
  if (blocking === 0) return `wrote ${output}, which fits ${what} and is enforced`;
  return `wrote ${output}, which fits ${what}\n${blocking} ${blocking === 1 ? "violation" : "violations"} would block an update, so it only reports (enforcement: report)\nnext: governor check with the same --file shows them`;
}
