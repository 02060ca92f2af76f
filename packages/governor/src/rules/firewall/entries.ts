import { type AddressRange, parseAddresses, union } from "../../network/cidr";
import { allPorts, type PortRange, parsePorts } from "../../network/ports";
import { publicAddresses } from "../../network/public-addresses";
import type { Property } from "../../view/property";
import { type Doubt, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { Direction } from "./direction";
import { onlyFromVpcs } from "./vpc-sources";

/** What a firewall's rules are about. */
export type Protocol = "tcp" | "udp" | "icmp";

const protocols: readonly Protocol[] = ["tcp", "udp", "icmp"];

/** ICMP has no ports; DigitalOcean's API writes `0` for them. */
const noPorts: PortRange = { first: 0, last: 0 };

/** Every address, as the worst that a source may turn out to be. */
export const everyAddress = ["0.0.0.0/0", "::/0"].flatMap((text) => parseAddresses(text) ?? []);

/** One entry that opens ports to some of the internet, or some of it to the Droplets. */
export interface Opening {
  /** Its addresses: the sources of an inbound rule, the destinations of an outbound one. */
  readonly sources: Property;
  readonly protocol: Protocol;
  readonly ports: PortRange;
  /** They neither overlap nor touch. */
  readonly ranges: readonly AddressRange[];
}

/** What an entry with `action: "deny"` takes away from every other. */
export interface Denial {
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly ranges: readonly AddressRange[];
}

/** Something that is hidden or cannot be read, and the ports that it may open to the internet. */
export interface Unclear {
  readonly property: Property;
  /** The entry's sources, where the entry has some. */
  readonly sources: Property;
  readonly protocol: Protocol | undefined;
  readonly ports: PortRange;
  readonly doubt: Doubt;
}

/** What the entries of a firewall say, before denials are taken away from what they open. */
export interface Entries {
  readonly openings: Opening[];
  /** Openings that count only if their action turns out to be `allow`. */
  readonly perhapsOpenings: { readonly opening: Opening; readonly action: Property }[];
  readonly denials: Denial[];
  /** The most that entries may deny which cannot be seen as a whole. */
  readonly perhapsDenials: { readonly denial: Denial; readonly property: Property }[];
  readonly unclear: Unclear[];
}

/** Reads every rule of a firewall in one direction. */
export function entriesOf(firewall: ResourceView, direction: Direction): Entries {
  const list = firewall.read(direction.rules);
  const entries: Entries = { openings: [], perhapsOpenings: [], denials: [], perhapsDenials: [], unclear: [] };
  const vpcOnly = onlyFromVpcs(firewall, direction);
  if (list.present && !list.isList) entries.unclear.push(unseenEntry(list));
  for (const element of list.elements()) {
    if (element.isObject) readEntry(element, element.get(direction.addresses), entries, vpcOnly);
    else entries.unclear.push(unseenEntry(element));
  }
  return entries;
}

function unseenEntry(property: Property): Unclear {
  return { property, sources: property, protocol: undefined, ports: allPorts, doubt: doubtOf(property) };
}

function readEntry(entry: Property, sources: Property, entries: Entries, vpcOnly: boolean): void {
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
    entries.unclear.push({
      property,
      sources,
      protocol,
      ports: ports ?? allPorts,
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
