import type { AddressRange } from "../../network/cidr";
import type { PortRange } from "../../network/ports";
import type { AddressLimit } from "../../network/public-addresses";
import { DeniedAddresses, type Runs } from "./denied-addresses";
import type { Denial, Opening } from "./entries";

/** The ports of one opening that the internet can reach. */
export interface PublicPorts {
  /** In order; none touches the next. */
  readonly ports: readonly PortRange[];
  /** False: only together with the sources of other openings do its sources add up to the internet. */
  readonly alone: boolean;
}

/** Openings from the same addresses: at any port, one is as public as the other. */
interface Source {
  readonly runs: Runs;
  /** How many of its openings include the port where the sweep is. */
  open: number;
  left: "public" | "some" | "none";
  /** The version of the denials that `left` is about. */
  version: number;
  readonly stretches: Stretch[];
}

/** Ports at which the internet comes in from a source. */
interface Stretch extends PortRange {
  readonly alone: boolean;
}

/** What happens at a port. */
interface Edge {
  readonly port: number;
  readonly by: 1 | -1;
  /** The source that opens or closes; undefined for a denial. */
  readonly source: Source | undefined;
  readonly denied: Runs;
}

/**
 * The ports that the internet can reach, by the sources of one opening or by those of several together, where no denial
 * takes them away. It goes over the ports once, from where something begins or ends to the next such place.
 */
export function publicPorts<O extends Opening>(
  openings: readonly O[],
  denials: readonly Denial[],
  limit: AddressLimit,
): ReadonlyMap<O, PublicPorts> {
  const found = new Map<O, PublicPorts>();
  const sourceOf = new Map<O, Source>();
  for (const protocol of new Set(openings.map((opening) => opening.protocol))) {
    const ofProtocol = openings.filter((opening) => opening.protocol === protocol);
    const against = denials.filter((denial) => denial.protocol === protocol);
    for (const [opening, source] of sweep(ofProtocol, against, limit)) sourceOf.set(opening, source);
  }
  for (const opening of openings) {
    const open = within(opening.ports, sourceOf.get(opening)?.stretches ?? []);
    if (open.ports.length > 0) found.set(opening, open);
  }
  return found;
}

function sweep<O extends Opening>(
  openings: readonly O[],
  denials: readonly Denial[],
  limit: AddressLimit,
): ReadonlyMap<O, Source> {
  const addresses = new DeniedAddresses([...openings, ...denials].flatMap(({ ranges }) => ranges));
  const sources = new Map<string, Source>();
  const sourceOf = new Map<O, Source>();
  const edges: Edge[] = [];
  for (const opening of openings) {
    const key = keyOf(opening.ranges);
    const source: Source = sources.get(key) ?? {
      runs: addresses.runsOf(opening.ranges),
      open: 0,
      left: "none",
      version: -1,
      stretches: [],
    };
    sources.set(key, source);
    sourceOf.set(opening, source);
    edges.push(...edgesOf(opening.ports, source, []));
  }
  for (const { ports, ranges } of denials) edges.push(...edgesOf(ports, undefined, addresses.runsOf(ranges)));
  edges.sort((a, b) => a.port - b.port);

  const open = new Set<Source>();
  for (const [index, { port, by, source, denied }] of edges.entries()) {
    if (source === undefined) addresses.deny(denied, by);
    else {
      source.open += by;
      if (source.open > 0) open.add(source);
      else open.delete(source);
    }
    const next = edges[index + 1]?.port ?? port;
    if (next > port) judge(open, addresses, limit, { first: port, last: next - 1 });
  }
  return sourceOf;
}

function edgesOf(ports: PortRange, source: Source | undefined, denied: Runs): readonly Edge[] {
  return [
    { port: ports.first, by: 1, source, denied },
    { port: ports.last + 1, by: -1, source, denied },
  ];
}

/** Notes which of the open sources are public over a run of ports. A source that is so alone blames no other. */
function judge(open: Iterable<Source>, addresses: DeniedAddresses, limit: AddressLimit, ports: PortRange): void {
  // One object for all sources, which may be thousands for each of thousands of runs of ports.
  const alone: Stretch = { ...ports, alone: true };
  const others: Source[] = [];
  for (const source of open) {
    if (source.version !== addresses.version) {
      source.left = addresses.left(source.runs, limit);
      source.version = addresses.version;
    }
    if (source.left === "public") note(source, alone);
    else if (source.left === "some") others.push(source);
  }
  if (others.length < 2) return;
  const together = addresses.union(others.map(({ runs }) => runs));
  if (addresses.left(together, limit) !== "public") return;
  const shared: Stretch = { ...ports, alone: false };
  for (const source of others) note(source, shared);
}

function note({ stretches }: Source, stretch: Stretch): void {
  const previous = stretches.at(-1);
  if (previous !== undefined && previous.alone === stretch.alone && previous.last + 1 === stretch.first) {
    stretches[stretches.length - 1] = { ...stretch, first: previous.first };
  } else {
    stretches.push(stretch);
  }
}

/** The part of a source's stretches that is open by one opening. */
function within({ first, last }: PortRange, stretches: readonly Stretch[]): PublicPorts {
  const ports: PortRange[] = [];
  let alone = true;
  for (let index = firstEndingAt(stretches, first); index < stretches.length; index++) {
    const one = stretches[index];
    if (one === undefined || one.first > last) break;
    alone &&= one.alone;
    const end = Math.min(one.last, last);
    const previous = ports.at(-1);
    if (previous !== undefined && previous.last + 1 === one.first) {
      ports[ports.length - 1] = { first: previous.first, last: end };
    } else if (one.first >= first && one.last <= last) {
      ports.push(one);
    } else {
      ports.push({ first: Math.max(one.first, first), last: end });
    }
  }
  return { ports, alone };
}

/** Where the first of some ordered ports stands that does not end before a port. */
function firstEndingAt(ordered: readonly PortRange[], port: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.last ?? port) < port) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keyOf(ranges: readonly AddressRange[]): string {
  return ranges.map(({ family, first, last }) => `${family} ${first.toString(36)} ${last.toString(36)}`).join("\n");
}
