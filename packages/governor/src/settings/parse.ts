import type { Rule } from "../rules/rule";
import { contradictionsIn } from "./contradictions";
import type { DataProblem } from "./data-problem";
import { settingsOf } from "./defaults";
import type { EnvironmentSettings, Sections, SettingsDocument, SettingsPlace } from "./document";
import {
  againstFloor,
  declaredAt,
  type FloorOptions,
  floorAt,
  floorOf,
  loosensNothing,
  ofItself,
  rulesOf,
} from "./floor";
import { showFound } from "./found";
import { problemsOf } from "./issues";
import { mergeSections } from "./merge";
import { overlaps, type Path, showPath, valueAt } from "./path";
import { type Problem, SettingsError, showPlace } from "./problem";
import { prune } from "./prune";
import { type Position, type Reading, readData, readText } from "./reading";
import { type DocumentSchema, documentSchema } from "./schema";
import { placeOf as placeOfSchema } from "./schema-place";
import { everyRule } from "./settings";
import { tighten } from "./tighten";

/** What the parser must know besides the settings. */
export interface ParseOptions extends FloorOptions {
  /** Where the settings came from, for messages: a file, or words such as `stack config governor:settings`. */
  readonly origin: string;
  /** The file, where they came from one. */
  readonly file?: string;
  /** The rules that can be named in them. */
  readonly rules: readonly Rule[];
  /** True where they are secret: then no message contains anything of them. */
  readonly secret?: boolean;
  /** A `governor.yaml` further up that these settings hide. */
  readonly hides?: string;
  /** True if they are a floor, which its own environments must not loosen without saying so. */
  readonly isFloor?: boolean;
}

/**
 * Parses settings and checks them whole: each part, and what every environment makes of them.
 *
 * @param input The text of a `governor.yaml`, or the same as data.
 * @throws {SettingsError} with all problems at once.
 */
export function parseSettings(input: unknown, options: ParseOptions): SettingsDocument {
  const reading = typeof input === "string" ? readText(input) : readData(input);
  const { document, problems, located: ofFloor = [] } = check(reading, options);
  const all = [
    ...ofFloor,
    ...reading.syntax.map(({ position, ...problem }) => problemOf(problem, position, options)),
    ...[...reading.problems, ...problems].map((problem) => located(problem, reading, options)),
  ];
  if (all.length > 0 || document === undefined) throw new SettingsError(options.origin, all);
  return document;
}

interface Checked {
  readonly document?: SettingsDocument;
  readonly problems: readonly DataProblem[];
  /** Those of the floor, which stand in its own file. */
  readonly located?: readonly Problem[];
}

