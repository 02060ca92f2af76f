import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, sep } from "node:path";
import { findProject, projectBypasses } from "@infrafabric/governor/internal";
import { refusedVariables } from "./command.ts";

/** Where a gate runs. */
export interface GateFolders {
  /** Root of the app's project. */
  readonly project: string;
  /** Folder of the policy pack. */
  readonly pack: string;
  /** File of the floor. */
  readonly floor: string;
}

/** What in an app's checkout, or in the environment, would have something else judge than the gate's pack. */
export function bypassesOf({ project, pack, floor }: GateFolders, env: NodeJS.ProcessEnv): readonly string[] {
  const file = findProject(project)?.file;
  return [
    ...(file === undefined ? [] : projectBypasses(readFileSync(file, "utf8"), file)),
    ...[
      ["the policy pack", pack],
      ["the floor", floor],
    ].flatMap(([what = "", path = ""]) =>
      isOfApp(path, project)
        ? [`${path}  ${what} is the app's own, which it can change; use the platform team's checkout`]
        : [],
    ),
    ...refusedVariables
      .filter((name) => (env[name] ?? "") !== "")
      .map((name) => `${name}  is set, and would have the engine judge something else; unset it`),
  ];
}

/** True for what is in the project's folder, or in a `node_modules` that the project's packages come from. */
export function isOfApp(path: string, project: string): boolean {
  const real = realpathSync(path);
  const root = realpathSync(project);
  if (real === root || real.startsWith(root + sep)) return true;
  return foldersAbove(root).some((folder) => real.startsWith(join(folder, "node_modules") + sep));
}

function foldersAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}

/** PATH without the folders in which an app could put an engine or a language host of its own. */
export function pathWithoutApp(path: string, project: string): string {
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && existsSync(folder) && !isOfApp(folder, project))
    .join(delimiter);
}
