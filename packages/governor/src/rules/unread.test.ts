import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { stackOfRecords } from "../readers/read";
import { plainSettings } from "../test/settings";
import type { ResourceRecord } from "../view/resource";
import type { ValueMap } from "../view/value";
import { databaseTrustedSources } from "./database/database-trusted-sources";
import { dropletBehindFirewall } from "./droplet/droplet-behind-firewall";
import { vpcSameRegion } from "./governance/vpc-same-region";
import { loadBalancerHasTargets } from "./load-balancer/load-balancer-has-targets";
import { defineRule, type Rule } from "./rule";

const record = (type: string, name: string, inputs: ValueMap): ResourceRecord => ({
  urn: `urn:pulumi:acme::account::digitalocean:index/${type}::${name}`,
  type: `digitalocean:index/${type}`,
  name,
  id: name,
  inputs,
  propertyDependencies: {},
});
const droplet = record("droplet:Droplet", "web", { tags: ["web"], monitoring: false });
const refused = "it was refused (403)";
const settings = plainSettings;

/** What a rule finds where some kinds could not be read. */
function found(rule: Rule, records: readonly ResourceRecord[], ...kinds: readonly string[]): readonly string[] {
  const stack = { ...stackOfRecords(records, [], "a test"), unread: new Map(kinds.map((kind) => [kind, refused])) };
  return evaluate(stack, settings, [rule]).findings.map(({ status, message }) => `${status}: ${message}`);
}

describe("a kind that could not be read", () => {
  it("leaves undecided whether one of its resources names another", () => {
    expect(found(dropletBehindFirewall, [droplet])).toEqual([
      "violation: no firewall of this stack covers this Droplet",
    ]);
    expect(found(dropletBehindFirewall, [droplet], "Firewall")).toEqual([
      "undecided: cannot determine whether a firewall covers it: Firewall could not be read: it was refused (403)",
      "undecided: Firewall could not be read: it was refused (403)",
    ]);
    const database = record("databaseCluster:DatabaseCluster", "orders", { engine: "pg" });
    expect(found(databaseTrustedSources, [database], "DatabaseFirewall")).toEqual([
      "undecided: cannot determine whether it has trusted sources: DatabaseFirewall could not be read: it was refused (403)",
      "undecided: DatabaseFirewall could not be read: it was refused (403)",
    ]);
  });

  it("does not keep what was read from being judged", () => {
    expect(found(dropletBehindFirewall, [droplet], "DropletAutoscale")).toEqual([
      "violation: no firewall of this stack covers this Droplet",
      "undecided: DropletAutoscale could not be read: it was refused (403)",
    ]);
    const edge = record("firewall:Firewall", "edge", { tags: ["web"] });
    expect(found(dropletBehindFirewall, [droplet, edge], "LoadBalancer")).toEqual([]);
  });

  it("leaves undecided what a rule looks up among its resources", () => {
    const balancer = record("loadBalancer:LoadBalancer", "edge", { dropletTag: "web" });
    expect(found(loadBalancerHasTargets, [balancer])).toEqual([
      "violation: this load balancer has no targets in this stack",
    ]);
    expect(found(loadBalancerHasTargets, [balancer], "Droplet")).toEqual([
      "undecided: this load balancer has no targets in this stack, as far as could be read: Droplet could not be read: it was refused (403)",
      "undecided: Droplet could not be read: it was refused (403)",
    ]);
  });

  it("never passes in silence: whichever rule is about it, or looks it up, is undecided once", () => {
    const volume = record("volume:Volume", "data", { region: "nyc3" });
    const droplets = defineRule({ id: "acme/all", title: "All is well.", kinds: ["Droplet"], check: () => [] });
    const once = ["undecided: Droplet could not be read: it was refused (403)"];
    expect(found(droplets, [volume], "Droplet", "Firewall")).toEqual(once);
    expect(found(vpcSameRegion, [droplet], "Vpc")).toEqual(["undecided: Vpc could not be read: it was refused (403)"]);
    const everything = defineRule({ id: "acme/all", title: "All is well.", kinds: "all", check: () => [] });
    expect(found(everything, [volume], "Droplet", "Firewall")).toEqual([
      "undecided: Droplet, Firewall could not be read: it was refused (403)",
    ]);
    const failing = defineRule({
      id: "acme/fails",
      title: "It fails.",
      kinds: ["Volume"],
      scope: "stack",
      check(stack) {
        stack.ofKind("Firewall");
        throw new TypeError();
      },
    });
    expect(found(failing, [volume], "Firewall")).toEqual([
      "violation: the rule acme/fails could not be run (TypeError)",
      "undecided: Firewall could not be read: it was refused (403)",
    ]);
  });
});