function check(reading: Reading, options: ParseOptions): Checked {
  const { data } = reading;
  if (data === undefined) return { problems: [] };
  if (data === null) {
    const hint = isUnderFloor(options) ? underFloor : starter;
    return { problems: [{ path: [], message: "contains no settings", hint }] };
  }
  if (typeof data !== "object" || Array.isArray(data)) {
    return {
      problems: [{ path: [], message: `expected a mapping of settings, found ${showFound(data)}`, hint: starter }],
    };
  }

  const { floor, located: ofItsFile = [], problems: floorProblems = [] } = floorOf(data, reading, options);
  const ofFloors = rulesOf(floor);
  // Keys may ask for more than a floor's level for every rule: the rules that they ask for then get their own.
  const asked = ofFloors.includes(everyRule) ? options.rules.filter((rule) => rule.asked !== undefined) : [];
  const named = [...rulesNamedIn(data), ...ofFloors, ...asked.map(({ id }) => id)];
  const schema = documentSchema(options.rules, new Set(named));
  const { sections: whole, problems: all } = read(data, schema);
  const problems = [
    ...all.filter(({ path }) => !reading.problems.some((other) => overlaps(other.path, path))),
    ...floorProblems,
  ];
  if (whole === undefined) return { problems, located: ofItsFile };

  const { environments = {}, extends: _, ...base } = whole;
  const faulty = problems.map(({ path }) => path);
  const frame = {
    origin: options.origin,
    ...(options.hides === undefined ? {} : { hides: options.hides }),
    ...(options.secret === true ? ({ secret: true } as const) : {}),
  };
  const placeOf = (path: Path, environment: string | undefined): SettingsPlace => {
    const here: Path = environment === undefined ? [] : ["environments", environment];
    const at = isSetIn(here, path, data) ? [...here, ...path] : path;
    if (floor !== undefined && !isSetIn([], at, data)) return floor.placeOf(path, environment);
    const place = { origin: options.origin, ...(options.file === undefined ? {} : { file: options.file }) };
    return isSetIn([], at, data) ? { ...place, path: showPath(at), ...reading.locate(at, "value") } : place;
  };
  // Without the floor that they name, they are judged only by the one that stands over all, if there is one.
  const isJudged = ofItsFile.length === 0 && !faulty.some(([key]) => key === "extends");

  const told = new Set<string>();
  const found: DataProblem[] = [];
  const tell = (news: readonly DataProblem[]) => {
    for (const problem of news) {
      if (told.has(keyOf(problem))) continue;
      told.add(keyOf(problem));
      found.push(problem);
    }
  };
  /** The sections under the floor, with what is wrong with them there. */
  const stand = (name: string | undefined, own: Sections, here: Path, production: boolean) => {
    const above = floorAt(floor, name);
    const frameHere = { ...frame, ...(name === undefined ? {} : { environment: { name, production } }) };
    const tightened =
      above === undefined
        ? { sections: own, problems: [] }
        : tighten({
            floor: above,
            own: { sections: own, settings: settingsOf(own, frameHere) },
            rules: options.rules,
            floorPlace: (path) => showPlace(above.placeOf(path)),
          });
    const parsed = above === undefined ? undefined : schema.sections.safeParse(tightened.sections, lenient);
    const sections: Sections = parsed?.data ?? own;
    const settings = settingsOf(sections, {
      ...frameHere,
      ...(above === undefined ? {} : { floor: above.settings }),
    });
    const unparsed = problemsOf(parsed?.error?.issues ?? [], tightened.sections, schema.sections);
    const loosened = [...tightened.problems, ...unparsed];
    const subject = {
      sections,
      settings,
      faulty: [...faultyIn(here, faulty, data), ...loosened.map(({ path }) => path)],
      isSwitch: (path: Path) => placeOfSchema(schema.sections, path)?.isSwitch ?? false,
    };
    const contradictions = contradictionsIn(subject, options.rules)
      .filter(({ path }) => !loosened.some((other) => overlaps(other.path, path)))
      .map((problem) =>
        above === undefined || isSetIn(here, problem.path, data) || isSetIn([], problem.path, data)
          ? problem
          : { ...problem, message: `${problem.message} (${showPlace(above.placeOf(problem.path))})` },
      );
    return { sections, settings, problems: isJudged ? [...loosened, ...contradictions] : tightened.problems };
  };

  const root = stand(undefined, base, [], false);
  tell(root.problems);

  const declared: EnvironmentSettings[] = [];
  const ofFloor = new Map((floor?.environments ?? []).map((environment) => [environment.name, environment]));
  for (const name of new Set([...ofFloor.keys(), ...Object.keys(environments)])) {
    const here: Path = ["environments", name];
    const above = ofFloor.get(name);
    const isDeclaredHere = Object.hasOwn(environments, name);
    const { stacks, production, loosens = false, ...overlay } = environments[name] ?? {};
    const layered = mergeSections(base, overlay);
    const merged = schema.sections.safeParse(layered, lenient);
    if (!merged.success) {
      const unmerged = problemsOf(merged.error.issues, layered, schema.sections);
      found.push(...unmerged.map((problem) => ({ ...problem, path: [...here, ...problem.path] })));
      continue;
    }
    const isProduction = above?.settings.environment?.production === true || production === true;
    const { sections, settings, problems: arising } = stand(name, merged.data, here, isProduction);
    const exempt = base.exemptions?.length ?? 0;
    const news = arising
      .filter((problem) => !told.has(keyOf(problem)) && !isToldOf(problem, root.problems, here, data))
      .map((problem) => inEnvironment(problem, here, data, exempt));
    const isInherited = ({ path }: DataProblem) =>
      above !== undefined && options.isFloor !== true && !overlaps(path, here);
    tell(news.filter((problem) => !isInherited(problem)));
    const inherited = news.filter(isInherited).map((problem) => located(forAlone(name, problem), reading, options));
    if (above !== undefined) tell(againstFloor(here, { stacks, production }, above));
    if (floor !== undefined && options.isFloor !== true && loosens && above?.loosens !== true)
      tell([loosensNothing(here)]);
    if (options.isFloor === true && isDeclaredHere && !loosens && above?.loosens !== true && isJudged) {
      const { problems: own } = tighten({
        floor: root,
        own: { sections, settings },
        rules: options.rules,
        floorPlace: (path) => showPlace(placeOf(path, undefined)),
        replaces: true,
      });
      tell(own.map((problem) => ofItself(inEnvironment(problem, here, data, exempt))));
    }
    const place =
      above === undefined
        ? { ...(options.file === undefined ? {} : { file: options.file }), ...reading.locate(here, "key") }
        : declaredAt(above);
    declared.push({
      name,
      stacks: above?.stacks ?? stacks ?? [],
      settings,
      sections,
      ofFloor: above !== undefined,
      loosens: above?.loosens ?? loosens,
      ...(inherited.length === 0 ? {} : { problems: inherited }),
      ...place,
    });
  }

  const document: SettingsDocument = {
    origin: options.origin,
    ...(options.file === undefined ? {} : { file: options.file }),
    ...(options.secret === true ? { secret: true } : {}),
    base: root.settings,
    sections: root.sections,
    environments: declared,
    ...(floor === undefined ? {} : { floor }),
    placeOf,
  };
  return { document, problems: [...problems, ...found], located: ofItsFile };
}

