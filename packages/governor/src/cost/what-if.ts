import { isKnownRegion, regions } from "../catalogue/regions";
import { inputsOf, inputTypeAt } from "../kinds/inputs";
import { nearest } from "../settings/nearest";
import type { ResourceView } from "../view/resource";
import type { Value } from "../view/value";
import { someOf } from "./some-of";

/** The same resources, were something different. */
export interface WhatIf {
  /** What would be different, as it was asked for, such as `web.size=s-4vcpu-8gb`. */
  readonly words: string;
  readonly resources: readonly ResourceView[];
  /** What the prices do not show. */
  readonly note?: string;
}

/** Why something cannot be tried. */
export interface WhatIfProblem {
  readonly problem: string;
}

/**
 * The resources with another value of an input.
 *
 * @param assignment Such as `web.size=s-4vcpu-8gb` or `Droplet::web.size=s-4vcpu-8gb`; the value as JSON, else as text.
 */
export function withAssignment(resources: readonly ResourceView[], assignment: string): WhatIf | WhatIfProblem {
  const at = assignment.indexOf("=");
  const target = at < 0 ? assignment : assignment.slice(0, at);
  if (at < 0 || !target.includes(".")) return { problem: `"${assignment}" is not written NAME.INPUT=VALUE` };
  const candidates = resources.filter(({ managed, kind }) => managed && kind !== undefined);
  const named = splits(target).flatMap(({ name, path }) =>
    candidates.filter((resource) => isCalled(resource, name)).map((resource) => ({ resource, path })),
  );
  const [first] = named;
  if (first === undefined) return unknownName(target, candidates, resources);
  const having = named.filter(({ resource, path }) => inputTypeAt(resource.kind?.name ?? "", path) !== undefined);
  const [only] = having;
  if (only === undefined) return unknownInput(first.resource, first.path);
  if (having.length > 1) {
    const all = having.map(({ resource }) => `${resource.kind?.name}::${resource.name}`);
    const fix = new Set(all).size > 1 ? `: name one of ${someOf([...new Set(all)])}` : "";
    return { problem: `"${target}" is an input of ${having.length} resources${fix}` };
  }
  const changed = only.resource.with(only.path, valueIn(assignment.slice(at + 1)));
  return { words: assignment, resources: resources.map((one) => (one === only.resource ? changed : one)) };
}

/** The resources in another datacenter; what has none, or a city's slug, stays where it is. */
export function inRegion(resources: readonly ResourceView[], slug: string): WhatIf | WhatIfProblem {
  if (!isKnownRegion(slug)) {
    const known = regions.filter(({ state }) => state === "active").map((one) => one.slug);
    return { problem: `"${slug}" is not a region${didYouMean(slug, known)}; the regions are ${known.join(", ")}` };
  }
  return {
    words: `region ${slug}`,
    note: `list prices are the same in every region; whether ${slug} sells every size is not in the catalogue`,
    resources: resources.map((resource) => {
      const at = resource.kind?.region;
      const moves = at?.slugs === "datacenter" && resource.managed && resource.given(at.path).text() !== undefined;
      return moves ? resource.with(at.path, slug) : resource;
    }),
  };
}

/** The resources, none with backups. */
export function withoutBackups(resources: readonly ResourceView[]): WhatIf {
  return {
    words: "without backups",
    resources: resources.map((resource) =>
      inputTypeAt(resource.kind?.name ?? "", "backups") === undefined ? resource : resource.with("backups", false),
    ),
  };
}

/** Names and paths that a target can stand for: both can hold dots. */
function splits(target: string): readonly { readonly name: string; readonly path: string }[] {
  return [...target.matchAll(/\./g)].map(({ index }) => ({
    name: target.slice(0, index),
    path: target.slice(index + 1),
  }));
}

function isCalled({ name, kind }: ResourceView, called: string): boolean {
  return called === name || called === `${kind?.name}::${name}`;
}

function unknownName(
  target: string,
  candidates: readonly ResourceView[],
  resources: readonly ResourceView[],
): WhatIfProblem {
  const name = splits(target)[0]?.name ?? target;
  const component = resources.find((one) => one.kind === undefined && one.name === name && one.custom !== true);
  if (component !== undefined) {
    const children = candidates.filter(({ parent }) => parent === component.urn).map((one) => one.name);
    const ask = children.length === 0 ? "" : `: name one of its resources, ${someOf(children)}`;
    return { problem: `"${name}" is a component, not a resource${ask}` };
  }
  const near = didYouMean(
    name,
    candidates.flatMap((one) => [one.name, `${one.kind?.name}::${one.name}`]),
  );
  return { problem: `there is no resource "${name}"${near === "" ? `; there are ${listed(candidates)}` : near}` };
}

function listed(resources: readonly ResourceView[]): string {
  return someOf(
    resources.map(({ kind, name }) => `${kind?.name}::${name}`),
    8,
  );
}

function unknownInput(resource: ResourceView, path: string): WhatIfProblem {
  const names = [...(inputsOf(resource.kind?.name ?? "")?.keys() ?? [])];
  const near = didYouMean(path, names);
  const what = `${resource.kind?.name} ${resource.name}`;
  return { problem: `${what} has no input "${path}"${near === "" ? `; its inputs are ${someOf(names, 12)}` : near}` };
}

function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}

/** A number, a switch or a list as JSON has them, else the text itself. */
function valueIn(text: string): Value {
  try {
    // Of JSON, all is a value.
    const value: Value = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
