import { type AddressRange, parseAddresses } from "../../network/cidr";
import { allPorts, type PortRange, parsePorts } from "../../network/ports";
import { isPublic, publicAddresses } from "../../network/public-addresses";
import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";

/** What a firewall's inbound rules are about. */
export type Protocol = "tcp" | "udp" | "icmp";

/** ICMP has no ports; DigitalOcean's API writes `0` for them. */
export const noPorts: PortRange = { first: 0, last: 0 };

/** Ports that the internet can reach by one entry of `inboundRules`. */
export interface Exposure {
  readonly sources: Property;
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  /** False: only together with the sources of other entries do its sources add up to the internet. */
  readonly alone: boolean;
}

/** Something that cannot be read, and the ports that it may open to the internet. */
export interface Doubt {
  readonly property: Property;
  /** The entry's sources, where the entry has some. */
  readonly sources: Property;
  readonly protocol: Protocol | undefined;
  readonly ports: PortRange;
  readonly reason: string;
}

/** What the internet can reach through a firewall. */
export interface FirewallExposure {
  readonly exposures: readonly Exposure[];
  readonly doubts: readonly Doubt[];
}

/** One entry of `inboundRules`, as far as it is known. */
interface Opening {
  readonly sources: Property;
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly ranges: readonly AddressRange[];
  readonly alone: boolean;
}

/**
 * Reads every inbound rule of a firewall. Sources add up over all rules that open the same port, so that a network
 * that is split over rules counts as what it is.
 */
export function exposureOf(firewall: ResourceView): FirewallExposure {
  const inbound = firewall.read("inboundRules");
  const openings: Opening[] = [];
  const doubts: Doubt[] = [];
  if (inbound.opaque) doubts.push(unseenEntry(inbound));
  for (const entry of inbound.elements()) {
    if (entry.opaque) doubts.push(unseenEntry(entry));
    else readEntry(entry, openings, doubts);
  }
  return { exposures: openings.flatMap((opening) => exposed(opening, openings)), doubts };
}

function unseenEntry(property: Property): Doubt {
  const reason = "the rule is not known before up";
  return { property, sources: property, protocol: undefined, ports: allPorts, reason };
}

function readEntry(entry: Property, openings: Opening[], doubts: Doubt[]): void {
  const sources = entry.get("sourceAddresses");
  if (!sources.present) return;
  const protocol = protocolOf(entry);
  const range = entry.get("portRange");
  const ports = protocol === "icmp" ? noPorts : portsOf(range);

  const doubt = (property: Property, reason: string) =>
    doubts.push({ property, sources, protocol, ports: ports ?? allPorts, reason });
  const ranges: AddressRange[] = [];
  let open = sources.opaque;
  if (sources.opaque) doubt(sources, "the sources are not known before up");
  for (const source of sources.elements()) {
    const addresses = parseAddresses(source.text() ?? "");
    if (addresses !== undefined) ranges.push(addresses);
    else {
      open = true;
      doubt(source, source.opaque ? "the source is not known before up" : "the source is no address or CIDR block");
    }
  }

  if (protocol !== undefined && ports !== undefined) {
    openings.push({ sources, protocol, ports, ranges, alone: isPublic(ranges) });
  } else if (!open && (publicAddresses(ranges, 4) > 0n || publicAddresses(ranges, 6) > 0n)) {
    const property = protocol === undefined ? entry.get("protocol") : range;
    doubt(
      property,
      property.opaque ? `${wordOf(property)} is not known before up` : `${wordOf(property)} cannot be read`,
    );
  }
}

function protocolOf(entry: Property): Protocol | undefined {
  const text = entry.get("protocol").text()?.toLowerCase();
  return text === "tcp" || text === "udp" || text === "icmp" ? text : undefined;
}

/** A rule for tcp or udp without `portRange` is refused by the provider; until then it counts as open to all. */
function portsOf(range: Property): PortRange | undefined {
  return range.present ? parsePorts(range.text() ?? String(range.number() ?? "")) : allPorts;
}

function wordOf(property: Property): string {
  return property.path.endsWith("protocol") ? "the protocol" : "the port range";
}

/** The ports of an opening that the internet can reach, by its own sources or together with those of others. */
function exposed(opening: Opening, all: readonly Opening[]): readonly Exposure[] {
  const { sources, protocol, alone } = opening;
  if (alone) return [{ sources, protocol, ports: [opening.ports], alone }];
  if (publicAddresses(opening.ranges, 4) === 0n && publicAddresses(opening.ranges, 6) === 0n) return [];
  const others = all.filter((other) => other !== opening && other.protocol === protocol && !other.alone);
  const ports = segments(opening.ports, others).filter((segment) => {
    const sharing = others.filter(({ ports }) => ports.first <= segment.first && segment.last <= ports.last);
    return sharing.length > 0 && isPublic([opening, ...sharing].flatMap(({ ranges }) => ranges));
  });
  return ports.length === 0 ? [] : [{ sources, protocol, ports: joined(ports), alone }];
}

/** Cuts a range wherever another one begins or ends, so that each piece is covered by the same openings throughout. */
function segments(range: PortRange, others: readonly Opening[]): readonly PortRange[] {
  const starts = new Set([range.first]);
  for (const { ports } of others) {
    for (const start of [ports.first, ports.last + 1]) {
      if (range.first < start && start <= range.last) starts.add(start);
    }
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((first, index) => ({ first, last: (sorted[index + 1] ?? range.last + 1) - 1 }));
}

function joined(ranges: readonly PortRange[]): readonly PortRange[] {
  const result: PortRange[] = [];
  for (const range of ranges) {
    const previous = result.at(-1);
    if (previous !== undefined && previous.last + 1 === range.first) {
      result[result.length - 1] = { first: previous.first, last: range.last };
    } else {
      result.push(range);
    }
  }
  return result;
}