/** True where the overlay at `here` sets what stands at a path of the sections. */
function isSetIn(here: Path, path: Path, data: object): boolean {
  return (
    valueAt(data, [...here, ...path]) !== undefined ||
    // A rule can be set to its level alone, which then stands where its mapping would.
    typeof valueAt(data, [...here, ...path.slice(0, -1)]) === "string"
  );
}

/** The places at fault once an overlay is laid over the base, as paths of the sections. */
function faultyIn(here: Path, faulty: readonly Path[], data: object): readonly Path[] {
  return faulty.flatMap((path) => {
    if (overlaps(path, here)) return [path.slice(here.length)];
    return isSetIn(here, path, data) ? [] : [path];
  });
}

/** True if the same place is wrong without the environment, which says nothing of it. */
function isToldOf({ path }: DataProblem, told: readonly DataProblem[], here: Path, data: object): boolean {
  return !isSetIn(here, path, data) && told.some((other) => showPath(other.path) === showPath(path));
}

/**
 * A problem that arises in an environment, at the place that is written down for it.
 *
 * @param exempt Exemptions outside of the environment, to which it adds its own.
 */
function inEnvironment(problem: DataProblem, here: Path, data: object, exempt: number): DataProblem {
  const [key, index, ...rest] = problem.path;
  if (key === "exemptions" && typeof index === "number" && index >= exempt)
    return { ...problem, path: [...here, key, index - exempt, ...rest] };
  return isSetIn(here, problem.path, data)
    ? { ...problem, path: [...here, ...problem.path] }
    : { ...problem, message: `${problem.message} (in environment ${here.at(-1)})` };
}

