import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  estimateCost,
  evaluate,
  type Framework,
  ReaderError,
  type Rule,
  readStack,
  rules,
  type Settings,
  SettingsError,
  type Severity,
  type StackView,
} from "@infrafabric/governor";
import {
  type Baseline,
  BaselineError,
  baselineOf,
  baselinesIn,
  baselineText,
  countsOf,
  type FormatName,
  frameworks,
  governorVersion,
  openSettings,
  type Report,
  reportFormats,
  type StackOptions,
  severities,
} from "@infrafabric/governor/internal";
import { findInputs, type Input, missingFile } from "../input.ts";
import { type Given, type Option, readOptions, usageError } from "../options.ts";
import { openProgress } from "../progress.ts";
import { projectFolder } from "../project-folder.ts";
import { narrowed, selected } from "../selection.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-whole.ts";

const formatNames = Object.keys(reportFormats).filter(isFormat);

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
  --config FILE           The settings; default GOVERNOR_CONFIG, else the nearest governor.yaml from here upwards
  --environment NAME      The environment of governor.yaml; default the one whose stacks match
  --rule ID               Checks this rule alone. May be given several times.
  --severity S            Checks only rules of this severity or a higher one: ${severities.join(", ")}
  --framework F           Checks only rules that serve the framework, and shows its controls:
                          ${frameworks.join(", ")}
  --format F              Form of the report: ${formatNames.join(", ")}; default table
  --output FILE           Writes the report to a file instead of standard output
  --baseline FILE         The violations in it are carried and block nothing; default \`baseline\` in governor.yaml
  --write-baseline FILE   Records today's violations, so that later runs carry them
  --help                  Shows this

Exit code
  0  nothing blocks the update
  1  mandatory violations, or an error such as an exemption that matches nothing
  2  wrong usage, settings or input; nothing was written`;

const options = {
  file: { value: "FILE", isList: true },
  config: { value: "FILE" },
  environment: { value: "NAME" },
  rule: { value: "ID", isList: true, choices: rules.map(({ id }) => id) },
  severity: { value: "SEVERITY", choices: severities },
  framework: { value: "FRAMEWORK", choices: frameworks },
  format: { value: "FORMAT", choices: formatNames },
  output: { value: "FILE" },
  baseline: { value: "FILE" },
  "write-baseline": { value: "FILE" },
} as const satisfies Readonly<Record<string, Option>>;

/** What the command line asks for. */
export interface CheckArguments {
  readonly files: readonly string[];
  readonly config: string | undefined;
  readonly environment: string | undefined;
  readonly rules: readonly Rule[];
  readonly framework: Framework | undefined;
  readonly format: FormatName;
  readonly output: string | undefined;
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
}

/** @throws UsageError with every problem of the command line. @returns Undefined where it asks for help. */
export function readArguments(args: readonly string[]): CheckArguments | undefined {
  const given = readOptions("check", args, options);
  if (given.help) return undefined;
  const ids = given.values("rule");
  const severity = severities.find((one) => one === given.value("severity"));
  const framework = frameworks.find((one) => one === given.value("framework"));
  const chosen = selected(rules, { ids, severity, framework });
  const problems = problemsOf(given, chosen, { severity, framework });
  if (problems.length > 0) throw usageError("check", problems);
  return {
    files: given.values("file"),
    config: given.value("config"),
    environment: given.value("environment"),
    rules: chosen,
    framework,
    format: formatNames.find((name) => name === given.value("format")) ?? "table",
    output: given.value("output"),
    baseline: given.value("baseline"),
    writeBaseline: given.value("write-baseline"),
  };
}

function problemsOf(
  given: Given<keyof typeof options>,
  chosen: readonly Rule[],
  narrowing: { readonly severity: Severity | undefined; readonly framework: Framework | undefined },
): readonly string[] {
  const isNarrowed = given.has("rule") || narrowing.severity !== undefined || narrowing.framework !== undefined;
  return [
    ...(given.has("file") ? [] : [missingFile]),
    ...(chosen.length === 0 ? ["no rule is left: the options select none in common"] : []),
    ...(given.has("baseline") && given.has("write-baseline")
      ? ["--baseline and --write-baseline exclude each other: a baseline is written from everything that is there"]
      : []),
    ...(given.has("write-baseline")
      ? (["format", "output"] as const).flatMap((name) =>
          given.has(name) ? [`--write-baseline records and reports nothing: leave out --${name}`] : [],
        )
      : []),
    ...(isNarrowed && given.has("write-baseline")
      ? ["--write-baseline records every rule: leave out --rule, --severity and --framework"]
      : []),
  ];
}

/** Checks what the command line names, and reports. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  if (asked === undefined) return console.log(help);
  const { inputs, isFleet } = await findInputs(asked.files);
  const format = await reportFormats[asked.format]();
  const check = openCheck(asked);
  const progress = openProgress("checked", inputs.length, "stack");
  const outcome: Outcome = { mandatory: 0, recorded: [], problems: [] };
  const folder = projectFolder(process.env, process.cwd());
  const text = format(reportsOf(inputs, check, progress, outcome, asked.writeBaseline !== undefined), {
    color: asked.output === undefined && process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    isFleet,
    ...(folder === undefined ? {} : { projectFolder: folder }),
  });
  progress.end();
  if (outcome.problems.length > 0) throw new UsageError(outcome.problems.join("\n"));
  if (asked.writeBaseline !== undefined) return record(asked.writeBaseline, outcome);
  if (asked.output === undefined) process.stdout.write(text);
  else writeWhole(asked.output, text, "--output");
  process.exitCode = outcome.mandatory > 0 ? 1 : 0;
}

/** Rules about what one operation does, which no baseline records. */
const ofOperation = new Set(rules.filter((rule) => rule.ofOperation === true).map(({ id }) => id));

