import { elementOf, inputsOf, propertiesOf } from "../kinds/inputs";
import type { Property } from "../view/property";
import type { ResourceView } from "../view/resource";

/** A value that cannot be read as what its input takes. */
export interface ShapeProblem {
  readonly path: string;
  readonly found: string;
  /** What the input takes. */
  readonly allowed: string;
}

/**
 * The inputs, nested ones too, whose values are not of the type that the provider's schema has: a text in place of a
 * list, a number that is none. What is left out, not known yet or not in the schema is not judged.
 */
export function shapeProblems(resource: ResourceView): readonly ShapeProblem[] {
  const inputs = resource.kind === undefined ? undefined : inputsOf(resource.kind.name);
  if (inputs === undefined) return [];
  const problems: ShapeProblem[] = [];
  // Most inputs are left out, and this is asked of every resource.
  for (const [name, type] of inputs) {
    const property = resource.read(name);
    if (property.present) problems.push(...problemsIn(property, type));
  }
  return problems;
}

function problemsIn(property: Property, type: string): readonly ShapeProblem[] {
  if (!property.present || property.opaque) return [];
  const problem = (allowed: string) => [{ path: property.path, found: `is not ${allowed}`, allowed }];
  const element = elementOf(type);
  if (element !== undefined) {
    if (!property.isList) return problem("a list");
    return property.elements().flatMap((one) => (one.present ? problemsIn(one, element) : nullProblem(one, element)));
  }
  const isScalar = property.text() !== undefined || property.number() !== undefined || property.boolean() !== undefined;
  if (type === "string") return isScalar ? [] : problem("a string");
  if (type === "number") return property.number() === undefined ? problem("a number") : [];
  // The provider reads these texts as a boolean.
  if (type === "boolean") {
    const isBoolean = property.boolean() !== undefined || /^(?:true|false|[01tf])$/i.test(property.text() ?? "");
    return isBoolean ? [] : problem("true or false");
  }
  const properties = propertiesOf(type);
  if (properties === undefined && !type.startsWith("map<")) return [];
  if (isScalar || property.isList) return problem("an object");
  return [...(properties ?? [])].flatMap(([name, inner]) => problemsIn(property.get(name), inner));
}

/** What is left out of an object has a default; of a list, nothing can be left out. */
function nullProblem({ path }: Property, type: string): readonly ShapeProblem[] {
  const isObject = type.startsWith("map<") || propertiesOf(type) !== undefined;
  const allowed = elementOf(type) !== undefined ? "a list" : isObject ? "an object" : `a ${type}`;
  return [{ path, found: "is null", allowed }];
}
