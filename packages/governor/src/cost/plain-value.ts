import { unknown, type Value } from "../view/value";

/**
 * An argument as a program wrote it, as a value that rules and prices can read. What only Pulumi can resolve, such as
 * an Output, a promise, a resource or an asset, is unknown.
 *
 * @param settled Values of Outputs that are known already, by the Output itself.
 */
export function plainValue(argument: unknown, settled: ReadonlyMap<unknown, Value> = none): Value {
  switch (typeof argument) {
    case "string":
    case "number":
    case "boolean":
      return argument;
    case "undefined":
      return null;
    case "object":
      return argument === null ? null : (settled.get(argument) ?? plainObject(argument, settled));
    default:
      return unknown;
  }
}

const none: ReadonlyMap<unknown, Value> = new Map();

function plainObject(argument: object, settled: ReadonlyMap<unknown, Value>): Value {
  if (Array.isArray(argument)) return argument.map((element) => plainValue(element, settled));
  // An Output answers every property with another Output; its prototype is what tells it from plain data.
  const prototype: unknown = Object.getPrototypeOf(argument);
  if ((prototype !== Object.prototype && prototype !== null) || "then" in argument || "apply" in argument)
    return unknown;
  return Object.fromEntries(Object.entries(argument).map(([key, value]) => [key, plainValue(value, settled)]));
}
