import type { Limit } from "./limit";

/** Two inputs of which a resource can have one. What a provider defaults is not set, and neither is what is empty. */
export function exclusive(path: string, other: string, citation: string): Limit {
  return {
    path,
    allowed: `${path} or ${other}, not both`,
    citation,
    fix: `leave out ${path} or ${other}`,
    judge(property, resource) {
      const both = [property, resource.given(other)].every(
        (one) => one.present && one.text() !== "" && !(one.isList && one.elements().length === 0),
      );
      return both ? `${other} is set as well` : undefined;
    },
  };
}
