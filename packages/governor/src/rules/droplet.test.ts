import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { kindOf } from "../kinds";
import { viewOf } from "../view/resource";
import { type Gap, stackOf } from "../view/stack";
import { hidden, unknown, type Value } from "../view/value";
import { rules } from ".";
import { dropletBackups } from "./droplet/droplet-backups";
import { dropletBehindFirewall } from "./droplet/droplet-behind-firewall";
import { dropletInVpc } from "./droplet/droplet-in-vpc";
import { dropletMonitoring } from "./droplet/droplet-monitoring";
import { exampleSettings, exampleStack } from "./example-stack";
import type { ExampleResource, Rule } from "./rule";

const nothing = { title: "nothing", resources: [] };

function lines(rule: Rule, resources: readonly ExampleResource[]): readonly string[] {
  const settings = { ...exampleSettings(nothing, rules), rules: { [rule.id]: { level: "mandatory" as const } } };
  return evaluate(exampleStack({ title: "a case", resources }), settings, [rule]).findings.map(
    ({ status, urn, message }) => `${status} ${urn.split("::").at(-1)}: ${message}`,
  );
}

const behind = (resources: readonly ExampleResource[]) => lines(dropletBehindFirewall, resources);

const open = (name: string) => `violation ${name}: no firewall of this stack covers this Droplet`;
const unclear = (name: string, reason: string, status = "undecided") =>
  `${status} ${name}: cannot determine whether a firewall covers it: ${reason}`;

