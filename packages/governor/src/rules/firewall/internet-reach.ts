import { type PortRange, portWords } from "../../network/ports";
import type { AddressLimit } from "../../network/public-addresses";
import type { ResourceView } from "../../view/resource";
import { unclear, violation } from "../kit/outcome";
import type { Outcome } from "../rule";
import { inbound } from "./direction";
import type { Protocol } from "./entries";
import { exposureOf } from "./exposure";

/** Which ports must not be open to the internet, and how to name them. */
interface Unwanted<T> {
  /** Those of some open ports that must not be; the protocol is undefined if it cannot be determined. */
  among(ports: readonly PortRange[], protocol: Protocol | undefined): readonly T[];
  /** Names them, within all ports that are open by one rule. */
  words(unwanted: readonly T[], ports: readonly PortRange[], protocol: Protocol): string;
  /** Names those that may be open. */
  perhapsWords(unwanted: readonly T[], protocol: Protocol | undefined): string;
}

/** What a firewall opens, or may open, to more addresses of the internet than a limit, or on as many. */
export function* internetReach<T>(
  firewall: ResourceView,
  limit: AddressLimit,
  unwanted: Unwanted<T>,
  direction = inbound,
): Iterable<Outcome> {
  const { exposures, uncertainties, secret } = exposureOf(firewall, limit, direction);
  const { peers, reach } = direction;
  const shown = (words: string) => (secret ? "ports (not shown)" : words);
  const guilty = new Set<string>();
  for (const { sources, protocol, ports, alone } of exposures) {
    const open = unwanted.among(ports, protocol);
    if (open.length === 0) continue;
    guilty.add(sources.path);
    const how = alone ? "" : `, together with the ${peers} of other rules of this firewall`;
    yield violation(sources, `${reach} ${shown(unwanted.words(open, ports, protocol))}${how}`);
  }
  for (const { property, sources, protocol, ports, doubt } of uncertainties) {
    const open = unwanted.among(ports, protocol);
    if (open.length === 0 || guilty.has(sources.path)) continue;
    yield unclear(property, `whether ${reach} ${shown(unwanted.perhapsWords(open, protocol))}`, doubt);
  }
}

const mostShown = 10;

/** Names a few ranges of ports, and counts the rest. */
export function rangeList(ranges: readonly PortRange[]): string {
  const list = ranges.slice(0, mostShown).map(portWords).join(", ");
  return ranges.length > mostShown ? `${list} and ${ranges.length - mostShown} more` : list;
}
