import type { DataProblem } from "./data-problem";
import { overlaps, type Path, showPath, valueAt } from "./path";

/** True where the overlay at `here` sets what stands at a path of the sections. */
export function isSetIn(here: Path, path: Path, data: object): boolean {
  return (
    valueAt(data, [...here, ...path]) !== undefined ||
    // A rule can be set to its level alone, which then stands where its mapping would.
    typeof valueAt(data, [...here, ...path.slice(0, -1)]) === "string"
  );
}

/** The places at fault once an overlay is laid over the base, as paths of the sections. */
export function faultyIn(here: Path, faulty: readonly Path[], data: object): readonly Path[] {
  return faulty.flatMap((path) => {
    if (overlaps(path, here)) return [path.slice(here.length)];
    return isSetIn(here, path, data) ? [] : [path];
  });
}

/** True if the same is wrong without the environment, or the same place is of which the environment says nothing. */
export function isToldOf(problem: DataProblem, told: readonly DataProblem[], here: Path, data: object): boolean {
  const { path, item, message } = problem;
  return told.some(
    (other) =>
      showPath(other.path) === showPath(path) &&
      (!isSetIn(here, path, data) || (other.message === message && other.item === item)),
  );
}

/**
 * A problem that arises in an environment, at the place that is written down for it.
 *
 * @param exempt Exemptions outside of the environment, to which it adds its own.
 */
export function inEnvironment(problem: DataProblem, here: Path, data: object, exempt: number): DataProblem {
  const [key, index, ...rest] = problem.path;
  if (key === "exemptions" && typeof index === "number" && index >= exempt)
    return { ...problem, path: [...here, key, index - exempt, ...rest] };
  return isSetIn(here, problem.path, data)
    ? { ...problem, path: [...here, ...problem.path] }
    : { ...problem, message: `${problem.message} (in environment ${here.at(-1)})` };
}

/** With the way out for what holds everywhere but in one environment. */
export function forAlone(name: string, { hint, ...problem }: DataProblem): DataProblem {
  const wayOut = `write what holds in ${name} alone under environments.${name}`;
  return { ...problem, hint: hint === undefined ? wayOut : `${hint}; or ${wayOut}` };
}