describe("droplet-behind-firewall", () => {
  it("looks at every firewall, and at each Droplet for itself", () => {
    expect(
      behind([
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "Droplet", name: "database", inputs: { tags: ["Database"] } },
        { kind: "Droplet", name: "forgotten", inputs: { tags: ["misc"] } },
        { kind: "Firewall", name: "one", inputs: { dropletIds: [unknown] }, dependsOn: { dropletIds: ["web"] } },
        { kind: "Firewall", name: "two", inputs: { tags: ["cache", "database"] } },
      ]),
    ).toEqual([open("forgotten")]);
  });

  it("finds a tag by the name of the Tag that it comes from", () => {
    expect(
      behind([
        { kind: "Tag", name: "role", inputs: { name: "Web" } },
        { kind: "Droplet", name: "written", inputs: { tags: ["web"] } },
        { kind: "Droplet", name: "linked", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Droplet", name: "other", inputs: { tags: ["batch"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
      ]),
    ).toEqual([open("other")]);
  });

  it("takes the id of a Tag for its name, in any case, and looks no further than the Tag that is left", () => {
    const linked = { kind: "Droplet", name: "linked", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } };
    const role = { kind: "Tag", name: "role", inputs: { name: "web" } };
    const same = { kind: "Tag", name: "same", inputs: { name: "WEB" } };
    expect(behind([role, linked, { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } }])).toEqual([]);
    expect(
      behind([
        role,
        same,
        linked,
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown] }, dependsOn: { tags: ["same"] } },
      ]),
    ).toEqual([]);
    expect(
      behind([
        role,
        { kind: "Tag", name: "tier", inputs: { name: "front" } },
        {
          kind: "Droplet",
          name: "both",
          inputs: { tags: ["front", unknown] },
          dependsOn: { tags: ["tier", "role"] },
        },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ]),
    ).toEqual([]);
  });

  it("cannot tell the name of a Tag that is unknown until pulumi up from one that is written out", () => {
    expect(
      behind([
        { kind: "Tag", name: "role", inputs: { name: unknown } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ]),
    ).toEqual([unclear("web", "of the Tag role, name is unknown until pulumi up")]);
  });

  it("does not take lists that are none for empty ones", () => {
    expect(
      behind([
        { kind: "Droplet", name: "web", inputs: { tags: "web" } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ]),
    ).toEqual([unclear("web", "tags has a value that cannot be read", "violation")]);
    expect(
      behind([
        { kind: "Droplet", name: "web", inputs: { tags: ["web"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: [["web"]] } },
      ]),
    ).toEqual([unclear("web", "of the Firewall edge, tags[0] has a value that cannot be read", "violation")]);
    expect(
      behind([
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: "4711" } },
      ]),
    ).toEqual([open("web")]);
  });

  it("takes nothing from what a template that cannot be seen depends on", () => {
    expect(
      behind([
        { kind: "Tag", name: "role", inputs: {} },
        {
          kind: "DropletAutoscale",
          name: "pool",
          inputs: { dropletTemplate: unknown },
          dependsOn: { dropletTemplate: ["role"] },
        },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
      ]),
    ).toEqual([unclear("pool", "dropletTemplate is unknown until pulumi up")]);
  });

  it("tells Tags apart whose names are not known yet", () => {
    expect(
      behind([
        { kind: "Tag", name: "one", inputs: {} },
        { kind: "Tag", name: "two", inputs: {} },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["two"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown] }, dependsOn: { tags: ["one"] } },
      ]),
    ).toEqual([open("web")]);
  });

  it("reaches a pool through the Tag in its template", () => {
    expect(
      behind([
        { kind: "Tag", name: "role", inputs: {} },
        { kind: "Vpc", name: "network", inputs: {} },
        {
          kind: "DropletAutoscale",
          name: "pool",
          inputs: { dropletTemplate: { tags: [unknown], vpcUuid: unknown } },
          dependsOn: { dropletTemplate: ["network", "role"] },
        },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
      ]),
    ).toEqual([]);
  });

  it("is undecided where something unknown may cover, and sure where it cannot", () => {
    expect(
      behind([
        { kind: "Droplet", name: "tagged", inputs: { tags: ["web"] } },
        { kind: "Droplet", name: "bare", inputs: {} },
        { kind: "Firewall", name: "edge", inputs: { tags: unknown } },
      ]),
    ).toEqual([unclear("tagged", "of the Firewall edge, tags is unknown until pulumi up"), open("bare")]);
    expect(
      behind([
        { kind: "Droplet", name: "web", inputs: { tags: unknown } },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: [4711] } },
      ]),
    ).toEqual([open("web")]);
    expect(
      behind([
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: hidden } },
      ]),
    ).toEqual([unclear("web", "of the Firewall edge, dropletIds is a secret that cannot be read here")]);
    expect(
      behind([
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "Vpc", name: "network", inputs: {} },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: [unknown] }, dependsOn: { dropletIds: ["network"] } },
      ]),
    ).toEqual([unclear("web", "of the Firewall edge, dropletIds[0] is unknown until pulumi up")]);
  });

  const dropletType = "digitalocean:index/droplet:Droplet";
  const firewallType = "digitalocean:index/firewall:Firewall";
  const record = (type: string, name: string, more: Partial<Parameters<typeof viewOf>[0]>) =>
    viewOf(
      { urn: `urn:pulumi:dev::example::${type}::${name}`, type, name, inputs: {}, propertyDependencies: {}, ...more },
      kindOf(type),
    );
  const judged = (resources: readonly ReturnType<typeof record>[], gaps: readonly Gap[] = []) =>
    evaluate(stackOf(resources, { project: "example", stack: "dev", gaps }), exampleSettings(nothing, rules), [
      dropletBehindFirewall,
    ]).findings.map(({ status, urn }) => `${status} ${urn.split("::").at(-1)}`);

  it("compares ids where they are known, as in a stack export", () => {
    const web = record(dropletType, "web", { id: "4711" });
    const database = record(dropletType, "database", { id: "4712" });
    const edge = record(firewallType, "edge", { inputs: { dropletIds: [4711] } });
    expect(judged([web, database, edge])).toEqual(["violation database"]);
    const texts = record(firewallType, "edge", { inputs: { dropletIds: ["4711", "4712"] } });
    expect(judged([web, database, texts])).toEqual([]);
  });

  it("follows the dependency if the reader does not tell the id of a Droplet that exists", () => {
    const web = record(dropletType, "web", {});
    const edge = record(firewallType, "edge", {
      inputs: { dropletIds: [4711] },
      propertyDependencies: { dropletIds: [web.urn] },
    });
    expect(judged([web, edge])).toEqual([]);
  });

  it("follows the dependency where a Droplet has an id and is replaced, and trusts known ids alone", () => {
    const web = record(dropletType, "web", { id: "4711", pending: "replace" });
    const edge = (dropletIds: Value) =>
      record(firewallType, "edge", { inputs: { dropletIds }, propertyDependencies: { dropletIds: [web.urn] } });
    expect(judged([web, edge([unknown])])).toEqual([]);
    expect(judged([web, edge([9999])])).toEqual(["violation web"]);
  });

  it("does not count a firewall that is about to be deleted, nor judge a Droplet that is", () => {
    const web = record(dropletType, "web", { inputs: { tags: ["web"] } });
    expect(judged([web, record(firewallType, "edge", { inputs: { tags: ["web"] }, pending: "delete" })])).toEqual([
      "violation web",
    ]);
    expect(judged([record(dropletType, "web", { pending: "delete" })])).toEqual([]);
    expect(judged([record(dropletType, "web", { external: true })])).toEqual([]);
  });

  it("cannot tell what a firewall that was read from the cloud applies to, unless it shows", () => {
    const web = record(dropletType, "web", { inputs: { tags: ["web"] } });
    const bare = record(dropletType, "bare", {});
    expect(judged([web, bare, record(firewallType, "edge", { external: true })])).toEqual([
      "undecided web",
      "undecided bare",
    ]);
    expect(judged([web, record(firewallType, "edge", { external: true, inputs: { tags: ["web"] } })])).toEqual([]);
  });

  it("stays within one account: neither a tag nor an id reaches into another", () => {
    const provider = "urn:pulumi:dev::example::pulumi:providers:digitalocean::second";
    const web = record(dropletType, "web", { inputs: { tags: ["web"] } });
    const there = record(dropletType, "there", { inputs: { tags: ["web"] }, provider });
    const byTag = record(firewallType, "edge", { inputs: { tags: ["web"] }, provider });
    expect(judged([web, there, byTag])).toEqual(["violation web"]);
    const byId = record(firewallType, "edge", {
      inputs: { dropletIds: [unknown, unknown] },
      propertyDependencies: { dropletIds: [web.urn, there.urn] },
      provider,
    });
    expect(judged([web, there, byId])).toEqual(["violation web"]);
    const read = record(firewallType, "edge", { external: true, provider });
    expect(judged([web, there, read])).toEqual(["violation web", "undecided there"]);
  });

  it("names the account, if there are several", () => {
    const provider = "urn:pulumi:dev::example::pulumi:providers:digitalocean::second";
    const stack = stackOf([record(dropletType, "a", {}), record(dropletType, "b", { provider })], {
      project: "example",
      stack: "dev",
    });
    const { findings } = evaluate(stack, exampleSettings(nothing, rules), [dropletBehindFirewall]);
    expect(findings.map(({ message }) => message)).toEqual([
      "no firewall of this stack in the account of the default provider covers this Droplet",
      "no firewall of this stack in the account of the provider second covers this Droplet",
    ]);
  });

  it.each(["property-dependencies", "unchanged-resources"] as const)("is undecided without %s", (gap) => {
    expect(judged([record(dropletType, "web", {})], [gap])).toEqual(["undecided example-dev"]);
  });
});

