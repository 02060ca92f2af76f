import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { selectorTag } from "../parts/selector-tag";
import type { NetworkDesign } from "./design";
import { type AllowPath, type Flow, trafficOf } from "./traffic";

/** A tier: what selects its Droplets, and what they take and send. */
export interface Tier {
  readonly tag: Planned<digitalocean.Tag>;
  readonly firewall: Planned<digitalocean.Firewall>;
}

/** Plans a tag and a firewall for each tier, by name. */
export function planTiers(design: NetworkDesign): ReadonlyMap<string, Tier> {
  const { name, plan } = design;
  const traffic = [...trafficOf(design)];
  // A firewall names tags of other tiers, so all tags come first.
  const tags = new Map(
    traffic.map(([tier]) => {
      const selector = selectorTag(plan.urn, tier);
      const tag = plan.child(digitalocean.Tag, { name: `${name}-tag-${tier}`, inputs: { name: selector } });
      return [tier, { tag, name: tag.output((resource) => resource.name, selector) }];
    }),
  );
  const named = (tiers: Iterable<string>) => [...tiers].flatMap((tier) => tags.get(tier)?.name ?? []);
  return new Map(
    traffic.flatMap(([tier, { inbound, outbound }]): [string, Tier][] => {
      const own = tags.get(tier);
      if (own === undefined) return [];
      const [taken, sent] = [rulesOf(inbound), rulesOf(outbound)];
      const firewall = plan.child(digitalocean.Firewall, {
        name: `${name}-firewall-${tier}`,
        inputs: {
          tags: [own.name],
          inboundRules: taken.map(({ service, addresses, tiers }) => ({
            ...service,
            ...(addresses.size === 0 ? {} : { sourceAddresses: [...addresses.keys()] }),
            ...(tiers.size === 0 ? {} : { sourceTags: named(tiers) }),
          })),
          outboundRules: sent.map(({ service, addresses, tiers }) => ({
            ...service,
            ...(addresses.size === 0 ? {} : { destinationAddresses: [...addresses.keys()] }),
            ...(tiers.size === 0 ? {} : { destinationTags: named(tiers) }),
          })),
        },
        from: {
          inputs: {
            inboundRules: "allow",
            outboundRules: "closedOutbound",
            ...argumentsBehind("inboundRules", "sourceAddresses", taken),
            ...argumentsBehind("outboundRules", "destinationAddresses", sent),
          },
        },
      });
      return [[tier, { tag: own.tag, firewall }]];
    }),
  );
}

/** All that goes over one protocol and port. */
interface Rule {
  readonly service: { readonly protocol: string; readonly portRange?: string };
  /** The argument that names the ports; undefined: none does. */
  readonly ports: AllowPath | undefined;
  /** Each with the argument that names it. */
  readonly addresses: Map<string, AllowPath | undefined>;
  readonly tiers: Set<string>;
}

/** DigitalOcean counts rules, so those that differ only in their peers are one. */
function rulesOf(flows: readonly Flow[]): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const { protocol, portRange, peer, from } of flows) {
    const key = `${protocol} ${portRange}`;
    const service = { protocol, ...(portRange === undefined ? {} : { portRange }) };
    const rule = rules.get(key) ?? { service, ports: from?.ports, addresses: new Map(), tiers: new Set() };
    rules.set(key, rule);
    if ("tier" in peer) rule.tiers.add(peer.tier);
    else {
      for (const address of peer.addresses) {
        if (!rule.addresses.has(address)) rule.addresses.set(address, from?.peer);
      }
    }
  }
  return [...rules.values()];
}

/** The arguments that the rules of a direction come from, by input path. */
function argumentsBehind(
  list: string,
  addressInput: string,
  rules: readonly Rule[],
): Readonly<Record<string, AllowPath>> {
  const byPath: Record<string, AllowPath> = {};
  const note = (path: string, argument: AllowPath | undefined) => {
    if (argument !== undefined) byPath[path] = argument;
  };
  for (const [index, { ports, addresses }] of rules.entries()) {
    const path = `${list}[${index}]`;
    const named = [...addresses.values()];
    note(path, ports);
    note(
      `${path}.${addressInput}`,
      named.find((one) => one !== undefined),
    );
    for (const [place, argument] of named.entries()) note(`${path}.${addressInput}[${place}]`, argument);
  }
  return byPath;
}
