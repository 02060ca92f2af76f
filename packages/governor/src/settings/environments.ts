import type { DataProblem } from "./data-problem";
import type { EnvironmentSettings, Sections } from "./document";
import { type Draft, placeIn, type Standing, standingOf } from "./draft";
import { againstFloor, declaredAt, loosensNothing, ofItself } from "./floor";
import { problemsOf } from "./issues";
import { located } from "./located";
import { mergeSections } from "./merge";
import { forAlone, inEnvironment, isToldOf } from "./overlay";
import { overlaps, type Path } from "./path";
import { showPlace } from "./problem";
import { lenient } from "./schema";
import { tighten } from "./tighten";

/** What a document says of an environment. */
export interface Overlay extends Sections {
  readonly stacks?: readonly string[];
  readonly production?: boolean;
  readonly loosens?: boolean;
}

/** The document without an environment. */
export interface Ground {
  readonly base: Sections;
  readonly root: Standing;
}

/** What comes of the environments that a document or its floor declares, with what is wrong there. */
export function environmentsOf(
  draft: Draft,
  ground: Ground,
  overlays: Readonly<Record<string, Overlay>>,
): { readonly environments: readonly EnvironmentSettings[]; readonly problems: readonly DataProblem[] } {
  const ofFloor = new Map((draft.floor?.environments ?? []).map((environment) => [environment.name, environment]));
  const names = new Set([...ofFloor.keys(), ...Object.keys(overlays)]);
  const all = [...names].map((name) => environmentOf(draft, ground, { name, above: ofFloor.get(name), overlays }));
  return {
    environments: all.flatMap(({ environment }) => environment ?? []),
    problems: all.flatMap(({ problems }) => problems),
  };
}

interface Declaration {
  readonly name: string;
  /** The same environment of the floor. */
  readonly above: EnvironmentSettings | undefined;
  readonly overlays: Readonly<Record<string, Overlay>>;
}

function environmentOf(
  draft: Draft,
  { base, root }: Ground,
  { name, above, overlays }: Declaration,
): { readonly environment?: EnvironmentSettings; readonly problems: readonly DataProblem[] } {
  const { data, reading, options, schema, floor } = draft;
  const here: Path = ["environments", name];
  const { stacks, production, loosens = false, ...overlay } = overlays[name] ?? {};
  const layered = mergeSections(base, overlay);
  const merged = schema.sections.safeParse(layered, lenient);
  if (!merged.success) {
    const problems = problemsOf(merged.error.issues, layered, schema.sections);
    return { problems: problems.map((problem) => ({ ...problem, path: [...here, ...problem.path] })) };
  }

  const isProduction = above?.settings.environment?.production === true || production === true;
  const standing = standingOf(draft, merged.data, { name, production: isProduction });
  const written = (problem: DataProblem) => inEnvironment(problem, here, data, base.exemptions?.length ?? 0);
  const news = standing.problems.filter((problem) => !isToldOf(problem, root.problems, here, data)).map(written);
  const isInherited = ({ path }: DataProblem) =>
    above !== undefined && options.isFloor !== true && !overlaps(path, here);
  const inherited = news.filter(isInherited).map((problem) => located(forAlone(name, problem), reading, options));
  const mayLoosen = above?.loosens ?? loosens;
  const problems = [
    ...news.filter((problem) => !isInherited(problem)),
    ...(above === undefined ? [] : againstFloor(here, { stacks, production }, above)),
    ...(floor !== undefined && options.isFloor !== true && loosens && above?.loosens !== true
      ? [loosensNothing(here)]
      : []),
    ...(options.isFloor === true && draft.isJudged && Object.hasOwn(overlays, name) && !loosens && !mayLoosen
      ? loosenedIn(draft, root, standing).map((problem) => ofItself(written(problem)))
      : []),
  ];
  const place =
    above === undefined
      ? { ...(options.file === undefined ? {} : { file: options.file }), ...reading.locate(here, "key") }
      : declaredAt(above);
  const environment: EnvironmentSettings = {
    name,
    stacks: above?.stacks ?? stacks ?? [],
    settings: standing.settings,
    sections: standing.sections,
    ofFloor: above !== undefined,
    loosens: mayLoosen,
    ...(inherited.length === 0 ? {} : { problems: inherited }),
    ...place,
  };
  return { environment, problems };
}

/** What an environment of a floor loosens of the floor itself. */
function loosenedIn(draft: Draft, root: Standing, own: Standing): readonly DataProblem[] {
  const { problems } = tighten({
    floor: root,
    own,
    rules: draft.options.rules,
    floorPlace: (path) => showPlace(placeIn(draft, path, undefined)),
    replaces: true,
  });
  return problems;
}
