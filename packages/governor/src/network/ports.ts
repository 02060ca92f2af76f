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
  if (first > last || last > allPorts.last) return undefined;
  return { first: Math.max(first, allPorts.first), last };
}

/** True when the port is in the range. */
export function includesPort(range: PortRange, port: number): boolean {
  return range.first <= port && port <= range.last;
}

/** What is left of a range without some ports, in order. */
export function withoutPorts(range: PortRange, ports: readonly number[]): readonly PortRange[] {
  const rest: PortRange[] = [];
  let { first } = range;
  for (const port of ports.filter((one) => includesPort(range, one)).sort((a, b) => a - b)) {
    if (port > first) rest.push({ first, last: port - 1 });
    first = Math.max(first, port + 1);
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
