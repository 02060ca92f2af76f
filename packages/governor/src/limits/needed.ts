import type { Limit } from "./limit";

/** When an input becomes necessary: if `path` has one of the `values`. */
interface Occasion {
  readonly path: string;
  readonly values: readonly string[];
}

/** An input that a resource cannot do without, or not on a certain occasion. An empty text is none. */
export function needed(path: string, citation: string, occasion?: Occasion): Limit {
  return {
    path,
    allowed:
      occasion === undefined
        ? `a value for ${path}`
        : `${occasion.path} ${occasion.values.join(" or ")} only with ${path}`,
    citation,
    fix: `set ${path}`,
    judge(property, resource) {
      const isThere = property.present && property.text()?.trim() !== "" && !isEmptyList(property);
      if (isThere) return undefined;
      if (occasion === undefined) return "is missing";
      const other = resource.read(occasion.path);
      if (other.opaque) return other;
      return occasion.values.includes(other.text() ?? "") ? "is missing" : undefined;
    },
  };
}

function isEmptyList(property: { readonly isList: boolean; elements(): readonly unknown[] }): boolean {
  return property.isList && property.elements().length === 0;
}
