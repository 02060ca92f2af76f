import { contradictionsIn } from "./contradictions";
import type { DataProblem } from "./data-problem";
import { settingsOf } from "./defaults";
import type { Sections, SettingsDocument, SettingsPlace } from "./document";
import { floorAt } from "./floor";
import { problemsOf } from "./issues";
import { faultyIn, isSetIn } from "./overlay";
import type { ParseOptions } from "./parse-options";
import { overlaps, type Path, showPath } from "./path";
import { showPlace } from "./problem";
import type { Reading } from "./reading";
import { type DocumentSchema, lenient } from "./schema";
import { placeOf as placeOfSchema } from "./schema-place";
import type { Settings } from "./settings";
import { tighten } from "./tighten";

/** A document whose parts can be read, before it is known what comes of them together. */
export interface Draft {
  readonly data: object;
  readonly reading: Reading;
  readonly options: ParseOptions;
  readonly schema: DocumentSchema;
  readonly floor: SettingsDocument | undefined;
  /** The places at fault. */
  readonly faulty: readonly Path[];
  /** False without the floor that it names: then it is judged only by the one that stands over all, if there is one. */
  readonly isJudged: boolean;
}

/** Sections under the floor. */
export interface Standing {
  readonly sections: Sections;
  readonly settings: Settings;
  readonly problems: readonly DataProblem[];
}

/** An environment, as settings name it. */
export type NamedEnvironment = NonNullable<Settings["environment"]>;

/** Where a document says what it says of a path of its sections; the floor's place if only the floor does. */
export function placeIn(draft: Draft, path: Path, environment: string | undefined): SettingsPlace {
  const { data, reading, options, floor } = draft;
  const here: Path = environment === undefined ? [] : ["environments", environment];
  const at = isSetIn(here, path, data) ? [...here, ...path] : path;
  if (floor !== undefined && !isSetIn([], at, data)) return floor.placeOf(path, environment);
  const place = { origin: options.origin, ...(options.file === undefined ? {} : { file: options.file }) };
  return isSetIn([], at, data) ? { ...place, path: showPath(at), ...reading.locate(at, "value") } : place;
}

/**
 * The sections under the floor, with what is wrong with them there.
 *
 * @param environment The environment that they are for; undefined for the document without one.
 */
export function standingOf(draft: Draft, own: Sections, environment?: NamedEnvironment): Standing {
  const { data, options, schema, isJudged } = draft;
  const here: Path = environment === undefined ? [] : ["environments", environment.name];
  const above = floorAt(draft.floor, environment?.name);
  const frame = {
    origin: options.origin,
    ...(options.hides === undefined ? {} : { hides: options.hides }),
    ...(options.secret === true ? ({ secret: true } as const) : {}),
    ...(environment === undefined ? {} : { environment }),
  };
  const tightened =
    above === undefined
      ? { sections: own, problems: [] }
      : tighten({
          floor: above,
          own: { sections: own, settings: settingsOf(own, frame) },
          rules: options.rules,
          floorPlace: (path) => showPlace(above.placeOf(path)),
        });
  const parsed = above === undefined ? undefined : schema.sections.safeParse(tightened.sections, lenient);
  const sections: Sections = parsed?.data ?? own;
  const settings = settingsOf(sections, { ...frame, ...(above === undefined ? {} : { floor: above.settings }) });
  if (!isJudged) return { sections, settings, problems: tightened.problems };

  const unparsed = problemsOf(parsed?.error?.issues ?? [], tightened.sections, schema.sections);
  const loosened = [...tightened.problems, ...unparsed];
  const subject = {
    sections,
    settings,
    faulty: [...faultyIn(here, draft.faulty, data), ...loosened.map(({ path }) => path)],
    isSwitch: (path: Path) => placeOfSchema(schema.sections, path)?.isSwitch ?? false,
  };
  const contradictions = contradictionsIn(subject, options.rules)
    .filter(({ path }) => !loosened.some((other) => overlaps(other.path, path)))
    .map((problem) =>
      above === undefined || isSetIn(here, problem.path, data) || isSetIn([], problem.path, data)
        ? problem
        : { ...problem, message: `${problem.message} (${showPlace(above.placeOf(problem.path))})` },
    );
  return { sections, settings, problems: [...loosened, ...contradictions] };
}
