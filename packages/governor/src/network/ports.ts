/** A run of ports, both ends included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Every port. */
export const allPorts: PortRange = { first: 1, last: 65535 };

const rangePattern = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/;

/**
 * The ports that a firewall's `portRange` opens, undefined where it cannot be read. DigitalOcean takes a port, a range
 * such as `8000-9000`, and `0`, `all` or `1-65535` for every port.
 */
export function parsePorts(text: string): PortRange | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "all" || trimmed === "0") return allPorts;
  const [, from = "", to = from] = rangePattern.exec(trimmed) ?? [];
  if (from === "") return undefined;
  const [first, last] = [Number(from), Number(to)];
  if (first > last || last < allPorts.first || last > allPorts.last) return undefined;
  return { first: Math.max(first, allPorts.first), last };
}

/** True when the port is in the range. */
export function includesPort(range: PortRange, port: number): boolean {
  return range.first <= port && port <= range.last;
}

/** Ports over one protocol, or over tcp and udp where none is named. */
export interface Service extends PortRange {
  readonly protocol?: "tcp" | "udp";
}

/** How settings write a service: `443`, `30000-32767`, `51820/udp`. */
export const servicePattern =
  "^([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])(-([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]))?(/(tcp|udp))?$";

/** The ports and the protocol of a service; undefined for anything else, such as a range that runs backwards. */
export function parseService(text: string): Service | undefined {
  const [ports = "", protocol, ...rest] = text.split("/");
  const range = /^\d/.test(ports) ? parsePorts(ports) : undefined;
  if (range === undefined || rest.length > 0) return undefined;
  if (protocol === undefined) return range;
  return protocol === "tcp" || protocol === "udp" ? { ...range, protocol } : undefined;
}

/** The ports that two ranges have in common; undefined where they have none. */
export function commonPorts(a: PortRange, b: PortRange): PortRange | undefined {
  const [first, last] = [Math.max(a.first, b.first), Math.min(a.last, b.last)];
  return first > last ? undefined : { first, last };
}

/** What is left of a range without some others, in order. */
export function withoutPorts(range: PortRange, removed: readonly PortRange[]): readonly PortRange[] {
  const rest: PortRange[] = [];
  let { first } = range;
  for (const one of removed.flatMap((other) => commonPorts(range, other) ?? []).sort((a, b) => a.first - b.first)) {
    if (one.first > first) rest.push({ first, last: one.first - 1 });
    first = Math.max(first, one.last + 1);
  }
  if (first <= range.last) rest.push({ first, last: range.last });
  return rest;
}

/** In words: `port 22`, `ports 20-30`, `every port`. */
export function portWords(range: PortRange): string {
  if (range.first === range.last) return `port ${range.first}`;
  return range.first <= allPorts.first && range.last >= allPorts.last
    ? "every port"
    : `ports ${range.first}-${range.last}`;
}
