import type { Rule } from "../rules/rule";
import { contradictionsIn } from "./contradictions";
import { settingsOf } from "./defaults";
import type { EnvironmentSettings, SettingsDocument } from "./document";
import { type Fault, SettingsError } from "./fault";
import { showFound } from "./found";
import { problemsOf } from "./issues";
import { mergeSections } from "./merge";
import { overlaps, type Path, showPath, valueAt } from "./path";
import type { Problem } from "./problem";
import { prune } from "./prune";
import { type DocumentSchema, documentSchema, placeOf } from "./schema";
import { type Position, type Source, sourceOfData, sourceOfText } from "./source";

/** What the parser must know besides the settings. */
export interface ParseOptions {
  /** Where the settings came from, for messages: a file, or words such as `stack config governor:settings`. */
  readonly origin: string;
  /** The file, where they came from one. */
  readonly file?: string;
  /** The rules that can be named in them. */
  readonly rules: readonly Rule[];
  /** True where they are secret: then no message contains anything of them. */
  readonly secret?: boolean;
}

/**
 * Parses settings and checks them whole: each part, and what every environment makes of them.
 *
 * @param input The text of a `governor.yaml`, or the same as data.
 * @throws {SettingsError} with all faults at once.
 */
export function parseSettings(input: unknown, options: ParseOptions): SettingsDocument {
  const source = typeof input === "string" ? sourceOfText(input) : sourceOfData(input);
  const { document, problems } = check(source, options);
  const faults = [
    ...source.syntax.map(({ position, ...problem }) => faultOf(problem, position, options)),
    ...[...source.problems, ...problems].map((problem) => {
      const path = placed(problem, source.data);
      return faultOf({ ...problem, path }, source.locate(path, problem.at ?? "value"), options);
    }),
  ];
  if (faults.length > 0 || document === undefined) throw new SettingsError(options.origin, faults);
  return document;
}

interface Checked {
  readonly document?: SettingsDocument;
  readonly problems: readonly Problem[];
}

function check(source: Source, options: ParseOptions): Checked {
  const { data } = source;
  if (data === undefined) return { problems: [] };
  if (data === null) return { problems: [{ path: [], message: "there are no settings here", hint: starter }] };
  if (typeof data !== "object" || Array.isArray(data)) {
    return {
      problems: [{ path: [], message: `expected a mapping of settings, found ${showFound(data)}`, hint: starter }],
    };
  }

  const schema = documentSchema(options.rules, rulesNamedIn(data));
  const { sections: whole, problems: all } = read(data, schema);
  const problems = all.filter(({ path }) => !source.problems.some((other) => overlaps(other.path, path)));
  if (whole === undefined) return { problems };

  const { environments = {}, ...base } = whole;
  const subject = {
    faulty: problems.map(({ path }) => path),
    isSwitch: (path: Path) => placeOf(schema.sections, path)?.isSwitch ?? false,
  };
  const frame = { origin: options.origin, ...(options.secret === true ? ({ secret: true } as const) : {}) };
  const settings = settingsOf(base, frame);
  const contradictions = contradictionsIn({ ...subject, sections: base, settings }, options.rules);
  const known = new Set(contradictions.map(identity));

  const declared: EnvironmentSettings[] = [];
  const declaredProblems: Problem[] = [];
  for (const [name, { stacks = [], production = false, ...overlay }] of Object.entries(environments)) {
    const here: Path = ["environments", name];
    const layered = mergeSections(base, overlay);
    const merged = schema.sections.safeParse(layered, lenient);
    if (!merged.success) {
      const unmerged = problemsOf(merged.error.issues, layered, schema.sections);
      declaredProblems.push(...unmerged.map((problem) => ({ ...problem, path: [...here, ...problem.path] })));
      continue;
    }
    const settingsHere = settingsOf(merged.data, { ...frame, environment: { name, production } });
    const subjectHere = {
      ...subject,
      sections: merged.data,
      settings: settingsHere,
      faulty: faultyIn(here, subject.faulty, data),
    };
    const news = contradictionsIn(subjectHere, options.rules).filter((problem) => !known.has(identity(problem)));
    declaredProblems.push(...news.map((problem) => inEnvironment(problem, here, data)));
    declared.push({ name, stacks, settings: settingsHere, ...source.locate(here, "key") });
  }

  const document: SettingsDocument = {
    origin: options.origin,
    ...(options.file === undefined ? {} : { file: options.file }),
    ...(options.secret === true ? { secret: true } : {}),
    base: settings,
    environments: declared,
  };
  return { document, problems: [...problems, ...contradictions, ...declaredProblems] };
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

/** A contradiction that arises in an environment, at the place that is written down for it. */
function inEnvironment(problem: Problem, here: Path, data: object): Problem {
  return isSetIn(here, problem.path, data)
    ? { ...problem, path: [...here, ...problem.path] }
    : { ...problem, message: `${problem.message} (in environment ${here.at(-1)})` };
}

const secretHint = "these settings are secret, so what stands in them is not shown";

/** A path without the keys that the author of the settings chose, such as the names of environments. */
function discreetPath(path: Path, { document }: DocumentSchema): Path {
  return path.map((segment, depth) =>
    typeof segment === "number" || placeOf(document, path.slice(0, depth))?.keys?.includes(segment) ? segment : "?",
  );
}

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

function identity({ path, item, message }: Problem): string {
  return JSON.stringify([path, item, message]);
}

/** The path down to the item, where the problem names one. */
function placed({ path, item }: Problem, data: unknown): Path {
  const list = valueAt(data, path);
  const index = item !== undefined && Array.isArray(list) ? list.indexOf(item) : -1;
  return index < 0 ? path : [...path, index];
}

function faultOf(problem: Problem, position: Position | undefined, options: ParseOptions): Fault {
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
