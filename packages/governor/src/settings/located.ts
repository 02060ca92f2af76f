import type { DataProblem } from "./data-problem";
import type { ParseOptions } from "./parse-options";
import { type Path, showPath, valueAt } from "./path";
import type { Problem } from "./problem";
import type { Position, Reading } from "./reading";
import { type DocumentSchema, documentSchema } from "./schema";
import { placeOf } from "./schema-place";

/** The problem at the place where the problem stands. */
export function located(problem: DataProblem, reading: Reading, options: ParseOptions): Problem {
  const path = placed(problem, reading.data);
  return problemOf({ ...problem, path }, reading.locate(path, problem.at ?? "value"), options);
}

/** The same of a position that is known. */
export function problemOf(problem: DataProblem, position: Position | undefined, options: ParseOptions): Problem {
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

const secretHint = "these settings are secret, so their contents are not shown";

/** A path without the keys that the author of the settings chose, such as the names of environments. */
function discreetPath(path: Path, { document }: DocumentSchema): Path {
  return path.map((segment, depth) =>
    typeof segment === "number" || placeOf(document, path.slice(0, depth))?.keys?.includes(segment) ? segment : "?",
  );
}

/** The path down to the item, where the problem names one. */
function placed({ path, item }: DataProblem, data: unknown): Path {
  const list = valueAt(data, path);
  const index = item !== undefined && Array.isArray(list) ? list.indexOf(item) : -1;
  return index < 0 ? path : [...path, index];
}
