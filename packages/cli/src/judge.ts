import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  estimateCost,
  evaluate,
  ReaderError,
  rules,
  type Settings,
  SettingsError,
  type StackView,
} from "@infrafabric/governor";
import {
  type Baseline,
  BaselineError,
  baselineOf,
  baselinesIn,
  baselineText,
  countsOf,
  governorVersion,
  openSettings,
  type Report,
  type ReportFormat,
  type ReportSection,
  reportFormats,
  type StackOptions,
} from "@infrafabric/governor/internal";
import type { Judgment } from "./judgment.ts";
import { openProgress } from "./progress.ts";
import { projectFolder } from "./project-folder.ts";
import { narrowed } from "./selection.ts";
import { UsageError } from "./usage-error.ts";
import { writeWhole } from "./write-whole.ts";

/** What is judged: a stack, or an account. */
export interface Subject {
  /** Where it is read from, for messages. */
  readonly origin: string;
  /** @throws ReaderError, UsageError where it cannot be read. */
  view(): StackView;
  /** What its report shows besides the findings; default nothing. */
  sections?(settings: Settings): readonly ReportSection[];
}

/** Gives a stack's settings. */
export type SettingsOf = (stack: StackOptions) => Settings;

/** How subjects are judged together. */
export interface JudgeOptions {
  /** True for several, or for what may be several: their report has a form of its own. */
  readonly isFleet: boolean;
  /** How progress calls a subject; default `stack`. */
  readonly noun?: string;
  /** The settings of each, opened before; default they are opened with the first. */
  readonly settingsOf?: SettingsOf;
  /** Told of each report before it is written. */
  readonly onReport?: (report: Report) => void;
  /** How the reports are written; default as the command line says. */
  readonly format?: ReportFormat;
}

/**
 * Judges what there is and reports on it, or records it as a baseline. The exit code is that of a check.
 *
 * @throws UsageError with everything that cannot be judged; nothing is written then.
 */
export async function judge(
  asked: Judgment,
  subjects: readonly Subject[],
  { isFleet, noun = "stack", settingsOf, onReport, format: own }: JudgeOptions,
): Promise<void> {
  const format = own ?? (await reportFormats[asked.format]());
  const outcome: Outcome = { mandatory: 0, recorded: [], problems: [] };
  const folder = projectFolder(process.env, process.cwd());
  const progress = openProgress("checked", subjects.length, noun);
  const text = format(reportsOf(asked, { subjects, step: () => progress.step(), settingsOf, onReport }, outcome), {
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

/** What the subjects together came to. */
interface Outcome {
  mandatory: number;
  readonly recorded: { project: string; stack: string; findings: Report["evaluation"]["findings"] }[];
  /** What cannot be checked: then nothing is reported. */
  readonly problems: string[];
}

interface Run {
  readonly subjects: readonly Subject[];
  readonly step: () => void;
  readonly settingsOf: SettingsOf | undefined;
  readonly onReport: JudgeOptions["onReport"];
}

function* reportsOf(
  asked: Judgment,
  { subjects, step, settingsOf, onReport }: Run,
  outcome: Outcome,
): Generator<Report> {
  const check = openCheck(asked, settingsOf);
  const isRecording = asked.writeBaseline !== undefined;
  const origins = new Map<string, string>();
  for (const subject of subjects) {
    try {
      const report = check(subject);
      const { stack, evaluation, origin } = report;
      const name = `${stack.project}/${stack.stack}`;
      const other = origins.get(name);
      if (other !== undefined)
        throw new UsageError(`${origin} is of the stack ${name}, as ${other} is: give one of them`);
      origins.set(name, origin);
      if (isRecording && stack.gaps.has("unchanged-resources"))
        throw new UsageError(
          `${origin} leaves out resources that the operation does not change, so a baseline of it would forget them: create the preview with \`pulumi preview --json --show-sames\`, or give \`pulumi stack export\``,
        );
      outcome.mandatory += countsOf(evaluation, stack).mandatory;
      // Not for nothing: a fleet has many findings.
      if (isRecording)
        outcome.recorded.push({
          project: stack.project,
          stack: stack.stack,
          findings: evaluation.findings.filter(({ rule }) => !ofOperation.has(rule)),
        });
      onReport?.(report);
      if (outcome.problems.length === 0) yield report;
    } catch (error) {
      if (!isOfUser(error)) throw error;
      // The settings are the same for all: what is wrong with them is said once.
      if (!outcome.problems.includes(error.message)) outcome.problems.push(error.message);
    }
    step();
  }
}

function isOfUser(error: unknown): error is Error {
  return [ReaderError, SettingsError, BaselineError, UsageError].some((type) => error instanceof type);
}

/**
 * Opens the settings that a command line names, whatever they are for.
 *
 * @throws UsageError with all that is wrong with them but for what concerns a single stack.
 */
export function openSettingsFor({ config }: Judgment): SettingsOf {
  try {
    return openSettings({
      order: "project",
      env: process.env,
      startDir: process.cwd(),
      rules,
      ...(config === undefined ? {} : { explicit: resolve(config) }),
    });
  } catch (error) {
    throw error instanceof SettingsError ? new UsageError(error.message) : error;
  }
}

/** Prepares to check subjects: settings and baseline are read once for all of them. */
function openCheck(asked: Judgment, opened: SettingsOf | undefined): (subject: Subject) => Report {
  let settingsOf = opened;
  let baselines: ReturnType<typeof baselinesIn> | undefined;
  const settingsFor = ({ project, stack }: StackView): Settings => {
    settingsOf ??= openSettingsFor(asked);
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
  return (subject) => {
    const { origin } = subject;
    const stack = subject.view();
    const full = settingsFor(stack);
    const baseline = baselineFor(stack);
    const settings = narrowed(baseline === undefined ? full : { ...full, baseline }, rules, asked.rules);
    const sections = subject.sections?.(settings);
    return {
      ...{ origin, stack, settings },
      rules: asked.rules,
      evaluation: evaluate(stack, settings, rules),
      cost: estimateCost(stack.resources, settings.usage),
      ...(asked.framework === undefined ? {} : { framework: asked.framework }),
      ...(sections === undefined ? {} : { sections }),
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
