import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  blocks,
  estimateCost,
  formatFindings,
  loadSettings,
  ReaderError,
  readFloor,
  rules,
  SettingsError,
} from "@infrafabric/governor";
import { costLine, findProject, readPreview } from "@infrafabric/governor/internal";
import { bypassesOf, pathWithoutApp } from "../gate/bypasses.ts";
import { type PreviewCommand, readCommand } from "../gate/command.ts";
import { judgePreview } from "../gate/judge.ts";
import { runPreview } from "../gate/run.ts";
import { type Option, readOptions, usageError } from "../options.ts";
import { UsageError } from "../usage-error.ts";

const help = `Usage: governor gate --pack DIR [options] -- pulumi preview [pulumi's options]

For the CI job of a platform team: previews an app under the platform team's own policy pack and floor, and refuses
every way in which the app could have something else judge it.

Examples
  governor gate --pack ../platform -- pulumi preview --stack prod

Options
  --pack DIR      The platform team's policy pack, outside the app's folder
  --floor FILE    The floor that the pack has; default governor.yaml in the folder of the pack
  --help          Shows this

What it does
  Refuses  plugins in Pulumi.yaml that would replace the language host, the analyzer or a governed provider; a pack or
           floor of the app's own; options that leave resources out
  Proves   that this very pack judged this very preview, under that floor: a challenge that only the pack can answer
  Judges   the preview's JSON a second time, by itself, and also what the preview would delete or replace
  Prints   what both found, and the cost

Exit code
  0  nothing blocks the update
  1  something blocks it, or the preview was refused
  2  wrong usage; nothing was run`;

const options = {
  pack: { value: "DIR" },
  floor: { value: "FILE" },
} as const satisfies Readonly<Record<string, Option>>;

interface GateArguments {
  readonly pack: string;
  readonly floor: string;
  readonly command: PreviewCommand;
}

/** @throws UsageError with everything that is wrong with the command line; undefined for `--help`. */
export function readArguments(args: readonly string[]): GateArguments | undefined {
  const end = args.indexOf("--");
  const given = readOptions("gate", end < 0 ? args : args.slice(0, end), options);
  if (given.help) return undefined;
  const command = readCommand(end < 0 ? [] : args.slice(end + 1));
  const problems = "problems" in command ? [...command.problems] : [];
  const folder = given.value("pack");
  const pack = resolve(folder ?? ".");
  if (folder === undefined) problems.push("--pack is missing: the folder of the platform team's policy pack");
  else if (!existsSync(resolve(pack, "PulumiPolicy.yaml"))) problems.push(`--pack ${folder} has no PulumiPolicy.yaml`);
  const floor = resolve(given.value("floor") ?? resolve(pack, "governor.yaml"));
  if (folder !== undefined && !existsSync(floor))
    problems.push(`the floor ${floor} does not exist: give its file as --floor`);
  if ("problems" in command || problems.length > 0) throw usageError("gate", problems);
  return { pack, floor, command };
}

/** Previews an app under a pack and a floor that it cannot change. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  if (asked === undefined) return console.log(help);
  const { pack, floor, command } = asked;
  const start = resolve(command.folder ?? ".");
  const project = findProject(start)?.root;
  if (project === undefined) throw new UsageError(`no Pulumi.yaml in ${start} or above it`);
  const bypasses = bypassesOf({ project, pack, floor }, process.env);
  if (bypasses.length > 0) return refuse(bypasses);
  const env = { ...process.env, PATH: pathWithoutApp(process.env.PATH ?? "", project) };
  const preview = await runPreview(command, pack, env);
  const { proof } = preview;
  if (proof !== undefined && "failure" in proof) return refuse([`the policy pack did not start: ${proof.failure}`]);
  if (preview.exitCode !== 0 && !isPreview(preview.json))
    return refuse([`pulumi preview ended with exit code ${preview.exitCode}, without a preview: see above`]);
  try {
    const { stack, config } = readPreview(preview.json, "the preview");
    const { settings: stackConfig, environment } = config;
    const settings = loadSettings({
      order: "project",
      rules,
      env,
      startDir: project,
      project: stack.project,
      stack: stack.stack,
      floor: readFloor(floor, rules),
      ...(stackConfig === undefined ? {} : { stackConfig }),
      ...(environment === undefined ? {} : { configuredEnvironment: environment }),
    });
    const { evaluation, distrust } = judgePreview(stack, settings, proof);
    console.log(formatFindings(evaluation, { color: process.stdout.isTTY }));
    const cost = costLine(estimateCost(stack.resources, settings.usage));
    if (cost !== undefined) console.log(cost);
    const stops =
      evaluation.findings.some(blocks) ||
      evaluation.notices.some(({ level }) => level === "error") ||
      preview.exitCode !== 0;
    if (distrust.length > 0) return refuse(distrust);
    if (preview.exitCode !== 0) console.error(`governor gate: pulumi preview ended with exit code ${preview.exitCode}`);
    if (stops) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof ReaderError) && !(error instanceof SettingsError)) throw error;
    refuse([error.message]);
  }
}

/** Where the engine stops early, it writes JSON without steps, or none. */
function isPreview(json: string): boolean {
  return /"steps":/.test(json);
}

function refuse(reasons: readonly string[]): void {
  console.error(`governor gate refuses this preview:\n${reasons.map((reason) => `  ${reason}`).join("\n")}`);
  process.exitCode = 1;
}
