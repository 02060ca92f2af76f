import { resolve } from "node:path";
import {
  rules as allRules,
  type Evaluation,
  evaluate,
  type Finding,
  loadSettings,
  type Notice,
  ReaderError,
  type ResourceRecord,
  type ResourceView,
  type StackView,
  type ValueMap,
} from "@infrafabric/governor";
import { decodeMap, isSettingsText, mismatchOf, stackOf, viewsOf } from "@infrafabric/governor/internal";
import { PreviewError } from "./errors";
import { onlyHere } from "./host";
import { checkOptions, type PreviewOptions } from "./options";
import { fullKey, readProject, readStackConfig } from "./project";
import { runChild } from "./run";
import type { Diagnostic, WireRecord } from "./wire";

/** What a program registers, and what the governor says of it. */
export interface Preview {
  /** What the program registered: resources, components, providers and what it read. */
  readonly resources: readonly ResourceView[];
  /** The stack as the rules saw it, with its root resource. */
  readonly stack: StackView;
  readonly evaluation: Evaluation;
  /** The findings of `evaluation`. */
  readonly findings: readonly Finding[];
  /** Ids of the rules that it was held to, those included that the settings switch off. */
  readonly rules: readonly string[];
  /** What the program exports; `unknown` and `hidden` of the governor stand where a value is unknown or secret. */
  readonly outputs: ValueMap;
  /** What the program logged with `pulumi.log`, in order. */
  readonly diagnostics: readonly Diagnostic[];
}

const rootType = "pulumi:pulumi:Stack";

/**
 * Runs a Pulumi program without an engine, in a process of its own, and holds what it registers to the settings.
 *
 * Nothing is created and nothing is looked up. Types are not checked, that is what `tsc` is for. There is no provider
 * either: defaults that it would set are not in the inputs, names that it would add only in `up`, and what it computes is
 * unknown (in `up`: undefined, ids and names apart). Transforms do not run, which a notice says.
 *
 * @throws SettingsError when the settings are missing or at fault.
 * @throws ProgramError with the name, message and stack of what the program threw.
 * @throws PreviewError when an option is wrong or the program cannot be found, does not come to its end or registers nothing.
 */
export async function previewProgram(options: PreviewOptions): Promise<Preview> {
  checkOptions(options);
  const { stack: stackName = "dev", mode = "preview", rules = allRules, timeoutSeconds = 60 } = options;
  const found = readProject(options.dir, options.program);
  const project = options.project ?? found.name;
  const given = shared(givenConfig(options, project), options, found.root);
  const file = readStackConfig({ ...found, name: project }, stackName);
  const unknownKeys = file.encrypted.filter((key) => !(key in given));
  const config = { ...found.config, ...file.values, ...given };
  if (unknownKeys.includes("governor:settings")) {
    throw new PreviewError(
      "the settings are encrypted in the stack's file, under `governor:settings`, and cannot be read here: pass them to previewProgram as `settings`",
    );
  }
  // The environment that was asked for stands there as well, for components.
  const configuredEnvironment = options.environment === undefined ? config["governor:environment"] : undefined;
  const isSecret = (key: string) => file.encrypted.includes(key);
  const settings = loadSettings({
    order: "project",
    env: process.env,
    startDir: found.root,
    ...(options.settings === undefined ? {} : { explicit: options.settings }),
    ...(config["governor:settings"] === undefined
      ? {}
      : { stackConfig: config["governor:settings"], stackConfigIsSecret: isSecret("governor:settings") }),
    rules,
    project,
    stack: stackName,
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    ...(configuredEnvironment === undefined
      ? {}
      : { configuredEnvironment, configuredEnvironmentIsSecret: isSecret("governor:environment") }),
  });

  if (settings.enforcement === "report")
    console.error(`report only (enforcement: report in ${settings.origin}): nothing is blocked`);

  const { entry, root } = found;
  const { invokes = {}, stacks = {} } = options;
  const request = {
    ...{ entry, root, project, stack: stackName, mode, invokes, stacks, unknownKeys },
    config,
    // An encrypted value stays a secret when a test gives a plain one in its place.
    secretKeys: file.encrypted.filter((key) => key in given),
  };
  const report = await runChild(request, { timeoutSeconds, env: variables(options) });
  const outputs = decodeMap(report.outputs);
  const records = report.records.map(recordOfWire);
  const views = viewsOf(records.map((record) => (record.type === rootType ? { ...record, outputs } : record)));
  const resources = views.filter(({ type }) => type !== rootType);
  if (resources.length === 0) {
    throw new PreviewError(
      `${entry} finished without registering any resources, so there is nothing to check. A program must create its resources when it is imported, or in the function that it exports.`,
    );
  }

  const stack = stackOf(views, { project, stack: stackName, gaps: ["existing-resources"] });
  const judged = evaluate(stack, settings, rules);
  const mismatched = resources.flatMap((resource): readonly Notice[] => {
    const mismatch = mismatchOf(resource, settings);
    if (mismatch === undefined) return [];
    const level = settings.enforcement === "report" ? "warning" : "error";
    return [{ level, message: `${mismatch.message}; ${mismatch.fix}`, urn: resource.urn }];
  });
  const omitted = report.omissions.map((omission): Notice => ({ level: "warning", ...omission }));
  const here = onlyHere(found);
  const evaluation = {
    ...judged,
    notices: [
      ...judged.notices,
      ...mismatched,
      ...omitted,
      ...unknownKeys.map(unreadable),
      ...(here === undefined ? [] : [here]),
    ],
  };
  return {
    resources,
    stack,
    evaluation,
    findings: evaluation.findings,
    rules: rules.map(({ id }) => id),
    outputs,
    diagnostics: report.diagnostics,
  };
}

/** The configuration that was asked for, by full key. */
function givenConfig({ config }: PreviewOptions, project: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(config ?? {}).map(([key, value]) => [fullKey(key, project), value]));
}

/** A secret that nobody can read here is not the program's problem; what it decides stays undecided. */
function unreadable(key: string): Notice {
  const message = `config ${key} is encrypted and therefore unknown here: pass it to previewProgram as \`config: { "${key}": ... }\``;
  return { level: "warning", message };
}

/** The configuration with the settings and the environment that were asked for, so that components go by the same. */
function shared(
  config: Readonly<Record<string, string>>,
  { settings, environment }: PreviewOptions,
  root: string,
): Readonly<Record<string, string>> {
  return {
    ...config,
    ...(settings === undefined
      ? {}
      : { "governor:settings": isSettingsText(settings) ? settings : resolve(root, settings) }),
    ...(environment === undefined ? {} : { "governor:environment": environment }),
  };
}

/** `GOVERNOR_CONFIG` would go before the settings that were asked for. */
function variables({ settings }: PreviewOptions): NodeJS.ProcessEnv {
  const { GOVERNOR_CONFIG, ...others } = process.env;
  return settings === undefined ? process.env : others;
}

function recordOfWire({ inputs, outputs, ...rest }: WireRecord): ResourceRecord {
  try {
    return {
      ...rest,
      inputs: decodeMap(inputs, undefined, rest.urn),
      ...(outputs === undefined ? {} : { outputs: decodeMap(outputs, undefined, rest.urn) }),
    };
  } catch (error) {
    throw error instanceof ReaderError ? new PreviewError(error.message) : error;
  }
}
