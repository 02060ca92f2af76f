import { isAbsolute, relative } from "node:path";
import { findProject } from "@infrafabric/governor/internal";

/**
 * The folder of the Pulumi project from the root of the checkout, as CI tells it: positions in findings start at the
 * project, annotations at the root. Undefined where CI does not tell, or where they are the same.
 */
export function projectFolder(env: NodeJS.ProcessEnv, folder: string): string | undefined {
  const checkout = env.GITHUB_WORKSPACE ?? env.CI_PROJECT_DIR;
  if (checkout === undefined || checkout === "") return undefined;
  const path = relative(checkout, findProject(folder)?.root ?? folder);
  return path === "" || path.startsWith("..") || isAbsolute(path) ? undefined : path;
}
