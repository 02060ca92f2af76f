import { describe, expect, it } from "vitest";
import { kindNamed } from "../../kinds";
import { type ResourceRecord, type ResourceView, viewOf } from "../../view/resource";
import { stackOf } from "../../view/stack";
import { hidden, unknown, type Value } from "../../view/value";
import { exampleSettings } from "../example-stack";
import { rules } from "../index";
import { type Answer, askedBySwitch, either, references, repairTrue, requireTrue, requireYes, targetsOf } from ".";

function view(kind: string, name: string, inputs: Record<string, Value>, more: Partial<ResourceRecord> = {}) {
  const found = kindNamed(kind);
  const type = found?.type ?? kind;
  const urn = `urn:pulumi:dev::p::${type}::${name}`;
  return viewOf({ urn, type, name, inputs, propertyDependencies: {}, ...more }, found);
}

const stackWith = (...resources: readonly ResourceView[]) => stackOf(resources, { project: "p", stack: "dev" });
const words = (answer: Answer): string => (typeof answer === "string" ? answer : answer.doubt.reason);
const provider = "urn:pulumi:dev::p::pulumi:providers:digitalocean::second";

describe("references", () => {
  const attachment = (volumeId: Value, more: Partial<ResourceRecord> = {}) =>
    view("VolumeAttachment", "attached", { volumeId }, more);
  const to = (target: ResourceView, ...others: readonly ResourceView[]) =>
    words(references(stackWith(target, ...others), "VolumeAttachment", "volumeId").to(target));

  it("go by an id that is known, and by where one comes from that is not", () => {
    const volume = view("Volume", "data", {}, { id: "v-1" });
    expect(to(volume, attachment("v-1"))).toBe("yes");
    expect(to(volume, attachment("v-2"))).toBe("no");
    const made = view("Volume", "data", {});
    expect(to(made, attachment(unknown, { propertyDependencies: { volumeId: [made.urn] } }))).toBe("yes");
    expect(to(made, attachment(unknown))).toBe("of the VolumeAttachment attached, volumeId is unknown until pulumi up");
    expect(to(made, attachment(hidden))).toContain("is a secret that cannot be read here");
  });

  it("take what comes from one of two resources for neither", () => {
    const [one, two] = [view("Volume", "one", {}), view("Volume", "two", {})];
    const either = attachment(unknown, { propertyDependencies: { volumeId: [one.urn, two.urn] } });
    expect(to(one, two, either)).toContain("volumeId is unknown until pulumi up");
  });

  it("never reach into another account, nor count what is about to be deleted", () => {
    const volume = view("Volume", "data", {}, { id: "v-1" });
    expect(to(volume, attachment("v-1", { provider }))).toBe("no");
    expect(to(volume, attachment("v-1", { pending: "delete" }))).toBe("no");
  });

  it("go by a name where it is the id", () => {
    const logged = (bucket: ResourceView) =>
      words(
        references(
          stackWith(bucket, view("SpacesBucketLogging", "logging", { bucket: "acme-data" })),
          "SpacesBucketLogging",
          "bucket",
        ).to(bucket),
      );
    expect(logged(view("SpacesBucket", "data", { name: "acme-data" }))).toBe("yes");
    expect(logged(view("SpacesBucket", "data", { name: "acme-more" }))).toBe("no");
    expect(logged(view("SpacesBucket", "data", { name: unknown }))).toBe("name is unknown until pulumi up");
  });

  it("go by a tag where the input selects by tags, and by an id only for the kind that the input names", () => {
    const firewall = view("Firewall", "edge", { tags: ["Web"], dropletIds: [unknown] });
    const names = (target: ResourceView) =>
      words(references(stackWith(target, firewall), "Firewall", "dropletIds", "tags").to(target));
    expect(names(view("Droplet", "web", { tags: ["web"] }))).toBe("yes");
    expect(names(view("Droplet", "bare", {}))).toContain("dropletIds[0] is unknown until pulumi up");
    expect(names(view("DropletAutoscale", "pool", { dropletTemplate: { tags: ["batch"] } }))).toBe("no");
  });

  it("are in doubt about what was read from the cloud and shows none of the inputs", () => {
    const droplet = view("Droplet", "web", {});
    const names = (inputs: Record<string, Value>) => {
      const stack = stackWith(droplet, view("Firewall", "edge", inputs, { external: true }));
      return words(references(stack, "Firewall", "dropletIds", "tags").to(droplet));
    };
    expect(names({})).toBe("of the Firewall edge, which this stack does not manage, the targets are not told");
    expect(names({ tags: ["web"] })).toBe("no");
  });

  it("refuse a kind that does not exist", () => {
    expect(() => references(stackWith(), "Firewal", "dropletIds")).toThrow(
      'unknown kind "Firewal"; did you mean "Firewall"?',
    );
  });
});

