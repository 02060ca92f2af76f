import { problemsOf } from "./issues";
import { valueAt } from "./path";
import { prune } from "./prune";
import { type DocumentSchema, lenient } from "./schema";

/** What can be read after the places at fault were taken out, with what was wrong there. */
export function readable(data: object, { document }: DocumentSchema) {
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
export function rulesNamedIn(data: object): ReadonlySet<string> {
  const environments = valueAt(data, ["environments"]);
  const places = [
    data,
    ...(typeof environments === "object" && environments !== null ? Object.values(environments) : []),
  ];
  return new Set(places.flatMap((place: unknown) => Object.keys(Object(valueAt(place, ["rules"])))));
}
