import { readStack } from "@infrafabric/governor";
import { findInputs, missingFile } from "../input.ts";
import { judge } from "../judge.ts";
import { type Judgment, judgmentHelp, judgmentOptions, readJudgment } from "../judgment.ts";
import { type Option, readOptions, usageError } from "../options.ts";

const help = `Usage: governor check --file FILE [options]

Holds a stack to governor.yaml: what violates it, what that blocks and what the stack costs. Reads what Pulumi or
Terraform wrote; runs no program, creates nothing and needs no network.

Examples
  pulumi preview --json --show-sames > preview.json && governor check --file preview.json
  pulumi stack export | governor check --file -
  terraform show -json plan.tfplan | governor check --file -    a plan; without the file name, the state
  governor check --file exports/                                every *.json of a folder, with one line for each stack
  governor check --file preview.json --rule droplet-backups     one rule alone
  governor check --file preview.json --format sarif --output governor.sarif
  governor check --file preview.json --format markdown          a comment for the pull request
  governor check --file state.json --write-baseline baseline.json   accept what is there today ...
  governor check --file state.json --baseline baseline.json         ... and fail only on what is new

Options
  --file FILE             What to check: output of pulumi preview --json --show-sames, pulumi stack export or terraform
                          show -json; a folder of such files; - for standard input. May be given several times.
${judgmentHelp()}
  --help                  Shows this

Exit code
  0  nothing blocks the update
  1  mandatory violations, or an error such as an exemption that matches nothing
  2  wrong usage, settings or input; nothing was written`;

const options = {
  file: { value: "FILE", isList: true },
  ...judgmentOptions,
} as const satisfies Readonly<Record<string, Option>>;

/** What the command line asks for. */
export interface CheckArguments extends Judgment {
  readonly files: readonly string[];
}

/** @throws UsageError with every problem of the command line. @returns Undefined where it asks for help. */
export function readArguments(args: readonly string[]): CheckArguments | undefined {
  const given = readOptions("check", args, options);
  if (given.help) return undefined;
  const { judgment, problems } = readJudgment(given);
  const all = [...(given.has("file") ? [] : [missingFile]), ...problems];
  if (all.length > 0) throw usageError("check", all);
  return { files: given.values("file"), ...judgment };
}

/** Checks what the command line names, and reports. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  if (asked === undefined) return console.log(help);
  const { inputs, isFleet } = await findInputs(asked.files);
  const subjects = inputs.map(({ origin, read }) => ({ origin, view: () => readStack(read(), origin) }));
  await judge(asked, subjects, { isFleet });
}
