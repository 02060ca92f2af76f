import { elementOf, inputsOf, propertiesOf } from "../kinds/inputs";
import type { Kind } from "../kinds/kind";
import { nearest } from "../settings/nearest";
import { looksLikeCredential } from "../view/credential";

/** Why a kind has nothing to read at a path. */
export interface PropertyProblem {
  /** `the kind Vpc has no property "nmae"; did you mean "name"?` */
  readonly message: string;
  /** True if a property of the kind is so near that it was probably meant. */
  readonly isSlip: boolean;
}

/**
 * Whether the inputs of a kind are known, nested ones too: those of `@pulumi/aws` are not, and nothing can be said of
 * what they have.
 */
export function knowsInputs({ name }: Kind): boolean {
  return inputsOf(name) !== undefined;
}

/**
 * What is wrong with reading `path` of a kind; undefined if it has that input or output.
 *
 * @param each A list at the path stands for each of its elements, as in the path of an element without its index.
 */
export function propertyProblem(kind: Kind, path: string, each = false): PropertyProblem | undefined {
  let types = inputsOf(kind.name);
  if (types === undefined) return undefined;
  let type = "";
  let above = "";
  for (const [depth, segment] of path.split(".").entries()) {
    const [key = "", ...indexes] = segment.split("[");
    if (depth > 0) {
      const element = elementOf(type);
      if (element !== undefined && !each) return listProblem(above);
      const object = element ?? type;
      if (object.startsWith("map<")) return undefined;
      types = propertiesOf(object) ?? new Map<string, string>();
    } else if (kind.computed.includes(key)) {
      return undefined;
    }
    const own = types.get(key);
    const here = above === "" ? key : `${above}.${key}`;
    if (own === undefined) {
      const near = nearest(key, [...types.keys(), ...(depth === 0 ? kind.computed : [])]);
      return absentProblem(kind, here, near === undefined ? undefined : here.slice(0, -key.length) + near);
    }
    type = own;
    for (const index of indexes) {
      if (!/^\d+\]$/.test(index)) return listProblem(here);
      type = elementOf(type) ?? type;
    }
    above = here;
  }
  return undefined;
}

function listProblem(path: string): PropertyProblem {
  return { message: `${path} is a list: read its elements(), or one of them as ${path}[0]`, isSlip: true };
}

function absentProblem({ name }: Kind, path: string, near: string | undefined): PropertyProblem {
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  return { message: `the kind ${name} has no property ${shown(path)}${hint}`, isSlip: near !== undefined };
}

/** The path that a rule reads, in quotes unless it may have been built from a secret. */
export function shown(path: string): string {
  return /^[\w.]{1,100}$/.test(path) && !looksLikeCredential(path) ? `"${path}"` : "(not shown)";
}
