// Documents that no engine writes: from a hand, from a damaged disk or from someone who means harm.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { rules } from "../rules";
import type { Settings } from "../settings/settings";
import { cpuOf } from "../test/cpu";
import { plainSettings } from "../test/settings";
import { readStack } from "./read";
import { ReaderError } from "./reader-error";

const urnOf = (name: string, type = "digitalocean:index/vpc:Vpc") => `urn:pulumi:dev::app::${type}::${name}`;
const vpc = (name: string, more: object = {}) => ({
  urn: urnOf(name),
  type: "digitalocean:index/vpc:Vpc",
  custom: true,
  inputs: { region: "nyc3" },
  ...more,
});
const component = (name: string, more: object = {}) => ({
  urn: urnOf(name, "my:own:Part"),
  type: "my:own:Part",
  custom: false,
  ...more,
});
const stateOf = (...resources: readonly unknown[]) => JSON.stringify({ deployment: { resources } });
const previewOf = (...states: readonly { readonly urn: string }[]) =>
  JSON.stringify({ steps: states.map((newState) => ({ op: "create", urn: newState.urn, newState })) });
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const settings: Settings = { ...plainSettings, exempt_in_code: ["quota", "droplet-backups"] };

function errorOf(text: string): string {
  try {
    readStack(text, "state.json");
  } catch (error) {
    if (error instanceof ReaderError) return error.message;
    throw error;
  }
  return "no error";
}