describe("targetsOf", () => {
  it("finds what each place of an input names, each resource once, in the same account", () => {
    const [a, b] = [view("Vpc", "a", {}, { id: "v-a" }), view("Vpc", "b", {}, { id: "v-b" })];
    const away = view("Vpc", "away", {}, { id: "v-c", provider });
    const gateway = view("VpcNatGateway", "nat", {
      vpcs: ["v-a", "v-b", "v-a", "v-c"].map((vpcUuid) => ({ vpcUuid })),
    });
    const found = targetsOf(stackWith(a, b, away, gateway), gateway, "vpcs[].vpcUuid", "Vpc");
    expect(found.map(({ property, resources }) => [property.path, resources.map(({ name }) => name)])).toEqual([
      ["vpcs[0].vpcUuid", ["a"]],
      ["vpcs[1].vpcUuid", ["b"]],
      ["vpcs[2].vpcUuid", []],
      ["vpcs[3].vpcUuid", []],
    ]);
  });

  it("says why nobody can tell", () => {
    const [a, b] = [view("Vpc", "a", {}), view("Vpc", "b", {})];
    const from = (dependencies: Pick<ResourceRecord, "propertyDependencies">) => {
      const record = { urn: "urn:pulumi:dev::p::t::web", type: "t", name: "web", inputs: { vpcUuid: unknown } };
      const droplet = viewOf({ ...record, ...dependencies }, kindNamed("Droplet"));
      return targetsOf(stackWith(a, b, droplet), droplet, "vpcUuid", "Vpc").map(({ doubt }) => doubt?.reason);
    };
    expect(from({ propertyDependencies: { vpcUuid: [a.urn] } })).toEqual([undefined]);
    expect(from({ propertyDependencies: { vpcUuid: [a.urn, b.urn] } })).toEqual([
      "it comes from one of 2 Vpc resources",
    ]);
    expect(from({})).toEqual(["what was read does not say which Vpc it comes from"]);
  });
});

describe("requirements", () => {
  const spoken = { whether: "backups are enabled", otherwise: "the Droplet has no backups" };
  const outcomes = (backups: Value) =>
    [...requireTrue(view("Droplet", "web", { backups }), "backups", spoken)].map(
      ({ status, message }) => `${status}: ${message}`,
    );

  it("of a switch", () => {
    expect(outcomes(true)).toEqual([]);
    expect(outcomes("true")).toEqual([]);
    expect(outcomes(false)).toEqual(["violation: the Droplet has no backups"]);
    expect(outcomes(null)).toEqual(["violation: the Droplet has no backups"]);
    expect(outcomes(unknown)).toEqual([
      "undecided: cannot determine whether backups are enabled: backups is unknown until pulumi up",
    ]);
  });

  it("are repaired where they can be, and nowhere else", () => {
    const { sets, repair } = repairTrue(["Droplet"], "backups");
    expect(sets).toEqual({ Droplet: ["backups"] });
    const repaired = (kind: string, backups: Value) => {
      const resource = view(kind, "one", { backups });
      const settings = exampleSettings({ title: "none", resources: [] }, rules);
      return resource.kind === undefined
        ? "no kind"
        : repair(resource, resource.kind, { settings, params: {}, now: new Date() });
    };
    expect(repaired("Droplet", false)).toEqual({ backups: true });
    for (const value of [true, unknown]) expect(repaired("Droplet", value)).toBeUndefined();
    expect(repaired("Volume", false)).toBeUndefined();
  });

  it("of an answer, in which one yes is enough and one doubt is no no", () => {
    const doubt = { doubt: { reason: "tags is unknown until pulumi up", unreadable: false } };
    const broken = { doubt: { reason: "tags has a value that cannot be read", unreadable: true } };
    const said = (...answers: readonly Answer[]) =>
      [...requireYes(either(...answers), view("Droplet", "web", {}), spoken)].map(
        ({ status, resource }) => `${status} ${resource?.name}`,
      );
    expect(said("no", doubt, "yes")).toEqual([]);
    expect(said("no", doubt)).toEqual(["undecided web"]);
    expect(said(broken)).toEqual(["violation web"]);
    expect(said("no")).toEqual(["violation web"]);
    expect(said()).toEqual(["violation web"]);
  });
});

describe("askedBySwitch", () => {
  it("follows the switch", () => {
    const { keys, by } = askedBySwitch("droplet", "backup_required");
    expect(keys).toEqual(["providers.digitalocean.resources.droplet.backup_required"]);
    const asked = (settings?: string) =>
      by(exampleSettings({ title: "one", resources: [], ...(settings === undefined ? {} : { settings }) }, rules));
    expect(asked()).toBe("absent");
    expect(asked("resources: { droplet: { backup_required: true } }")).toBe("yes");
    expect(asked("resources: { droplet: { backup_required: false } }")).toBe("no");
  });
});