/** With the way out for what holds everywhere but in one environment. */
function forAlone(name: string, { hint, ...problem }: DataProblem): DataProblem {
  const wayOut = `write what holds in ${name} alone under environments.${name}`;
  return { ...problem, hint: hint === undefined ? wayOut : `${hint}; or ${wayOut}` };
}

const secretHint = "these settings are secret, so their contents are not shown";

/** A path without the keys that the author of the settings chose, such as the names of environments. */
function discreetPath(path: Path, { document }: DocumentSchema): Path {
  return path.map((segment, depth) =>
    typeof segment === "number" || placeOfSchema(document, path.slice(0, depth))?.keys?.includes(segment)
      ? segment
      : "?",
  );
}

/** True if a floor stands over the settings, whatever they say. */
function isUnderFloor({ floorFor, origin, file }: ParseOptions): boolean {
  const floor = floorFor?.(undefined, { origin, ...(file === undefined ? {} : { file }) });
  return floor !== undefined && !("message" in floor);
}

const underFloor = "remove the file to use the floor alone, or set what is stricter than the floor";

const starter = 'start with "providers: { digitalocean: { regions: { allowed: [nyc3] } } }"';

/** Leaves the wording to us, and compiles nothing: every schema is used for a handful of values. */
const lenient = { error: () => "", jitless: true };

/** What can be read after the places at fault were taken out, with what was wrong there. */
function read(data: object, { document }: DocumentSchema) {
  const first = document.safeParse(data, lenient);
  if (first.success) return { sections: first.data, problems: [] };
  const problems = problemsOf(first.error.issues, data, document);

  let rest: unknown = prune(
    data,
    problems.map(({ path }) => path),
  );
  // What was taken out may leave something behind that is wrong only without it, such as an empty list.
  for (let round = 0; round < 4; round++) {
    const again = document.safeParse(rest, lenient);
    if (again.success) return { sections: again.data, problems };
    rest = prune(
      rest,
      problemsOf(again.error.issues, rest, document).map(({ path }) => path),
    );
  }
  return { problems };
}

/** Ids under `rules:`, at the top and in every environment. */
function rulesNamedIn(data: object): ReadonlySet<string> {
  const environments = valueAt(data, ["environments"]);
  const places = [
    data,
    ...(typeof environments === "object" && environments !== null ? Object.values(environments) : []),
  ];
  return new Set(places.flatMap((place: unknown) => Object.keys(Object(valueAt(place, ["rules"])))));
}

function keyOf({ path, item, message }: DataProblem): string {
  return JSON.stringify([path, item, message]);
}

/** The path down to the item, where the problem names one. */
function placed({ path, item }: DataProblem, data: unknown): Path {
  const list = valueAt(data, path);
  const index = item !== undefined && Array.isArray(list) ? list.indexOf(item) : -1;
  return index < 0 ? path : [...path, index];
}

/** The problem at the place where the problem stands. */
function located(problem: DataProblem, reading: Reading, options: ParseOptions): Problem {
  const path = placed(problem, reading.data);
  return problemOf({ ...problem, path }, reading.locate(path, problem.at ?? "value"), options);
}

function problemOf(problem: DataProblem, position: Position | undefined, options: ParseOptions): Problem {
  const { path, found, message, allowed, hint } = problem;
  const place = { ...(options.file === undefined ? {} : { file: options.file }), ...position };
  if (options.secret === true) {
    const shown = showPath(discreetPath(path, documentSchema(options.rules, new Set())));
    return { ...place, path: shown, ...(problem.discreet ?? { message: "is not valid" }), hint: secretHint };
  }
  return {
    ...place,
    path: showPath(path),
    ...(found === undefined ? {} : { found }),
    message,
    ...(allowed === undefined ? {} : { allowed }),
    ...(hint === undefined ? {} : { hint }),
  };
}
