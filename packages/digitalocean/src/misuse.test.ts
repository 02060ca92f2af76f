// What a program in JavaScript can pass, and YAML: TypeScript would have found most of it.
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { everyComponent } from "./test/every-component";
import { inShort, refusalOf } from "./test/refused";
import { register } from "./test/register";

class Money {
  readonly amount = 5;
}

function circular(): unknown {
  const inner: Record<string, unknown> = { a: 1 };
  inner.self = inner;
  return inner;
}

/** What is no data, each with what is said of it. */
const notData: Readonly<Record<string, readonly [make: () => unknown, message: string]>> = {
  "a BigInt": [() => 10n, "is a BigInt"],
  "a function": [() => () => 1, "is a function"],
  "a symbol": [() => Symbol("one"), "is a symbol"],
  NaN: [() => Number.NaN, "is NaN"],
  Infinity: [() => -Infinity, "is -Infinity"],
  "an instance": [() => new Money(), "is an instance of Money"],
  "a date": [() => new Date(0), "is an instance of Date"],
  "a map": [() => new Map(), "is an instance of Map"],
};

/** Options that are wrong, by what is said of them. */
const options: Readonly<Record<string, unknown>> = {
  "opts  expected an object, found nothing": null,
  "opts  expected an object, found 5": 5,
  "opts  expected an object, found an array": [],
  "opts.parent  is not a resource, found 5": { parent: 5 },
  "opts.parent  is not a resource, found an object": { parent: {} },
  "opts.parent  is not a resource, found nothing": { parent: null },
  'opts.protect  expected a boolean, found "yes"': { protect: "yes" },
  'opts.retainOnDelete  expected a boolean, found "x"': { retainOnDelete: "x" },
  "opts.dependsOn  is neither a resource nor an array of resources, found 5": { dependsOn: 5 },
  "opts.dependsOn  is neither a resource nor an array of resources, found an array": { dependsOn: [{}] },
  "opts.deletedWith  is not a resource, found 5": { deletedWith: 5 },
  "opts.provider  is not a provider, found 5": { provider: 5 },
  "opts.providers  is neither an array of providers nor an object of them, found 5": { providers: 5 },
  "opts.aliases  expected an array, found 5": { aliases: 5 },
  "opts.aliases[0]  is neither a URN nor an alias, found 5": { aliases: [5] },
  "opts.ignoreChanges  expected an array, found 5": { ignoreChanges: 5 },
  "opts.transforms[0]  is not a function, found 5": { transforms: [5] },
  "opts.transformations[0]  is not a function, found 5": { transformations: [5] },
  "opts.customTimeouts  is not an object of timeouts, found 5": { customTimeouts: 5 },
  "opts.hooks.beforeCreate  expected an array, found 5": { hooks: { beforeCreate: 5 } },
  'opts.id  is for a resource, not for a component, found "x"': { id: "x" },
  'opts.import  is for a resource, not for a component, found "x"': { import: "x" },
};

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe.each(Object.entries(everyComponent))("%s", (_, { Component, args }) => {
  const problemsOf = async (...given: readonly unknown[]) => inShort(await refusalOf(Component, given));
  const [argument = ""] = Object.keys(args).filter((key) => key !== "governor");

  it.each(Object.entries(notData))("refuses %s, as an argument and within one", async (_, [make, message]) => {
    const more = { [argument]: make(), tags: { team: [make()] } };
    const problems = await problemsOf("shop", { ...args, ...more });
    expect(problems).toContain(`${argument}  ${message}`);
    expect(problems).toContain(`tags.team[0]  ${message}`);
    // Nothing is missing that is only wrong.
    expect(problems.filter((problem) => problem.endsWith("is missing"))).toEqual([]);
  });

  it("refuses what contains itself", async () => {
    expect(await problemsOf("shop", { ...args, tags: circular() })).toContain("tags.self  contains itself");
  });

  it("refuses a resource in place of one of its outputs", async () => {
    const { result } = await register(() => new digitalocean.Vpc("net", { region: "nyc3" }));
    const { problems } = await refusalOf(Component, ["shop", { ...args, [argument]: result }]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        path: argument,
        message: "is a resource, found a Vpc",
        hint: expect.stringMatching(/^pass vpc\.(id|name), or another of its outputs$/),
      }),
    );
  });

  it.each([[[]], ["x"], [5], [() => 1]])("refuses what is not an object of arguments", async (given) => {
    const [problem, ...others] = await problemsOf("shop", given);
    expect(problem).toMatch(/^args {2}must be an object of arguments, found /);
    expect(others).toEqual([]);
  });

  it.each(Object.entries(options))("refuses options: %s", async (message, opts) => {
    expect(await problemsOf("shop", args, opts)).toEqual([message]);
  });

  it.each([undefined, null, "", 5, {}, Symbol("x")])("refuses a name that is none", async (name) => {
    expect(await problemsOf(name, args)).toEqual([
      expect.stringMatching(/^name {2}must be text that is not empty, found /),
    ]);
  });

  it("says everything at once", async () => {
    const problems = await problemsOf("", { ...args, [argument]: 10n }, { parent: 5 });
    expect(problems.map((problem) => problem.split("  ")[0])).toEqual(["name", "opts.parent", argument]);
  });

  it("takes the options that Pulumi takes", async () => {
    const { resources } = await register(() => {
      const parent = new pulumi.ComponentResource("acme:index:Parent", "around");
      const before = new pulumi.ComponentResource("acme:index:Parent", "before");
      const aliases = [{ name: "old" }, pulumi.output("urn:pulumi:dev::shop::acme:index:Old::old")];
      const opts = { parent, dependsOn: [before, pulumi.output(before)], aliases, providers: [], protect: true };
      return Reflect.construct(Component, ["shop", args, opts]);
    });
    expect(resources.length).toBeGreaterThan(1);
  });
});
