import type { Property, ResourceView, StackView } from "@infrafabric/governor";

/** An account as it was read. */
export interface LiveAccount {
  /** What the rules see. */
  readonly stack: StackView;
  /** What the API says of a resource besides its inputs, by the API's own names; absent if it says nothing. */
  fact(resource: ResourceView, path: string): Property;
  /** False for kinds whose resources could not be read: that none was found says nothing then. */
  isRead(...kinds: readonly string[]): boolean;
  /** True if another resource has the text, such as an id, somewhere in its inputs or facts. */
  isNamed(text: string, by: { readonly except: ResourceView }): boolean;
}

/** The texts of a list. */
export function textsOf(list: Property): readonly string[] {
  return list.elements().flatMap((element) => element.text() ?? []);
}
