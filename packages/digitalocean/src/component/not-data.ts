import type { Problem } from "@infrafabric/governor";
import { showPath } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "./deferred";
import { isPlainObject } from "./plain-object";

const allowed = "text, finite numbers, booleans, arrays and objects of them, and Outputs";

/**
 * Finds values that no argument can have, at any depth: neither the engine nor a rule could read them, and some cannot
 * even be walked through.
 */
export function notData(value: unknown, argument: string): readonly Problem[] {
  return problemsIn(value, [argument], new Set());
}

type Path = readonly (string | number)[];

function problemsIn(value: unknown, path: Path, around: ReadonlySet<object>): readonly Problem[] {
  const problem = (message: string, hint?: string): readonly Problem[] => [
    { path: showPath(path), message, allowed, ...(hint === undefined ? {} : { hint }) },
  ];
  switch (typeof value) {
    case "bigint":
      return problem("is a BigInt", "use a number, or text");
    case "function":
      return problem("is a function", "pass what it returns");
    case "symbol":
      return problem("is a symbol");
    case "number":
      return Number.isFinite(value) ? [] : problem(`is ${value}`);
    case "object":
      break;
    default:
      return [];
  }
  if (value === null || isDeferred(value)) return [];
  if (pulumi.Resource.isInstance(value)) return [resourceProblem(value, path)];
  const entries = entriesOf(value);
  if (entries === undefined) return problem(`is an instance of ${value.constructor?.name || "a class"}`);
  if (around.has(value)) return problem("contains itself");
  const within = new Set([...around, value]);
  return entries.flatMap(([key, inner]) => problemsIn(inner, [...path, key], within));
}

/** Undefined for what is neither an array nor an object. */
function entriesOf(value: object): readonly (readonly [string | number, unknown])[] | undefined {
  if (Array.isArray(value)) return [...value.entries()];
  return isPlainObject(value) ? Object.entries(value) : undefined;
}

/** Who passes a resource means its id, or its name where that is asked for. */
function resourceProblem(resource: pulumi.Resource, path: Path): Problem {
  const output = String(path.at(-1)).endsWith("Name") ? "name" : "id";
  const type = resource.constructor.name;
  const variable = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return {
    path: showPath(path),
    message: `is a resource, found a ${type}`,
    hint: `pass ${variable}.${output}, or another of its outputs`,
  };
}
