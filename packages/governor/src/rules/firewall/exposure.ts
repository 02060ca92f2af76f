import { type AddressRange, parseAddresses, union } from "../../network/cidr";
import { allPorts, type PortRange, parsePorts } from "../../network/ports";
import { type AddressLimit, isPublic, publicAddresses } from "../../network/public-addresses";
import type { Property } from "../../view/property";
import { isScalar, reasonOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";

/** What a firewall's inbound rules are about. */
export type Protocol = "tcp" | "udp" | "icmp";

/** ICMP has no ports; DigitalOcean's API writes `0` for them. */
const noPorts: PortRange = { first: 0, last: 0 };

/** Ports that the internet can reach by one entry of `inboundRules`. */
interface Exposure {
  readonly sources: Property;
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  /** False: only together with the sources of other entries do its sources add up to the internet. */
  readonly alone: boolean;
}

/** Something that cannot be read, and the ports that it may open to the internet. */
interface Doubt {
  readonly property: Property;
  /** The entry's sources, where the entry has some. */
  readonly sources: Property;
  readonly protocol: Protocol | undefined;
  readonly ports: PortRange;
  readonly reason: string;
}

/** What the internet can reach through a firewall. */
interface FirewallExposure {
  readonly exposures: readonly Exposure[];
  readonly doubts: readonly Doubt[];
  /** True where a protocol or port range is a secret, so that no message may say which ports are open. */
  readonly secret: boolean;
}

/** One entry of `inboundRules` that lets in some of the internet. */
interface Opening {
  readonly sources: Property;
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly ranges: readonly AddressRange[];
}

/**
 * Reads every inbound rule of a firewall. Sources add up over all rules that open the same port, so that a network
 * that is split over rules counts as what it is; public is what has more addresses than the limit.
 */
export function exposureOf(firewall: ResourceView, limit: AddressLimit): FirewallExposure {
  const inbound = firewall.read("inboundRules");
  const entries = inbound.elements();
  const openings: Opening[] = [];
  const doubts: Doubt[] = [];
  if (inbound.present && !inbound.isList) doubts.push(unseenEntry(inbound));
  for (const entry of entries) {
    if (entry.opaque || isScalar(entry) || entry.elements().length > 0) doubts.push(unseenEntry(entry));
    else readEntry(entry, openings, doubts);
  }
  const secret = entries.some((entry) =>
    ["protocol", "portRange"].some((input) => firewall.isSecret(entry.get(input).path)),
  );
  return { exposures: exposed(openings, limit), doubts, secret };
}

function unseenEntry(property: Property): Doubt {
  return { property, sources: property, protocol: undefined, ports: allPorts, reason: reasonOf(property) };
}

function readEntry(entry: Property, openings: Opening[], doubts: Doubt[]): void {
  const sources = entry.get("sourceAddresses");
  if (!sources.present) return;
  const protocol = protocolOf(entry);
  const range = entry.get("portRange");
  const ports = protocol === "icmp" ? noPorts : portsOf(range);

  const doubt = (property: Property, reason = reasonOf(property)) =>
    doubts.push({ property, sources, protocol, ports: ports ?? allPorts, reason });
  const ranges: AddressRange[] = [];
  let open = sources.present && !sources.isList;
  if (open) doubt(sources);
  for (const source of sources.elements()) {
    const addresses = parseAddresses(source.text() ?? "");
    if (addresses !== undefined) ranges.push(addresses);
    else {
      open = true;
      doubt(source, source.opaque ? reasonOf(source) : `${source.path} is no address or CIDR block`);
    }
  }

  const reachable = publicAddresses(ranges, 4) > 0n || publicAddresses(ranges, 6) > 0n;
  if (protocol !== undefined && ports !== undefined) {
    if (reachable) openings.push({ sources, protocol, ports, ranges: union(ranges) });
  } else if (!open && reachable) {
    doubt(protocol === undefined ? entry.get("protocol") : range);
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

/** The ports that the internet can reach, by the sources of one opening or by those of several together. */
function exposed(openings: readonly Opening[], limit: AddressLimit): readonly Exposure[] {
  const alone = new Set(openings.filter(({ ranges }) => isPublic(ranges, limit)));
  const others = openings.filter((opening) => !alone.has(opening));
  const together = new Map<Opening, PortRange[]>();
  for (const protocol of new Set(others.map((opening) => opening.protocol))) {
    addUp(
      others.filter((opening) => opening.protocol === protocol),
      limit,
      together,
    );
  }
  return openings.flatMap((opening) => {
    const { sources, protocol } = opening;
    const ports = alone.has(opening) ? [opening.ports] : together.get(opening);
    return ports === undefined ? [] : [{ sources, protocol, ports, alone: alone.has(opening) }];
  });
}

/** Goes over the ports once, from where an opening begins or ends to the next such place, with one sum for each run. */
function addUp(openings: readonly Opening[], limit: AddressLimit, together: Map<Opening, PortRange[]>): void {
  const sum = (some: readonly Opening[]) => some.flatMap(({ ranges }) => ranges);
  if (!isPublic(sum(openings), limit)) return;
  const starts = [...new Set(openings.flatMap(({ ports }) => [ports.first, ports.last + 1]))].sort((a, b) => a - b);
  for (const [index, first] of starts.entries()) {
    const sharing = openings.filter(({ ports }) => ports.first <= first && first <= ports.last);
    if (sharing.length < 2 || !isPublic(sum(sharing), limit)) continue;
    const last = (starts[index + 1] ?? first + 1) - 1;
    for (const opening of sharing) append(together, opening, { first, last });
  }
}

/** Adds a run of ports to those of an opening, joined to the one before where they touch. */
function append(together: Map<Opening, PortRange[]>, opening: Opening, range: PortRange): void {
  const ports = together.get(opening) ?? [];
  const previous = ports.at(-1);
  if (previous !== undefined && previous.last + 1 === range.first) {
    ports[ports.length - 1] = { first: previous.first, last: range.last };
  } else {
    ports.push(range);
  }
  together.set(opening, ports);
}
