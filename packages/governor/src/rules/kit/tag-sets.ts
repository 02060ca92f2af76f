import { type Doubt, doubtFrom, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { type Answer, firstDoubt } from "./answer";

/** Tags by name, and by the Tag of the program that a name which is not known yet comes from. */
export interface TagSet {
  /** In lower case: DigitalOcean compares tags without regard to case. */
  readonly names: ReadonlySet<string>;
  /** URNs of Tags whose own names are not known yet. */
  readonly resources: ReadonlySet<string>;
  /** Why one of those Tags may have a name that stands elsewhere; undefined if none may. */
  readonly unnamed?: Doubt | undefined;
  /** Why there may be tags that are neither; undefined if there are none. */
  readonly doubt: Doubt | undefined;
}

export const noTags: TagSet = { names: new Set(), resources: new Set(), doubt: undefined };

/**
 * The tags in a list. What is unknown and comes from a Tag is that Tag: its id is its name, and its other outputs are
 * no names; a text that is made from a known name is known as well.
 */
export function tagsIn(resource: ResourceView, path: string, stack: StackView): TagSet {
  const [head = path] = path.split(".");
  const outer = resource.read(head);
  // What an object that cannot be seen depends on says nothing of this one input.
  if (head !== path && outer.opaque) return { ...noTags, doubt: doubtOf(outer) };
  const list = resource.read(path);
  const elements = list.elements();
  const names = new Set(elements.flatMap((element) => element.text()?.toLowerCase() ?? []));
  const resources = new Set<string>();
  const unread =
    list.present && !list.isList
      ? [list]
      : elements.filter((element) => element.present && element.text() === undefined);
  const first = unread.find((one) => !one.opaque) ?? unread[0];
  if (first === undefined) return { names, resources, doubt: undefined };
  const doubt = doubtOf(first);
  if (unread.some((one) => !one.opaque)) return { names, resources, doubt };

  const origins = resource.dependsOn(path) ?? [];
  const tags = origins.flatMap((urn) => stack.resource(urn) ?? []).filter(({ kind }) => kind?.name === "Tag");
  // A Tag whose name is in the list is accounted for: the unknown elements come from the others.
  const open = tags.filter((tag) => !names.has(tag.read("name").text()?.toLowerCase() ?? ""));
  const explained = list.opaque
    ? tags.length > 0 && tags.length === origins.length
    : tags.length > 0 && unread.length === open.length;
  if (!explained) return { names, resources, doubt };
  let unnamed: Doubt | undefined;
  for (const tag of open) {
    const name = tag.read("name");
    const text = name.text();
    if (text !== undefined) names.add(text.toLowerCase());
    else resources.add(tag.urn);
    // One that is left out is made up, and no other tag has it.
    if (text === undefined && name.present) unnamed ??= doubtFrom(`the Tag ${tag.name}`, doubtOf(name));
  }
  return { names, resources, unnamed, doubt: undefined };
}

/** The tags by which others select a resource: its labels. */
export function tagsOf(resource: ResourceView, stack: StackView): TagSet {
  const { tags } = resource.kind ?? {};
  return tags?.use === "label" ? tagsIn(resource, tags.path, stack) : noTags;
}

/** Several sets as one. */
export function union(sets: readonly TagSet[]): TagSet {
  return {
    names: new Set(sets.flatMap(({ names }) => [...names])),
    resources: new Set(sets.flatMap(({ resources }) => [...resources])),
    unnamed: sets.find(({ unnamed }) => unnamed !== undefined)?.unnamed,
    doubt: sets.find(({ doubt }) => doubt !== undefined)?.doubt,
  };
}

/** Whether two sets share a tag. */
export function shareTag(one: TagSet, other: TagSet): Answer {
  for (const name of one.names) if (other.names.has(name)) return "yes";
  for (const urn of one.resources) if (other.resources.has(urn)) return "yes";
  return firstDoubt([
    isEmpty(one) ? undefined : other.doubt,
    isEmpty(other) ? undefined : one.doubt,
    isEmpty(one) ? undefined : other.unnamed,
    isEmpty(other) ? undefined : one.unnamed,
  ]);
}

/** True if there can be no tag. */
export function isEmpty({ names, resources, doubt }: TagSet): boolean {
  return doubt === undefined && names.size === 0 && resources.size === 0;
}
