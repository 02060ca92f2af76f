import type { Adopted } from "./adopted.ts";
import type { WrittenMap } from "./references.ts";

/** What a program makes with one `new`. */
export interface Declaration {
  readonly urn: string;
  /** Class name, such as `Droplet`, or `GovernedWebTier`. */
  readonly className: string;
  readonly isComponent: boolean;
  readonly name: string;
  readonly variable: string;
  readonly inputs: WrittenMap;
  readonly options: WrittenMap;
  /** Comments above it. */
  readonly notes: readonly string[];
}

/** How a program declares a resource. @param note What else there is to say of it. */
export function declarationOf(adopted: Adopted, note?: string): Declaration {
  const { urn, kind, name, variable, id, given, inputs, protect } = adopted;
  return {
    ...{ urn, className: kind.name, isComponent: false, name, variable, inputs },
    options: {
      import: id,
      ...(protect ? { protect } : {}),
      ...(given.ignored.length === 0 ? {} : { ignoreChanges: given.ignored }),
    },
    notes: [
      ...(note === undefined ? [] : [note]),
      ...(given.omitted.length === 0 ? [] : [`The API does not show ${given.omitted.join(", ")}.`]),
      ...(given.secrets.length === 0 ? [] : [`Secrets stay as they are in ${given.secrets.join(", ")}.`]),
    ],
  };
}
