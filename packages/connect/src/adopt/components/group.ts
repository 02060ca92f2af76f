import type { outliners } from "@infrafabric/digitalocean/internal";
import type { Adopted, Selection } from "../adopted.ts";
import { isList, isMap, Reference, referencesIn, type Written, type WrittenMap } from "../references.ts";

/** The components that an account is searched for. */
export type Outliners = typeof outliners;

/** Resources of an account that may be one component. */
export interface Group {
  readonly component: keyof Outliners;
  /** The resource that it is there for, such as the load balancer. */
  readonly main: Adopted;
  readonly name: string;
  /** How it may be made, the best way first: with and without what belongs to some of them alone. */
  readonly proposals: readonly Proposal[];
  /** Why it is none, whatever its resources are like. */
  readonly doubt?: string;
  /** What of the component's outputs is that output of a member; undefined for none. */
  outputOf(member: Adopted, output: string): string | undefined;
}

/** A way in which a component may stand for resources. */
export interface Proposal {
  readonly args: WrittenMap;
  readonly members: readonly Adopted[];
}

/** The component's name is part of each child's, and stands in one line with its variable. */
const mostLetters = 20;

/** The name of a resource without what Pulumi appends, and without what it is. */
export function stemOf(name: string, ending?: RegExp): string {
  const stem = name.replace(/-[0-9a-f]{7}$/, "");
  const short = ending === undefined ? stem : stem.replace(ending, "");
  return short.slice(0, mostLetters).replace(/[^A-Za-z0-9]+$/, "") || stem;
}

/** The text of an input, whatever it refers to; undefined if it is none. */
export function textIn(map: WrittenMap, input: string): string | undefined {
  const value = map[input];
  const plain = value instanceof Reference ? value.literal : value;
  return typeof plain === "string" || typeof plain === "number" ? `${plain}` : undefined;
}

/** The elements of an input that is a list. */
export function listIn(map: WrittenMap, input: string): readonly Written[] {
  const value = map[input];
  return value !== undefined && isList(value) ? value : [];
}

/** The objects in an input that is a list of them. */
export function mapsIn(map: WrittenMap, input: string): readonly WrittenMap[] {
  return listIn(map, input).filter(isMap);
}

/** The texts in an input that is a list of them. */
export function textsIn(map: WrittenMap, input: string): readonly string[] {
  return listIn(map, input).flatMap((one) => (typeof one === "string" ? [one] : []));
}

/** The resource that a value refers to. */
export function targetOf({ adopted }: Selection, value: Written | undefined): Adopted | undefined {
  return value instanceof Reference ? adopted.find(({ urn }) => urn === value.target) : undefined;
}

/** The resources of a kind that refer to one. */
export function referringTo({ adopted }: Selection, one: Adopted, kind?: string): readonly Adopted[] {
  return adopted.filter(
    (other) =>
      (kind === undefined || other.kind.name === kind) &&
      referencesIn(other.inputs).some(({ target }) => target === one.urn),
  );
}

/** Who is told, by the first of the alerts. */
export function recipientsOf(alerts: readonly Adopted[]): readonly string[] {
  for (const { inputs } of alerts) {
    const [lists] = [inputs.alerts ?? null, ...mapsIn(inputs, "notifications")].filter(isMap);
    if (lists !== undefined) return textsIn(lists, "emails");
  }
  return [];
}

/** True if nothing but members is in a VPC, or names it. */
export function isAlone(selection: Selection, vpc: Adopted, members: readonly Adopted[]): boolean {
  return (
    referringTo(selection, vpc).every((other) => members.includes(other)) &&
    !selection.leftOut.some(({ record }) => JSON.stringify(record.inputs).includes(vpc.id))
  );
}

/** The labels `key:value` that all lists of tags have, as a component takes them. */
export function labelsIn(lists: readonly (readonly string[])[]): Readonly<Record<string, string>> {
  const [first = [], ...rest] = lists;
  const common = first.filter(
    (tag) => /^[a-z0-9_-]+:[a-z0-9_:-]+$/.test(tag) && rest.every((tags) => tags.includes(tag)),
  );
  // Of two labels of one key a component has only one.
  return Object.fromEntries(common.map((tag) => [tag.slice(0, tag.indexOf(":")), tag.slice(tag.indexOf(":") + 1)]));
}

/** Every choice of parts that may be left out, the most complete first. */
export function choicesOf<Part>(parts: readonly Part[]): readonly (readonly Part[])[] {
  return parts
    .reduce<readonly (readonly Part[])[]>((all, part) => all.flatMap((some) => [[...some, part], some]), [[]])
    .toSorted((one, other) => other.length - one.length);
}
