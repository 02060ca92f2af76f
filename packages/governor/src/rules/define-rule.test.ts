import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import type { Value } from "../view/value";
import { rules } from ".";
import { checkRules } from "./check-rules";
import { exampleSettings, exampleStack } from "./example-stack";
import { violation } from "./kit/outcome";
import { defineRule, type ExampleResource, type Rule } from "./rule";

const settings = exampleSettings({ title: "no settings", resources: [] }, rules);

function messagesOf(rule: Rule, ...resources: readonly ExampleResource[]): readonly string[] {
  const stack = exampleStack({ title: "an example", resources });
  return evaluate(stack, settings, [rule]).findings.map(({ message }) => message);
}

/** What is said of a rule that reads a path of each of its resources. */
function reading(path: string, kinds: Rule["kinds"], kind: string, inputs: Record<string, Value> = {}) {
  const rule = defineRule({
    id: "acme/reads",
    title: "It reads.",
    kinds,
    *check(resource) {
      const property = resource.read(path);
      if (property.present) yield violation(property, `${property.path} is there`);
    },
  });
  return messagesOf(rule, { kind, inputs });
}

describe("a rule of one's own", () => {
  const described = defineRule({
    id: "acme/vpc-described",
    title: "Every VPC says what it is for.",
    kinds: ["Vpc"],
    *check(vpc) {
      const description = vpc.read("description");
      if (!description.present) yield violation(description, "there is no description");
    },
  });

  it("is an id, a title, kinds and a check; the rest has defaults", () => {
    expect(described).toEqual({
      id: "acme/vpc-described",
      group: "acme",
      title: "Every VPC says what it is for.",
      severity: "medium",
      level: "advisory",
      kinds: ["Vpc"],
      why: "Every VPC says what it is for.",
      fix: "Every VPC says what it is for.",
      references: [],
      good: [],
      bad: [],
      undecided: [],
      scope: "resource",
      check: described.scope === "resource" ? described.check : undefined,
    });
    expect(() => checkRules([described])).not.toThrow();
    expect(messagesOf(described, { kind: "Vpc", inputs: {} })).toEqual(["there is no description"]);
    expect(messagesOf(described, { kind: "Vpc", inputs: { description: "the shop" } })).toEqual([]);
  });

  it("keeps what it says itself, and has no level beside a settings key", () => {
    const asked = { keys: ["providers.digitalocean.regions"], by: () => "yes" as const };
    const rule = defineRule({ ...described, id: "bare", group: "network", severity: "high", level: "mandatory" });
    expect(rule).toMatchObject({ group: "network", severity: "high", level: "mandatory" });
    const { level: _, ...withoutLevel } = described;
    expect(defineRule({ ...withoutLevel, asked }).level).toBeUndefined();
  });

  it("that looks at the stack is undecided if it does not see all of it", () => {
    const rule = defineRule({ id: "acme/one", title: "One.", kinds: ["Vpc"], scope: "stack", check: () => [] });
    expect(rule).toMatchObject({ needs: ["unchanged-resources"], group: "acme" });
    const total = { add: () => undefined, end: () => [] };
    expect(defineRule({ id: "one", title: "One.", kinds: "all", scope: "total", start: () => total }).group).toBe(
      "own",
    );
  });

  it("is told of what is missing alone, and not of what has a default", () => {
    const { title: _, ...untitled } = { title: "", ...described };
    const broken: unknown = Reflect.apply(defineRule, undefined, [
      { id: "acme/x", kinds: ["Vpc"], check: untitled.scope },
    ]);
    expect(() => Reflect.apply(checkRules, undefined, [[broken]])).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^invalid rules:\n {2}the rule acme\/x: title is missing\n {2}the rule acme\/x: check .*$/,
        ),
      }),
    );
  });
});