/** What the stacks together came to. */
interface Outcome {
  mandatory: number;
  readonly recorded: { project: string; stack: string; findings: Report["evaluation"]["findings"] }[];
  /** Inputs that cannot be checked: then nothing is reported. */
  readonly problems: string[];
}

function* reportsOf(
  inputs: readonly Input[],
  check: (input: Input) => Report,
  progress: { step(): void },
  outcome: Outcome,
  isRecording: boolean,
): Generator<Report> {
  const origins = new Map<string, string>();
  for (const input of inputs) {
    try {
      const report = check(input);
      const { stack, evaluation } = report;
      const name = `${stack.project}/${stack.stack}`;
      const other = origins.get(name);
      if (other !== undefined)
        throw new UsageError(`${input.origin} is of the stack ${name}, as ${other} is: give one of them`);
      origins.set(name, input.origin);
      if (isRecording && stack.gaps.has("unchanged-resources"))
        throw new UsageError(
          `${input.origin} leaves out resources that the operation does not change, so a baseline of it would forget them: create the preview with \`pulumi preview --json --show-sames\`, or give \`pulumi stack export\``,
        );
      outcome.mandatory += countsOf(evaluation, stack).mandatory;
      // Not for nothing: a fleet has many findings.
      if (isRecording)
        outcome.recorded.push({
          project: stack.project,
          stack: stack.stack,
          findings: evaluation.findings.filter(({ rule }) => !ofOperation.has(rule)),
        });
      if (outcome.problems.length === 0) yield report;
    } catch (error) {
      if (!isOfUser(error)) throw error;
      // The settings are the same for all: what is wrong with them is said once.
      if (!outcome.problems.includes(error.message)) outcome.problems.push(error.message);
    }
    progress.step();
  }
}

function isOfUser(error: unknown): error is Error {
  return [ReaderError, SettingsError, BaselineError, UsageError].some((type) => error instanceof type);
}

/** Prepares to check stacks: settings and baseline are read once for all of them. */
function openCheck(asked: CheckArguments): (input: Input) => Report {
  let settingsOf: ((stack: StackOptions) => Settings) | undefined;
  let baselines: ReturnType<typeof baselinesIn> | undefined;
  const settingsFor = ({ project, stack }: StackView): Settings => {
    settingsOf ??= openSettings({
      order: "project",
      env: process.env,
      startDir: process.cwd(),
      rules,
      ...(asked.config === undefined ? {} : { explicit: resolve(asked.config) }),
    });
    return settingsOf({
      project,
      stack,
      withoutBaseline: asked.baseline !== undefined || asked.writeBaseline !== undefined,
      ...(asked.environment === undefined ? {} : { environment: asked.environment }),
    });
  };
  const baselineFor = ({ project, stack }: StackView): Baseline | undefined => {
    const { baseline: file } = asked;
    if (file === undefined) return undefined;
    baselines ??= baselinesIn(file);
    // A stack of its own that is not recorded yet has nothing to carry; it must not look as if no baseline was given.
    return baselineOf(baselines, { project, stack, origin: file }) ?? { origin: file, date: "", findings: [] };
  };
  return ({ origin, read }) => {
    const stack = readStack(read(), origin);
    const full = settingsFor(stack);
    const baseline = baselineFor(stack);
    const settings = narrowed(baseline === undefined ? full : { ...full, baseline }, rules, asked.rules);
    return {
      ...{ origin, stack, settings },
      rules: asked.rules,
      evaluation: evaluate(stack, settings, rules),
      cost: estimateCost(stack.resources, settings.usage),
      ...(asked.framework === undefined ? {} : { framework: asked.framework }),
    };
  };
}

/** Writes a baseline. That nothing is blocked from now on is what it is for, so the exit code is 0. */
function record(file: string, { recorded }: Outcome): void {
  let before: ReturnType<typeof baselinesIn> | undefined;
  try {
    before = baselinesIn(file);
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    if (existsSync(file))
      throw new UsageError(`--write-baseline does not overwrite what is not a baseline: ${error.message}`);
  }
  const text = baselineText(recorded, before, {
    governor: governorVersion,
    date: new Date().toISOString().slice(0, 10),
  });
  writeWhole(file, text, "--write-baseline");
  const count = recorded.reduce(
    (sum, { findings }) => sum + findings.filter(({ status }) => status === "violation").length,
    0,
  );
  const stacks = recorded.map(({ project, stack }) => `${project}/${stack}`).join(", ");
  console.log(
    `recorded ${count === 1 ? "1 violation" : `${count} violations`} of ${recorded.length > 5 ? `${recorded.length} stacks` : stacks} in ${file}\nnext: check it in, and add \`baseline: ${file}\` to governor.yaml, or check with --baseline ${file}`,
  );
}

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(reportFormats, name);
}
