import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import type { ResourceView } from "../view/resource";
import { type StackView, stackOf } from "../view/stack";
import { hidden, isValueMap, unknown, type Value } from "../view/value";
import { rules } from ".";
import { exampleSettings, exampleStack } from "./example-stack";
import type { Example, ExampleResource, Rule } from "./rule";
import { strictReads } from "./strict-reads";

/** What stands nowhere as it should, in a list, an object or a scalar. */
const wrong: readonly Value[] = ["x", 3, [], {}, true, [["x"]]];

/** Sums: what has no price is named with the reason, whatever it is, and the limit holds for the rest. */
const sums = ["monthly-budget"];

/** A place in the inputs of an example: keys and indexes. */
type Place = readonly (string | number)[];

const examplesOf = (rule: Rule): readonly Example[] => [...rule.good, ...rule.bad, ...rule.undecided];

function* placesIn(value: Value, at: Place = []): Iterable<Place> {
  if (at.length > 0) yield at;
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* placesIn(one, [...at, index]);
  else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) yield* placesIn(one, [...at, key]);
  }
}

function put(value: Value, [head, ...rest]: Place, wanted: Value): Value {
  if (head === undefined) return wanted;
  if (Array.isArray(value)) return value.map((one, index) => (index === head ? put(one, rest, wanted) : one));
  const map = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  const inner = Object.entries(map).find(([key]) => key === head)?.[1] ?? null;
  return { ...map, [head]: put(inner, rest, wanted) };
}

/** The inputs that a rule reads of an example, whether or not they are set. */
function readsOf(rule: Rule, example: Example): ReadonlyMap<string, ReadonlySet<string>> {
  const reads = new Map<string, Set<string>>();
  const watched = exampleStack(example).resources.map((resource): ResourceView => {
    const own = new Set<string>();
    reads.set(resource.name, own);
    return {
      ...resource,
      read(path) {
        own.add(path);
        return resource.read(path);
      },
    };
  });
  judgeOf(rule, example).judge(stackOf(watched, { project: "example", stack: "dev" }));
  return reads;
}

/** How a rule judges variants of an example, and whether it hides nothing and is not among the undecided ones. */
function judgeOf(rule: Rule, example: Example) {
  const settings = exampleSettings(example, rules);
  return {
    judge: (stack: StackView) => evaluate(strictReads(rule).stack(stack), settings, [rule]).findings,
    isAllVisible: !rule.undecided.includes(example) && !example.resources.some(({ inputs }) => isHidden(inputs)),
  };
}

/** The example with something wrong at each place that is set or read, one at a time. */
function* variants(rule: Rule, example: Example): Iterable<{ readonly what: string; readonly example: Example }> {
  const reads = readsOf(rule, example);
  for (const [index, resource] of example.resources.entries()) {
    const read = [...(reads.get(resource.name ?? "example") ?? [])].filter((path) => /^[\w.]+$/.test(path));
    const places = new Map(
      [...placesIn(resource.inputs), ...read.map((path): Place => path.split("."))].map((place) => [
        place.join("."),
        place,
      ]),
    );
    for (const [path, place] of places) {
      for (const value of wrong) {
        const inputs = put(resource.inputs, place, value);
        if (!isValueMap(inputs)) continue;
        const changed: ExampleResource = { ...resource, inputs };
        yield {
          what: `${example.title}: ${resource.kind} ${path} = ${JSON.stringify(value)}`,
          example: { ...example, resources: example.resources.map((one, at) => (at === index ? changed : one)) },
        };
      }
    }
  }
}

function isHidden(value: Value): boolean {
  if (value === unknown || value === hidden) return true;
  if (Array.isArray(value)) return value.some(isHidden);
  return typeof value === "object" && value !== null && Object.values(value).some(isHidden);
}

describe.each(rules.filter(({ id }) => !sums.includes(id)).map((rule) => ({ id: rule.id, rule })))(
  "$id",
  ({ rule }) => {
    it("leaves nothing undecided because of a value that is there and cannot be read", () => {
      for (const example of examplesOf(rule)) {
        const { judge, isAllVisible } = judgeOf(rule, example);
        for (const { what, example: changed } of variants(rule, example)) {
          const findings = judge(exampleStack(changed));
          const open = findings.filter(({ status }) => status === "undecided");
          const unread = findings.filter(({ message }) => /could not be run|undefined|\[object|Symbol/.test(message));
          const misread = open.filter(({ message }) => /not understood|is not set|is not a valid/.test(message));
          // Of thousands of variants only those that fail are worth the words.
          if (unread.length > 0 || misread.length > 0) expect([...unread, ...misread], what).toEqual([]);
          if (isAllVisible && open.length > 0) expect(open, what).toEqual([]);
        }
      }
    });
  },
);
