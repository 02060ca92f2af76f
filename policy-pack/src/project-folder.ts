import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { findProject, type UnknownFolder } from "@infrafabric/governor/internal";
import { engineAbove } from "./engine-process";
import { type ProcessLookup, processLookup } from "./processes";

/** What the folder of the project is told from. */
export interface PackSurroundings {
  /** Name of the project that the engine judges. */
  readonly project: string;
  /** Id of the process that started the pack. */
  readonly parent: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly processes: ProcessLookup | undefined;
}

/**
 * The root of the project that the engine judges.
 *
 * The engine tells a pack the project's name, not its folder; the pack's working folder is its own, and `PWD` is whatever
 * the engine inherited: stale with `pulumi -C` and wherever a program starts `pulumi` in another folder. The working
 * folder of the engine's process is where the engine itself looks for the project.
 */
export function projectFolder(project: string): string | UnknownFolder {
  return folderOf({ project, parent: process.ppid, env: process.env, processes: processLookup() });
}

/** See {@link projectFolder}. */
export function folderOf({ project, parent, env, processes }: PackSurroundings): string | UnknownFolder {
  if (processes === undefined)
    return { unknownBecause: "this system does not show a policy pack the folder in which `pulumi` runs" };
  const engine = engineAbove(parent, processes);
  if (engine === undefined)
    return { unknownBecause: "none of the processes that started the policy pack is named `pulumi`" };
  const real = engine.folder();
  if (real === undefined) return { unknownBecause: "the working folder of `pulumi` cannot be read" };

  const folder = isSameFolder(env.PWD, real) ? env.PWD : real;
  const found = findProject(folder);
  if (found?.name !== undefined && found.name !== project) {
    return {
      unknownBecause: `\`pulumi\` runs in ${folder}, which belongs to the project ${found.name}, not to ${project}`,
    };
  }
  return found?.root ?? folder;
}

/** As Go and shells do: `PWD` counts, with its links, where it is the folder that the process is in. */
function isSameFolder(named: string | undefined, real: string): named is string {
  if (named === undefined || !isAbsolute(named)) return false;
  try {
    const [one, other] = [statSync(named), statSync(real)];
    return one.dev === other.dev && one.ino === other.ino;
  } catch {
    return false;
  }
}
