import type { Property } from "../../view/property";

/** The elements of a list, or what is set in the place of one, so that nothing goes unjudged. */
export function itemsOf(list: Property): readonly Property[] {
  return list.present && !list.isList ? [list] : list.elements();
}