describe("a slip in what a rule reads", () => {
  const failed = (reason: string) => [`the rule acme/reads could not be run: ${reason}`];

  it.each<[path: string, kind: string, reason: string]>([
    ["nmae", "Vpc", 'the kind Vpc has no property "nmae"; did you mean "name"?'],
    ["somethingElse", "Vpc", 'the kind Vpc has no property "somethingElse"'],
    ["vpcUrnn", "Vpc", 'the kind Vpc has no property "vpcUrnn"; did you mean "vpcUrn"?'],
    [
      "backupPolicy.weekdy",
      "Droplet",
      'the kind Droplet has no property "backupPolicy.weekdy"; did you mean "backupPolicy.weekday"?',
    ],
    ["region.slug", "Droplet", 'the kind Droplet has no property "region.slug"'],
    [
      "inboundRules[0].portrang",
      "Firewall",
      'the kind Firewall has no property "inboundRules.portrang"; did you mean "inboundRules.portRange"?',
    ],
    [
      "inboundRules.portRange",
      "Firewall",
      "inboundRules is a list: read its elements(), or one of them as inboundRules[0]",
    ],
    [
      "inboundRules[].portRange",
      "Firewall",
      "inboundRules is a list: read its elements(), or one of them as inboundRules[0]",
    ],
    ["dop_v1_0123456789abcdef", "Vpc", "the kind Vpc has no property (not shown)"],
  ])("%s of a %s", (path, kind, reason) => {
    expect(reading(path, [kind], kind)).toEqual(failed(reason));
  });

  it("is mandatory whatever the level of its rule", () => {
    const rule = defineRule({
      id: "acme/reads",
      title: "It reads.",
      kinds: ["Vpc"],
      *check(vpc) {
        if (vpc.read("nmae").present) yield violation(undefined, "there");
      },
    });
    const stack = exampleStack({ title: "an example", resources: [{ kind: "Vpc", inputs: {} }] });
    expect(evaluate(stack, settings, [rule]).findings.map(({ level, fix }) => [level, fix])).toEqual([
      ["mandatory", "correct what the rule acme/reads reads"],
    ]);
  });

  it("is none in what a kind has: inputs, nested ones, outputs, the keys of a map", () => {
    const firewall = { inboundRules: [{ portRange: "22" }] };
    expect(reading("inboundRules[0].portRange", ["Firewall"], "Firewall", firewall)).toEqual([
      "inboundRules[0].portRange is there",
    ]);
    expect(reading("ipv4Address", ["Droplet"], "Droplet")).toEqual(["ipv4Address is there"]);
    const parameters = { mysqlParameters: { connect_timeout: "10" } };
    expect(
      reading(
        "mysqlParameters.connect_timeout",
        ["DatabaseAdvancedMysqlConfig"],
        "DatabaseAdvancedMysqlConfig",
        parameters,
      ),
    ).toEqual(["mysqlParameters.connect_timeout is there"]);
  });

  it("is none where one of several kinds has it: of the others it is absent", () => {
    expect(reading("dropletTemplate.size", ["Droplet", "DropletAutoscale"], "Droplet")).toEqual([]);
    expect(reading("dropletTemplate.size", "all", "Droplet")).toEqual([]);
    expect(reading("dropletTemplat.size", ["Droplet", "DropletAutoscale"], "Droplet")).toEqual(
      failed('the kind DropletAutoscale has no property "dropletTemplat"; did you mean "dropletTemplate"?'),
    );
  });

  it("cannot be seen in what @pulumi/aws manages, whose inputs are not known", () => {
    expect(reading("nmae", ["S3Bucket"], "S3Bucket")).toEqual([]);
    expect(reading("aclx", ["SpacesBucket", "S3Bucket"], "SpacesBucket")).toEqual(
      failed('the kind SpacesBucket has no property "aclx"; did you mean "acl"?'),
    );
  });

  it("is found below what was read, also in what a program gives wrongly", () => {
    const rule = (key: string) =>
      defineRule({
        id: "acme/reads",
        title: "It reads.",
        kinds: ["Firewall"],
        *check(firewall) {
          const list = firewall.read("inboundRules");
          for (const one of list.isList ? list.elements() : [list]) {
            if (one.get(key).present) yield violation(one, "there");
          }
        },
      });
    const list = { kind: "Firewall", inputs: { inboundRules: [{ protocol: "tcp" }] } };
    const text = { kind: "Firewall", inputs: { inboundRules: "tcp" } };
    expect(messagesOf(rule("protocol"), list)).toEqual(["there"]);
    expect(messagesOf(rule("protocol"), text)).toEqual([]);
    const message = 'the kind Firewall has no property "inboundRules.protocl"; did you mean "inboundRules.protocol"?';
    expect(messagesOf(rule("protocl"), list)).toEqual(failed(message));
    expect(messagesOf(rule("protocl"), text)).toEqual(failed(message));
  });

  it("is found in a rule on the stack, by what its resources and kinds are called", () => {
    const rule = (kind: string, path: string) =>
      defineRule({
        id: "acme/reads",
        title: "It reads.",
        kinds: ["Vpc"],
        scope: "stack",
        *check(stack) {
          for (const vpc of stack.ofKind(kind)) {
            const same = stack.resource(vpc.urn) === vpc && stack.resources.includes(vpc);
            if (same && vpc.given(path).present) yield violation(undefined, "there", { resource: vpc });
          }
        },
      });
    const vpc = { kind: "Vpc", inputs: { region: "nyc3" } };
    expect(messagesOf(rule("Vpc", "region"), vpc)).toEqual(["there"]);
    expect(messagesOf(rule("Vpcc", "region"), vpc)).toEqual(failed('unknown kind "Vpcc"; did you mean "Vpc"?'));
    expect(messagesOf(rule("Vpc", "regio"), vpc)).toEqual(
      failed('the kind Vpc has no property "regio"; did you mean "region"?'),
    );
  });

  it("is found in a running total", () => {
    const rule = defineRule({
      id: "acme/reads",
      title: "It reads.",
      kinds: "all",
      scope: "total",
      start: () => ({ add: (resource) => (resource.read("nmae").present ? undefined : undefined), end: () => [] }),
    });
    expect(messagesOf(rule, { kind: "Vpc", inputs: {} })).toContain(
      failed('the kind Vpc has no property "nmae"; did you mean "name"?')[0],
    );
  });
});
