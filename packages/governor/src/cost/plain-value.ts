import { unknown, type Value } from "../view/value";

/**
 * An argument as a program wrote it, as a value that rules and prices can read. What only Pulumi can resolve, such as
 * an Output, a promise, a resource or an asset, is unknown.
 */
export function plainValue(argument: unknown): Value {
  switch (typeof argument) {
    case "string":
    case "number":
    case "boolean":
      return argument;
    case "undefined":
      return null;
    case "object":
      return argument === null ? null : plainObject(argument);
    default:
      return unknown;
  }
}

function plainObject(argument: object): Value {
  if (Array.isArray(argument)) return argument.map(plainValue);
  // An Output answers every property with another Output; its prototype is what tells it from plain data.
  const prototype: unknown = Object.getPrototypeOf(argument);
  if ((prototype !== Object.prototype && prototype !== null) || "then" in argument || "apply" in argument)
    return unknown;
  return Object.fromEntries(Object.entries(argument).map(([key, value]) => [key, plainValue(value)]));
}
