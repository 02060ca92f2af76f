import type { DataProblem } from "./data-problem";
import type { EnvironmentSettings, SettingsDocument, SettingsPlace } from "./document";
import { type Path, showPath, valueAt } from "./path";
import { type Problem, SettingsError, showPlace } from "./problem";
import type { Reading } from "./reading";

/** How the floor of some settings is found. */
export interface FloorOptions {
  /**
   * Finds the floor: what `extends` names, if it is there, else what stands over all settings; or says what is wrong with
   * `extends`. It throws a SettingsError for a floor that cannot be used. Default no floor.
   */
  readonly floorFor?: (
    reference: string | undefined,
    place: SettingsPlace,
  ) => SettingsDocument | Omit<DataProblem, "path"> | undefined;
}

/** The floor that some settings stand under, or why it cannot be had. */
export function floorOf(
  data: object,
  reading: Reading,
  { floorFor, origin, file }: FloorOptions & Pick<SettingsPlace, "origin" | "file">,
): {
  readonly floor?: SettingsDocument;
  readonly located?: readonly Problem[];
  readonly problems?: readonly DataProblem[];
} {
  if (floorFor === undefined) return {};
  const reference = valueAt(data, ["extends"]);
  const place = {
    origin,
    ...(file === undefined ? {} : { file }),
    path: "extends",
    ...reading.locate(["extends"], "value"),
  };
  /** The floor that stands over all settings, whatever they extend. */
  const overAll = () => {
    const floor = floorFor(undefined, place);
    return floor === undefined || "message" in floor ? {} : { floor };
  };
  try {
    const answer = floorFor(typeof reference === "string" && reference.trim() !== "" ? reference : undefined, place);
    if (answer === undefined || !("message" in answer)) return answer === undefined ? {} : { floor: answer };
    return { ...overAll(), problems: [{ ...answer, path: ["extends"] }] };
  } catch (error) {
    if (error instanceof SettingsError) return { ...overAll(), located: error.problems };
    throw error;
  }
}

/** What a floor asks for in an environment; in one that it does not declare, what it asks for everywhere. */
export function floorAt(floor: SettingsDocument | undefined, name: string | undefined) {
  if (floor === undefined) return undefined;
  const environment = floor.environments.find((one) => one.name === name);
  return {
    sections: environment?.sections ?? floor.sections,
    settings: environment?.settings ?? floor.base,
    placeOf: (path: Path) => floor.placeOf(path, environment?.name),
  };
}

/** Ids under `rules:` of a floor, in every environment. */
export function rulesOf(floor: SettingsDocument | undefined): readonly string[] {
  if (floor === undefined) return [];
  return [floor.sections, ...floor.environments.map(({ sections }) => sections)].flatMap(({ rules = {} }) =>
    Object.keys(rules),
  );
}

/** What an overlay may not say of an environment that the floor declares. */
export function againstFloor(
  here: Path,
  { stacks, production }: { readonly stacks: readonly string[] | undefined; readonly production: boolean | undefined },
  above: EnvironmentSettings,
): readonly DataProblem[] {
  const place = showPlace({ origin: above.settings.origin, ...declaredAt(above), path: showPath(here) });
  const discreet = { message: `loosens the floor (${place})` };
  return [
    ...(stacks === undefined || JSON.stringify(stacks) === JSON.stringify(above.stacks)
      ? []
      : [
          {
            path: [...here, "stacks"],
            discreet,
            message: `only the floor decides which stacks are in ${above.name} (${place})`,
            hint: "remove `stacks` here",
          },
        ]),
    ...(production === false && above.settings.environment?.production === true
      ? [
          {
            path: [...here, "production"],
            discreet,
            found: "false",
            message: `false is looser than the floor's true (${place})`,
            hint: "remove it",
          },
        ]
      : []),
  ];
}

/** Where an environment is declared. */
export function declaredAt({ file, line, column }: EnvironmentSettings) {
  return {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

/** A problem of a floor whose own overlay loosens it. */
export function ofItself(problem: DataProblem): DataProblem {
  return {
    ...problem,
    message: `loosens its own floor: ${problem.message}`,
    hint: "tighten it, or set `loosens: true` in the environment to make it visible",
  };
}

/** `loosens: true` in settings that are no floor but stand under one. */
export function loosensNothing(here: Path): DataProblem {
  const message = "nothing here can loosen the floor: only an environment in the floor itself can say so";
  return {
    path: [...here, "loosens"],
    found: "true",
    message,
    hint: "remove it, or ask whoever owns the floor",
    discreet: { message },
  };
}