describe("a document that no engine writes", () => {
  it.each([
    [
      "a Droplet that says it is a stack",
      stateOf(vpc("a"), {
        ...vpc("b"),
        urn: urnOf("b", "digitalocean:index/droplet:Droplet"),
        type: "pulumi:pulumi:Stack",
      }),
      /^state\.json is not valid Pulumi output: the resource with the URN urn:pulumi:dev::app::digitalocean:index\/droplet:Droplet::b has another type, "pulumi:pulumi:Stack"$/,
    ],
    [
      "a type in a preview that is not the URN's",
      previewOf({ ...vpc("a"), urn: urnOf("a", "my:own:Part$digitalocean:index/droplet:Droplet") }),
      /has another type, "digitalocean:index\/vpc:Vpc"/,
    ],
    ["a resource that is its own parent", stateOf(vpc("a", { parent: urnOf("a") })), /::a is its own parent$/],
    [
      "parents in a circle",
      stateOf(vpc("c", { parent: urnOf("a") }), vpc("a", { parent: urnOf("b") }), vpc("b", { parent: urnOf("a") })),
      /the parents of \S+::a lead back to it, by way of \S+::b$/,
    ],
    [
      "parents in a circle in a preview",
      previewOf(vpc("a", { parent: urnOf("b") }), vpc("b", { parent: urnOf("a") })),
      /the parents of \S+::a lead back to it, by way of \S+::b$/,
    ],
    ["two resources of one URN", stateOf(vpc("a"), vpc("a")), /two resources have the URN .*::a/],
    [
      "two resources of one URN in a preview",
      JSON.stringify({
        steps: ["a", "b"].map((name) => ({ op: "create", urn: urnOf(name), newState: vpc("a") })),
      }),
      /the step for .*::b shows another resource/,
    ],
    ["a URN that is none", stateOf(vpc("a"), vpc("b", { urn: "b" })), /"b" is not a valid URN/],
    ["a resource that is text", stateOf(vpc("a"), "b"), /deployment\.resources\.1/],
    ["a resource that is a list", stateOf(vpc("a"), [vpc("b")]), /deployment\.resources\.1/],
    ["resources that are an object", JSON.stringify({ deployment: { resources: {} } }), /deployment\.resources/],
    ["a type that is a number", stateOf(vpc("a", { type: 1 })), /deployment\.resources\.0\.type/],
  ])("%s is one clear error", (_, text, message) => {
    expect(errorOf(text)).toMatch(/^state\.json is not valid Pulumi output/);
    expect(errorOf(text)).toMatch(message);
  });

  it.each(["inputs", "outputs"])("whose %s are nested too deep is an error that names the resource", (where) => {
    const text = stateOf(vpc("deep", { [where]: { x: "HERE" } })).replace('"HERE"', nested(3_000));
    expect(errorOf(text)).toBe(
      `state.json is not valid Pulumi output: cannot read ${urnOf("deep")}: a property is nested more than 200 levels deep`,
    );
  });

  it.each([
    ["lists", nested(100_000)],
    ["objects", '{"a":'.repeat(50_000) + 1 + "}".repeat(50_000)],
  ])("that is nested anywhere in %s is no reason to fail in another way", (_, deep) => {
    for (const text of [deep, `{"deployment":${deep}}`, `{"steps":${deep}}`, `{"sequence":1,"summaryEvent":${deep}}`])
      expect(errorOf(text)).toMatch(/^state\.json/);
    expect(readStack(stateOf(vpc("a", { more: "HERE" })).replace('"HERE"', deep)).resources).toHaveLength(1);
  });

  it("is quoted only in part", () => {
    const long = "x".repeat(1_000_000);
    expect(errorOf(stateOf(vpc("a", { urn: long }))).length).toBeLessThan(1_000);
    expect(errorOf(stateOf(vpc(long), vpc(long))).length).toBeLessThan(1_000);
  });

  it("cannot reach an object's prototype", () => {
    const text = stateOf(vpc("a", { inputs: { region: "nyc3", nested: { y: 1 } }, propertyDependencies: {} }))
      .replace('"y":1', '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}')
      .replace('"propertyDependencies":{}', '"propertyDependencies":{"__proto__":["x"]}');
    const stack = readStack(text);
    expect(stack.resources[0]?.read("nested.polluted").present).toBe(false);
    expect(stack.resources[0]?.dependsOn("constructor")).toEqual([]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    evaluate(stack, settings, rules);
  });

  it("may place a resource in a file whose name is not encoded", () => {
    const stack = readStack(stateOf(vpc("a", { sourcePosition: "project:///100%.ts#1,2" })));
    expect(stack.resources[0]?.source).toEqual({ file: "100%.ts", line: 1, column: 2 });
  });

  it("may name a provider by less than a reference", () => {
    expect(readStack(stateOf(vpc("a", { provider: "mine" }))).resources[0]?.provider).toBe("mine");
  });

  it("is read or refused, whatever it is, and judged without a throw", () => {
    const strange = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        urnOf("a"),
        urnOf("b"),
        "digitalocean:index/droplet:Droplet",
        "pulumi:pulumi:Stack",
        "aws:s3/bucket:Bucket",
        "pulumi:providers:aws",
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      ),
    );
    const keys = [
      ...["urn", "type", "id", "inputs", "outputs", "custom", "parent", "provider", "protect", "delete"],
      ...["propertyDependencies", "sourcePosition", "stackTrace", "pendingReplacement", "external", "__proto__"],
    ];
    const resource = fc
      .tuple(fc.constantFrom("a", "b", "c"), fc.array(fc.tuple(fc.constantFrom(...keys), strange), { maxLength: 3 }))
      .map(([name, more]) => ({ ...vpc(name), ...Object.fromEntries(more) }));
    const document = fc.oneof(
      fc.jsonValue(),
      fc.array(fc.oneof(resource, strange), { maxLength: 4 }).map((resources) => ({ deployment: { resources } })),
      fc
        .array(fc.record({ op: fc.constantFrom("create", "same", "delete", "refresh", "replace"), state: resource }))
        .map((steps) => ({
          steps: steps.map(({ op, state }) => ({ op, urn: state.urn, oldState: state, newState: state })),
        })),
      fc.record({ sequence: strange, resourcePreEvent: fc.record({ metadata: strange }), summaryEvent: strange }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          document.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        (text) => {
          if (errorOf(text) === "no error") evaluate(readStack(text), settings, rules);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("a large document", () => {
  const chain = (length: number, inputs: object) =>
    Array.from({ length }, (_, index) => [
      component(`part${index}`, {
        inputs,
        ...(index === 0 ? {} : { parent: urnOf(`part${index - 1}`, "my:own:Part") }),
      }),
      vpc(`vpc${index}`, { parent: urnOf(`part${index}`, "my:own:Part") }),
    ]).flat();

  it.each([
    ["of components", {}],
    [
      "of governed components",
      {
        governor: { digest: "x", controls: ["protect-stateful"] },
        exemptions: [{ rule: "droplet-backups", reason: "r", owner: "o", expires: "2027-01-01" }],
      },
    ],
  ])("with a chain of 10,000 parents %s is judged in time", (_, inputs) => {
    const stack = readStack(stateOf(...chain(10_000, inputs)));
    expect(cpuOf(() => evaluate(stack, settings, rules))).toBeLessThan(4_000);
  });

  it("holds a chain of parents against itself no further than once around", () => {
    // Views that no reader made: what is asked of them comes to an end all the same.
    const stack = readStack(stateOf(vpc("a"), component("p")));
    const [a, p] = stack.resources;
    if (a === undefined || p === undefined) throw new Error("two resources were read");
    const circle = [
      { ...a, parent: p.urn },
      { ...p, parent: p.urn },
    ];
    const around = (urn: string) => circle.find((resource) => resource.urn === urn);
    expect(() => evaluate({ ...stack, resources: circle, resource: around }, settings, rules)).not.toThrow();
  });
});
