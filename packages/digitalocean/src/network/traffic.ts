import { nearest, parseAddresses } from "@infrafabric/governor/internal";
import { distinctKeys } from "../component/distinct-keys";
import { everywhere, outboundServices } from "../parts/outbound-rules";
import type { NetworkDesign } from "./design";
import type { NetworkAllowArgs } from "./governed-network-args";

/** In `allow`, everybody outside. */
const internet = "internet";

/** One side of connections: the Droplets of a tier, or addresses. */
export type Peer = { readonly tier: string } | { readonly addresses: readonly string[] };

/** Part of an entry of `allow`. */
export type AllowPath = `allow[${number}].${keyof NetworkAllowArgs}`;

/** Connections that a firewall lets through, in one direction. */
export interface Flow {
  readonly protocol: string;
  /** Undefined for ICMP. */
  readonly portRange: string | undefined;
  readonly peer: Peer;
  /** The arguments that say so; undefined: the network's own. */
  readonly from: { readonly peer: AllowPath; readonly ports: AllowPath } | undefined;
}

/** What the Droplets of a tier take and send. */
export interface Traffic {
  readonly inbound: readonly Flow[];
  readonly outbound: readonly Flow[];
}

/** Reads what is allowed: for each tier, what goes in and out. */
export function trafficOf(design: NetworkDesign): ReadonlyMap<string, Traffic> {
  const { args, given, problem } = design;
  const tiers = tiersOf(design);
  const traffic = new Map(
    tiers.map((tier): [string, { inbound: Flow[]; outbound: Flow[] }] => [
      tier,
      { inbound: [], outbound: args.closedOutbound === true ? [] : toServices() },
    ]),
  );
  for (const [index, entry] of (args.allow ?? []).entries()) {
    const from = peerOf(design, tiers, `allow[${index}].from`, entry.from);
    const to = peerOf(design, tiers, `allow[${index}].to`, entry.to);
    const services = servicesOf(design, index, entry);
    if (from === undefined || to === undefined) continue;
    if (!("tier" in from) && !("tier" in to)) {
      problem(`allow[${index}]`, "names no tier, so no firewall is there to allow it", { hint: "name a tier" });
    }
    for (const { ports, ...service } of services) {
      const path = (end: "from" | "to") => ({ peer: `allow[${index}].${end}`, ports }) as const;
      if ("tier" in to) traffic.get(to.tier)?.inbound.push({ ...service, peer: from, from: path("from") });
      if ("tier" in from) traffic.get(from.tier)?.outbound.push({ ...service, peer: to, from: path("to") });
    }
  }
  for (const [tier, { inbound, outbound }] of traffic) {
    if (inbound.length > 0 || outbound.length > 0) continue;
    problem("closedOutbound", `leaves the tier "${tier}" no connection at all, which no firewall can express`, {
      hint: `name "${tier}" in allow, or leave out closedOutbound`,
    });
  }
  if (args.closedOutbound === true && !given("tiers")) {
    problem("closedOutbound", "is for tiers, but there are none", { hint: "set tiers, or remove closedOutbound" });
  }
  return traffic;
}

function toServices(): Flow[] {
  return outboundServices.map((service) => ({ ...service, peer: { addresses: everywhere }, from: undefined }));
}

function tiersOf({ args, problem }: NetworkDesign): readonly string[] {
  const tiers = distinctKeys("tiers", args.tiers ?? [], problem);
  const taken = args.tiers?.indexOf(internet) ?? -1;
  if (taken >= 0) {
    problem(`tiers[${taken}]`, `"${internet}" stands for everybody outside, and cannot be a tier`, {
      hint: "choose another name",
    });
  }
  return tiers;
}

function peerOf(
  { problem, faulty }: NetworkDesign,
  tiers: readonly string[],
  path: `allow[${number}].${"from" | "to"}`,
  text: string,
): Peer | undefined {
  if (text === internet) return { addresses: everywhere };
  if (parseAddresses(text) !== undefined) return { addresses: [text] };
  if (tiers.includes(text)) return { tier: text };
  if (!faulty("tiers")) {
    const near = nearest(text, [...tiers, internet]);
    problem(path, `is neither a tier, nor "${internet}", nor a network in CIDR notation, found "${text}"`, {
      ...(tiers.length === 0 ? {} : { allowed: tiers.join(", ") }),
      hint: near === undefined ? "add the tier to tiers" : `did you mean "${near}"?`,
    });
  }
  return undefined;
}

interface Service extends Pick<Flow, "protocol" | "portRange"> {
  readonly ports: AllowPath;
}

function servicesOf(
  { problem }: NetworkDesign,
  index: number,
  { protocol = "tcp", ports = [], portRanges = [] }: NetworkAllowArgs,
): readonly Service[] {
  const at = <P extends "ports" | "portRanges" | "protocol">(part: P) => `allow[${index}].${part}` as const;
  const listed = [
    ...ports.map((port): Service => ({ protocol, portRange: String(port), ports: at("ports") })),
    ...portRanges.map((range): Service => ({ protocol, portRange: range, ports: at("portRanges") })),
  ];
  if (protocol !== "icmp") {
    if (listed.length === 0) problem(at("ports"), "is missing", { hint: "set ports, portRanges, or both" });
    return listed;
  }
  for (const part of new Set(listed.map((service) => service.ports))) {
    problem(part, "is for tcp and udp: ICMP has no ports", { hint: "remove it" });
  }
  return [{ protocol, portRange: undefined, ports: at("protocol") }];
}
