import type { DataProblem } from "./data-problem";
import type { SettingsDocument } from "./document";
import { type Draft, placeIn, standingOf } from "./draft";
import { environmentsOf } from "./environments";
import { floorOf, rulesOf } from "./floor";
import { showFound } from "./found";
import { located, problemOf } from "./located";
import type { ParseOptions } from "./parse-options";
import { overlaps } from "./path";
import { type Problem, SettingsError } from "./problem";
import { readable, rulesNamedIn } from "./readable";
import { type Reading, readData, readText } from "./reading";
import { documentSchema } from "./schema";
import { everyRule } from "./settings";

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
  const schema = documentSchema(options.rules, namedRules(data, floor, options));
  const { sections: whole, problems: all } = readable(data, schema);
  const problems = [
    ...all.filter(({ path }) => !reading.problems.some((other) => overlaps(other.path, path))),
    ...floorProblems,
  ];
  if (whole === undefined) return { problems, located: ofItsFile };

  const { environments: overlays = {}, extends: _, ...base } = whole;
  const faulty = problems.map(({ path }) => path);
  const isJudged = ofItsFile.length === 0 && !faulty.some(([key]) => key === "extends");
  const draft: Draft = { data, reading, options, schema, floor, faulty, isJudged };
  const root = standingOf(draft, base);
  const { environments, problems: ofEnvironments } = environmentsOf(draft, { base, root }, overlays);
  const document: SettingsDocument = {
    origin: options.origin,
    ...(options.file === undefined ? {} : { file: options.file }),
    ...(options.secret === true ? { secret: true } : {}),
    base: root.settings,
    sections: root.sections,
    environments,
    ...(floor === undefined ? {} : { floor }),
    placeOf: (path, environment) => placeIn(draft, path, environment),
  };
  return { document, problems: [...problems, ...once([...root.problems, ...ofEnvironments])], located: ofItsFile };
}

/** Ids under `rules:`, here and in the floor. */
function namedRules(data: object, floor: SettingsDocument | undefined, { rules }: ParseOptions): ReadonlySet<string> {
  const ofFloor = rulesOf(floor);
  // Keys may ask for more than a floor's level for every rule: the rules that they ask for then get their own.
  const asked = ofFloor.includes(everyRule) ? rules.filter((rule) => rule.asked !== undefined) : [];
  return new Set([...rulesNamedIn(data), ...ofFloor, ...asked.map(({ id }) => id)]);
}

/** Each problem where it is told first. */
function once(problems: readonly DataProblem[]): readonly DataProblem[] {
  const told = new Set<string>();
  return problems.filter(({ path, item, message }) => {
    const key = JSON.stringify([path, item, message]);
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}

/** True if a floor stands over the settings, whatever they say. */
function isUnderFloor({ floorFor, origin, file }: ParseOptions): boolean {
  const floor = floorFor?.(undefined, { origin, ...(file === undefined ? {} : { file }) });
  return floor !== undefined && !("message" in floor);
}

const underFloor = "remove the file to use the floor alone, or set what is stricter than the floor";

const starter = 'start with "providers: { digitalocean: { regions: { allowed: [nyc3] } } }"';