describe("droplet-monitoring", () => {
  it("cannot be verified for an autoscale pool", () => {
    const [line] = lines(dropletMonitoring, [
      { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: {} } },
    ]);
    expect(line).toContain(
      "unverifiable pool: cannot verify that the Droplets of an autoscale pool have the monitoring agent: its template has no such input",
    );
  });

  it("cannot be verified for a custom image or a snapshot, which may not be able to run the agent", () => {
    const outcomes = lines(dropletMonitoring, [
      { kind: "CustomImage", name: "talos", inputs: {} },
      { kind: "Droplet", name: "custom", inputs: { image: unknown }, dependsOn: { image: ["talos"] } },
    ]);
    expect(outcomes).toEqual([
      "unverifiable custom: cannot verify that a Droplet created from a custom image or a snapshot has the monitoring agent",
    ]);
    expect(lines(dropletMonitoring, [{ kind: "Droplet", name: "copy", inputs: { image: "1234567" } }])).toEqual([
      "unverifiable copy: cannot verify that a Droplet created from a custom image or a snapshot has the monitoring agent",
    ]);
  });
});

describe("droplet-backups", () => {
  it("cannot be verified for an autoscale pool, which cannot have any", () => {
    const template = { dropletTemplate: unknown };
    expect(lines(dropletBackups, [{ kind: "DropletAutoscale", name: "pool", inputs: template }])).toEqual([
      "unverifiable pool: the Droplets of an autoscale pool cannot have backups: DigitalOcean has no field for them",
    ]);
  });

  it("does not show a value that it cannot use", () => {
    expect(lines(dropletBackups, [{ kind: "Droplet", name: "web", inputs: { backups: "hunter2" } }])).toEqual([
      "violation web: the Droplet has no backups",
    ]);
  });
});

describe("droplet-in-vpc", () => {
  it("is undecided if the reader does not tell what an input depends on", () => {
    const type = "digitalocean:index/droplet:Droplet";
    const urn = `urn:pulumi:dev::example::${type}::web`;
    const web = viewOf({ urn, type, name: "web", inputs: { vpcUuid: unknown } }, kindOf(type));
    const stack = stackOf([web], { project: "example", stack: "dev" });
    expect(evaluate(stack, exampleSettings(nothing, rules), [dropletInVpc]).findings).toMatchObject([
      {
        status: "undecided",
        path: "vpcUuid",
        message: "vpcUuid is unknown until pulumi up, and what was read does not show where it comes from",
      },
    ]);
  });

  it("does not take another dependency for a Vpc", () => {
    expect(
      lines(dropletInVpc, [
        { kind: "Tag", name: "role", inputs: {} },
        { kind: "Droplet", name: "web", inputs: { vpcUuid: unknown }, dependsOn: { vpcUuid: ["role"] } },
      ]),
    ).toEqual(["undecided web: vpcUuid is unknown until pulumi up, and it does not come from a Vpc in the program"]);
  });

  it("takes nothing from what a template that cannot be seen depends on", () => {
    expect(
      lines(dropletInVpc, [
        { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
        {
          kind: "DropletAutoscale",
          name: "pool",
          inputs: { dropletTemplate: unknown },
          dependsOn: { dropletTemplate: ["network"] },
        },
      ]),
    ).toEqual(["undecided pool: cannot determine whether a VPC is set: dropletTemplate is unknown until pulumi up"]);
  });

  it("is undecided for an id of the wrong shape, and for one that is hidden", () => {
    expect(
      lines(dropletInVpc, [
        { kind: "Droplet", name: "list", inputs: { vpcUuid: ["5a4981aa"] } },
        { kind: "Droplet", name: "secret", inputs: { vpcUuid: hidden } },
      ]),
    ).toEqual([
      "violation list: cannot determine whether a VPC is set: vpcUuid has a value that cannot be read",
      "undecided secret: vpcUuid is a secret that cannot be read here, and it does not come from a Vpc in the program",
    ]);
  });
});
