import type { Kind } from "../../kinds/kind";
import { isTagName } from "../../limits/tag-name";
import type { Property } from "../../view/property";
import { type Doubt, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";

/** A tag that is written `key:value`. */
export interface LabelTag {
  readonly element: Property;
  /** Lower case: DigitalOcean compares tags without regard to case. */
  readonly key: string;
  readonly value: string;
}

/** A list of label tags, as far as it is known. */
export interface LabelTags {
  readonly list: Property;
  readonly tags: readonly LabelTag[];
  /** Why the list may contain tags that cannot be read; undefined if all of it was read. */
  readonly doubt: Doubt | undefined;
}

/** Every list of label tags that a resource has; none if its tags select others. */
export function labelTags(resource: ResourceView): readonly LabelTags[] {
  return labelPaths(resource.kind).map((path) => readTags(resource.read(path)));
}

function labelPaths(kind: Kind | undefined): readonly string[] {
  if (kind?.tags?.use !== "label") return [];
  const { path, inner } = kind.tags;
  return inner === undefined ? [path] : [path, inner];
}

function readTags(list: Property): LabelTags {
  const elements = list.elements();
  const unread = list.present && !list.isList ? list : elements.find((one) => one.present && one.text() === undefined);
  return {
    list,
    doubt: unread === undefined ? undefined : doubtOf(unread),
    tags: elements.flatMap((element) => {
      const text = element.text();
      // What DigitalOcean does not take as a tag labels nothing.
      if (text === undefined || !isTagName(text)) return [];
      const [key = "", ...value] = text.split(":");
      return [{ element, key: key.toLowerCase(), value: value.join(":") }];
    }),
  };
}
