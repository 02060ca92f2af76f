import {
  blocks,
  loadSettings,
  rules,
  type Settings,
  SettingsError,
  SettingsMissingError,
  type StackView,
} from "@infrafabric/governor";
import {
  type CostFormatName,
  costFormats,
  costReport,
  inRegion,
  unusedAssumptions,
  type WhatIf,
  type WhatIfProblem,
  withAssignment,
  withoutBackups,
  withUsageFile,
} from "@infrafabric/governor/internal";
import { useCatalogue } from "../catalogue.ts";
import { missingFile, readInput, readStackInput, settingsOption } from "../input.ts";
import { type Option, readOptions, usageError } from "../options.ts";
import { UsageError } from "../usage-error.ts";

const formatNames = Object.keys(costFormats).filter(isFormat);

const help = `Usage: governor cost --file FILE [options]

Shows what a stack costs a month, resource by resource: at the least, as expected and at most, against the budgets of
governor.yaml. List prices from a dated catalogue; no account and no network.

Examples
  pulumi preview --json --show-sames > preview.json && governor cost --file preview.json     and what the change costs
  pulumi stack export | governor cost --file -
  governor cost --file preview.json --set web.size=s-4vcpu-8gb --without-backups             what would it cost if ...
  governor cost --file state.json --before last-month.json                                   what has changed since
  governor cost --file preview.json --format markdown                                        for a pull request
  governor cost --file preview.json --format html > cost.html                                a page to look at

Options
  --file FILE             Output of pulumi preview --json --show-sames, pulumi stack export or terraform show -json;
                          - for standard input
  --config FILE           The settings; default GOVERNOR_CONFIG, else the nearest governor.yaml from here upwards
  --environment NAME      The environment of governor.yaml; default the one whose stacks match
  --usage FILE            Assumptions on traffic, growth and jobs: a file like governor.yaml that sets usage alone
  --catalogue FILE        Prices from governor catalogue refresh; default GOVERNOR_CATALOGUE, else the built-in ones alone
  --before FILE           Stack of an earlier day to compare with, in any of these forms; default the state before the preview
  --set NAME.INPUT=VALUE  What if an input were different; NAME or Kind::NAME. May be given several times.
  --region REGION         What if everything were in another datacenter
  --without-backups       What if no Droplet had backups
  --format F              Form of the report: ${formatNames.join(", ")}; default table
  --help                  Shows this

Exit code
  0  within the budgets, or there are none
  1  a budget is exceeded, as the rule monthly-budget says; what-ifs do not count
  2  wrong usage, settings or input; nothing was printed`;

const options = {
  file: { value: "FILE" },
  config: settingsOption,
  environment: { value: "NAME" },
  usage: { value: "FILE" },
  catalogue: { value: "FILE" },
  before: { value: "FILE" },
  set: { value: "NAME.INPUT=VALUE", isList: true },
  region: { value: "REGION" },
  "without-backups": {},
  format: { value: "FORMAT", choices: formatNames },
} as const satisfies Readonly<Record<string, Option>>;

/** Prints what a stack costs. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("cost", args, options);
  if (given.help) return console.log(help);
  const file = given.value("file");
  if (file === undefined) throw usageError("cost", [missingFile]);
  const earlier = given.value("before");
  if (file === "-" && earlier === "-") throw usageError("cost", ["--file and --before cannot both be standard input"]);
  await useCatalogue(given.value("catalogue"));
  const stack = await readStackInput(file, "--file");
  const before = earlier === undefined ? undefined : await readStackInput(earlier, "--before");
  if (before !== undefined && (before.project !== stack.project || before.stack !== stack.stack)) {
    throw new UsageError(
      `--before ${earlier} is of ${before.project}/${before.stack}, but --file ${file} is of ${stack.project}/${stack.stack}`,
    );
  }
  const usage = given.value("usage");
  const usageFile = usage === undefined ? undefined : { file: usage, text: await readInput(usage, "--usage") };
  const settings = readSettings(stack, {
    config: given.value("config"),
    environment: given.value("environment"),
    usageFile,
  });
  const region = given.value("region");
  const whatIfs = tried(stack, [
    ...given.values("set").map((one) => ({ option: "--set", apply: (all: Resources) => withAssignment(all, one) })),
    ...(region === undefined ? [] : [{ option: "--region", apply: (all: Resources) => inRegion(all, region) }]),
    ...(given.has("without-backups") ? [{ option: "--without-backups", apply: withoutBackups }] : []),
  ]);
  const report = costReport(stack, settings, {
    whatIfs,
    ...(before === undefined ? {} : { before: { stack: before, origin: earlier ?? "" } }),
  });
  const format = await costFormats[formatNames.find((name) => name === given.value("format")) ?? "table"]();
  console.log(format(report));
  if (report.findings.some(blocks)) process.exitCode = 1;
}

type Resources = StackView["resources"];

interface Trial {
  readonly option: string;
  apply(resources: Resources): WhatIf | WhatIfProblem;
}

/** Each thing that is to be tried alone, then all together. */
function tried({ resources }: StackView, trials: readonly Trial[]): readonly WhatIf[] {
  const problems: string[] = [];
  const alone: WhatIf[] = [];
  for (const { option, apply } of trials) {
    const result = apply(resources);
    if ("problem" in result) problems.push(`${option}: ${result.problem}`);
    else alone.push(result);
  }
  if (problems.length > 0) throw usageError("cost", problems);
  if (alone.length < 2) return alone;
  const together = trials.reduce((all, { apply }) => {
    const result = apply(all);
    return "problem" in result ? all : result.resources;
  }, resources);
  return [...alone, { words: alone.map(({ words }) => words).join(" and "), resources: together }];
}

interface SettingsSource {
  readonly config: string | undefined;
  readonly environment: string | undefined;
  readonly usageFile: { readonly file: string; readonly text: string } | undefined;
}

function readSettings(stack: StackView, { usageFile, ...source }: SettingsSource): Settings {
  try {
    const settings = settingsOf(stack, source);
    if (usageFile === undefined) return settings;
    const usage = withUsageFile(settings.usage, usageFile, rules);
    const own = withUsageFile({ spaces: settings.usage.spaces }, usageFile, rules);
    const unused = unusedAssumptions(stack.resources, own).map((words) => `--usage ${usageFile.file}: ${words}`);
    if (unused.length > 0) throw usageError("cost", unused);
    return { ...settings, usage };
  } catch (error) {
    throw error instanceof SettingsError ? new UsageError(error.message) : error;
  }
}

/** Costs are worth knowing without settings, too: then there is no budget, and nothing is assumed but the defaults. */
function settingsOf(
  { project, stack }: StackView,
  { config, environment }: Omit<SettingsSource, "usageFile">,
): Settings {
  const options = { order: "project", env: process.env, startDir: process.cwd(), rules, project, stack } as const;
  try {
    return loadSettings({
      ...options,
      ...(environment === undefined ? {} : { environment }),
      ...(config === undefined ? {} : { explicit: config }),
    });
  } catch (error) {
    if (error instanceof SettingsMissingError && config === undefined && environment === undefined)
      return loadSettings({ ...options, explicit: {}, env: {} });
    throw error;
  }
}

function isFormat(name: string): name is CostFormatName {
  return Object.hasOwn(costFormats, name);
}
