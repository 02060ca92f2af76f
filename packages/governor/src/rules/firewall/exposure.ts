import { type AddressRange, parseAddresses, subtract, union } from "../../network/cidr";
import { allPorts, type PortRange, parsePorts } from "../../network/ports";
import { type AddressLimit, isPublic, publicAddresses } from "../../network/public-addresses";
import type { Property } from "../../view/property";
import { type Doubt, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import { onlyFromVpcs } from "./vpc-sources";

/** What a firewall's inbound rules are about. */
export type Protocol = "tcp" | "udp" | "icmp";

const protocols: readonly Protocol[] = ["tcp", "udp", "icmp"];

/** ICMP has no ports; DigitalOcean's API writes `0` for them. */
const noPorts: PortRange = { first: 0, last: 0 };

/** Every address, as the worst that a source may turn out to be. */
const everyAddress = ["0.0.0.0/0", "::/0"].flatMap((text) => parseAddresses(text) ?? []);

/** Ports that the internet can reach by one entry of `inboundRules`. */
interface Exposure {
  readonly sources: Property;
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  /** False: only together with the sources of other entries do its sources add up to the internet. */
  readonly alone: boolean;
}

/** Something that is hidden or cannot be read, and the ports that it may open to the internet. */
interface Uncertainty {
  readonly property: Property;
  /** The entry's sources, where the entry has some. */
  readonly sources: Property;
  readonly protocol: Protocol | undefined;
  readonly ports: readonly PortRange[];
  readonly doubt: Doubt;
}

/** What the internet can reach through a firewall. */
interface FirewallExposure {
  readonly exposures: readonly Exposure[];
  readonly uncertainties: readonly Uncertainty[];
  /** True where a protocol or port range is a secret, so that no message may say which ports are open. */
  readonly secret: boolean;
}

/** One entry of `inboundRules` that lets in some of the internet, or what denials leave of it. */
interface Opening {
  readonly sources: Property;
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly ranges: readonly AddressRange[];
}

/** What an entry with `action: "deny"` takes away from every other. */
interface Denial {
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly ranges: readonly AddressRange[];
}

/** What the entries of a firewall say, before denials are taken away from what they open. */
interface Entries {
  readonly openings: Opening[];
  /** Openings that count only if their action turns out to be `allow`. */
  readonly perhapsOpenings: { readonly opening: Opening; readonly action: Property }[];
  readonly denials: Denial[];
  /** The most that entries may deny which cannot be seen as a whole. */
  readonly perhapsDenials: { readonly denial: Denial; readonly property: Property }[];
  readonly uncertainties: Uncertainty[];
}

/**
 * Reads every inbound rule of a firewall. Sources add up over all rules that open the same port, so that a network
 * that is split over rules counts as what it is; public is what has more addresses than the limit. A denial outranks
 * every rule that allows, and takes away just its protocol, ports and sources.
 */
export function exposureOf(firewall: ResourceView, limit: AddressLimit): FirewallExposure {
  const inbound = firewall.read("inboundRules");
  const elements = inbound.elements();
  const entries: Entries = { openings: [], perhapsOpenings: [], denials: [], perhapsDenials: [], uncertainties: [] };
  const vpcOnly = onlyFromVpcs(firewall);
  if (inbound.present && !inbound.isList) entries.uncertainties.push(unseenEntry(inbound));
  for (const element of elements) {
    if (element.isObject) readEntry(element, entries, vpcOnly);
    else if (element.present) entries.uncertainties.push(unseenEntry(element));
  }
  const secret = elements.some((element) =>
    ["action", "protocol", "portRange"].some((input) => firewall.isSecret(element.get(input).path)),
  );
  return { ...judge(entries, limit), secret };
}

/** What is certain is a violation; what an unknown action or denial may add or take away is not. */
function judge(entries: Entries, limit: AddressLimit): Omit<FirewallExposure, "secret"> {
  const { openings, perhapsOpenings, denials, perhapsDenials, uncertainties } = entries;
  const allDenials = [...denials, ...perhapsDenials.map(({ denial }) => denial)];
  const exposures = exposed(without(openings, allDenials), limit);
  const most =
    perhapsOpenings.length === 0 && perhapsDenials.length === 0
      ? exposures
      : exposed(without([...openings, ...perhapsOpenings.map(({ opening }) => opening)], denials), limit);
  const certain = new Set(exposures.map(({ sources }) => sources));
  const doubtful = most.flatMap(({ sources, protocol, ports }): Uncertainty[] => {
    if (certain.has(sources)) return [];
    const cause =
      perhapsOpenings.find(({ opening }) => opening.sources === sources)?.action ??
      perhapsOpenings[0]?.action ??
      perhapsDenials.find(({ denial }) => denial.protocol === protocol)?.property;
    return cause === undefined ? [] : [{ property: cause, sources, protocol, ports, doubt: doubtOf(cause) }];
  });
  const left = uncertainties.flatMap((one): Uncertainty[] => {
    const ports = one.protocol === undefined ? one.ports : stillPublic(one, one.protocol, denials, limit);
    return ports.length === 0 ? [] : [{ ...one, ports }];
  });
  return { exposures, uncertainties: [...left, ...doubtful] };
}

/** The ports that an entry could open to the internet, whatever its sources, once the denials are taken away. */
function stillPublic(
  { sources, ports }: Uncertainty,
  protocol: Protocol,
  denials: readonly Denial[],
  limit: AddressLimit,
): readonly PortRange[] {
  const worst = ports.map((range): Opening => ({ sources, protocol, ports: range, ranges: everyAddress }));
  return joined(
    without(worst, denials)
      .filter(({ ranges }) => isPublic(ranges, limit))
      .map((piece) => piece.ports),
  );
}

function unseenEntry(property: Property): Uncertainty {
  return { property, sources: property, protocol: undefined, ports: [allPorts], doubt: doubtOf(property) };
}

function readEntry(entry: Property, entries: Entries, vpcOnly: boolean): void {
  const sources = entry.get("sourceAddresses");
  if (!sources.present) return;
  const action = entry.get("action");
  if (action.text() === "deny") readDenial(entry, sources, entries, vpcOnly);
  else readOpening(entry, sources, action, entries, vpcOnly);
}

function readOpening(entry: Property, sources: Property, action: Property, entries: Entries, vpcOnly: boolean): void {
  const protocol = protocolOf(entry);
  const range = entry.get("portRange");
  const ports = protocol === "icmp" ? noPorts : portsOf(range);
  const doubt = (property: Property, reason?: string) =>
    entries.uncertainties.push({
      property,
      sources,
      protocol,
      ports: [ports ?? allPorts],
      doubt: doubtOf(property, reason),
    });
  const { ranges, unread } = addressesIn(sources, vpcOnly);
  for (const one of unread)
    doubt(one, one === sources ? undefined : `${one.path} is not a valid address or CIDR block`);

  const reachable = publicAddresses(ranges, 4) > 0n || publicAddresses(ranges, 6) > 0n;
  if (!reachable) return;
  const isAllow = !action.present || action.text() === "allow";
  if (!isAllow && !action.opaque) doubt(action, `${action.path} is neither allow nor deny`);
  else if (protocol !== undefined && ports !== undefined) {
    const opening = { sources, protocol, ports, ranges: union(ranges) };
    if (isAllow) entries.openings.push(opening);
    else entries.perhapsOpenings.push({ opening, action });
    // An action that cannot be seen may as well deny what others allow.
    if (!isAllow) entries.perhapsDenials.push({ denial: opening, property: action });
  } else if (unread.length === 0) {
    if (protocol === undefined) doubt(entry.get("protocol"), `${entry.get("protocol").path} is not tcp, udp or icmp`);
    else doubt(range, `${range.path} is not a valid port or range of ports`);
  }
}

/** What cannot be read denies nothing; what cannot be seen may deny all that it could name. */
function readDenial(entry: Property, sources: Property, entries: Entries, vpcOnly: boolean): void {
  const [protocol, range] = [entry.get("protocol"), entry.get("portRange")];
  const { ranges, unread } = addressesIn(sources, vpcOnly);
  const hidden = unread.find((one) => one.opaque);
  for (const one of protocol.opaque ? protocols : [protocolOf(entry)]) {
    const ports = one === "icmp" ? noPorts : range.opaque ? allPorts : portsOf(range);
    if (one === undefined || ports === undefined) continue;
    const property = [protocol, ...(one === "icmp" ? [] : [range])].find((input) => input.opaque);
    if (property === undefined) entries.denials.push({ protocol: one, ports, ranges });
    if (property !== undefined || hidden !== undefined) {
      const most = hidden === undefined ? ranges : everyAddress;
      entries.perhapsDenials.push({
        denial: { protocol: one, ports, ranges: most },
        property: property ?? hidden ?? range,
      });
    }
  }
}

/** The addresses of an entry, and what of them cannot be read. A VPC's own range is private, known or not. */
function addressesIn(
  sources: Property,
  vpcOnly: boolean,
): { readonly ranges: readonly AddressRange[]; readonly unread: readonly Property[] } {
  const ranges: AddressRange[] = [];
  const unread: Property[] = sources.isList || (vpcOnly && sources.state === "unknown") ? [] : [sources];
  for (const source of sources.elements()) {
    const addresses = parseAddresses(source.text() ?? "");
    if (addresses !== undefined) ranges.push(addresses);
    else if (!(vpcOnly && source.state === "unknown")) unread.push(source);
  }
  return { ranges, unread };
}

/** The provider takes no other spelling. */
function protocolOf(entry: Property): Protocol | undefined {
  const text = entry.get("protocol").text();
  return protocols.find((protocol) => protocol === text);
}

/** A rule for tcp or udp without `portRange` is refused by the provider; until then it counts as open to all. */
function portsOf(range: Property): PortRange | undefined {
  return range.present ? parsePorts(range.text() ?? "") : allPorts;
}

/** What is left of openings: one piece for each run of ports from which the same denials take the same away. */
function without(openings: readonly Opening[], denials: readonly Denial[]): readonly Opening[] {
  if (denials.length === 0) return openings;
  return openings.flatMap((opening) => {
    const { first, last } = opening.ports;
    const against = denials.filter(
      ({ protocol, ports }) => protocol === opening.protocol && ports.first <= last && first <= ports.last,
    );
    if (against.length === 0) return [opening];
    const starts = new Set([first, ...against.flatMap(({ ports }) => [ports.first, ports.last + 1])]);
    const inside = [...starts].filter((start) => first <= start && start <= last).sort((a, b) => a - b);
    return inside.flatMap((start, index): Opening[] => {
      const taken = against.filter(({ ports }) => ports.first <= start && start <= ports.last);
      const ranges = subtract(
        opening.ranges,
        taken.flatMap((denial) => denial.ranges),
      );
      const ports = { first: start, last: (inside[index + 1] ?? last + 1) - 1 };
      return ranges.length === 0 ? [] : [{ ...opening, ports, ranges }];
    });
  });
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
  const byEntry = new Map<Property, Exposure>();
  for (const opening of openings) {
    const { sources, protocol } = opening;
    const ports = alone.has(opening) ? [opening.ports] : together.get(opening);
    if (ports === undefined) continue;
    const before = byEntry.get(sources);
    byEntry.set(sources, {
      sources,
      protocol,
      ports: joined([...(before?.ports ?? []), ...ports]),
      alone: alone.has(opening) && before?.alone !== false,
    });
  }
  return [...byEntry.values()];
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

/** Adds a run of ports to those of an opening. */
function append(together: Map<Opening, PortRange[]>, opening: Opening, range: PortRange): void {
  const ports = together.get(opening) ?? [];
  push(ports, range);
  together.set(opening, ports);
}

/** Runs of ports in order, each joined to the one before where they touch. */
function joined(ranges: readonly PortRange[]): readonly PortRange[] {
  const ports: PortRange[] = [];
  for (const range of ranges) push(ports, range);
  return ports;
}

function push(ports: PortRange[], range: PortRange): void {
  const previous = ports.at(-1);
  if (previous !== undefined && previous.last + 1 === range.first) {
    ports[ports.length - 1] = { first: previous.first, last: range.last };
  } else {
    ports.push(range);
  }
}
