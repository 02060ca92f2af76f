import type { PortRange } from "../../network/ports";
import type { AddressLimit } from "../../network/public-addresses";
import type { Property } from "../../view/property";
import { type Doubt, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import { inbound } from "./direction";
import { type Entries, entriesOf, everyAddress, type Opening, type Protocol, type Unclear } from "./entries";
import { publicPorts } from "./public-ports";

/** Ports that one entry opens to the internet, or to the Droplets on the internet. */
export interface Exposure {
  readonly sources: Property;
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  /** False: only together with the sources of other entries do its sources add up to the internet. */
  readonly alone: boolean;
}

/** Something that is hidden or cannot be read, and the ports that it may open to the internet. */
export interface Uncertainty {
  readonly property: Property;
  /** The entry's sources, where the entry has some. */
  readonly sources: Property;
  readonly protocol: Protocol | undefined;
  readonly ports: readonly PortRange[];
  readonly doubt: Doubt;
}

/** What can be reached through a firewall, from the internet or on it. */
interface FirewallExposure {
  readonly exposures: readonly Exposure[];
  readonly uncertainties: readonly Uncertainty[];
  /** True where a protocol or port range is a secret, so that no message may say which ports are open. */
  readonly secret: boolean;
}

/**
 * Judges all rules of a firewall in one direction. Sources add up over all rules that open the same port, so that a network
 * that is split over rules counts as what it is; public is what has more addresses than the limit. A denial outranks
 * every rule that allows, and takes away just its protocol, ports and sources.
 *
 * What is certain is a violation; what an unknown action or denial may add or take away is not.
 */
export function exposureOf(firewall: ResourceView, limit: AddressLimit, direction = inbound): FirewallExposure {
  const entries = entriesOf(firewall, direction);
  const { openings, denials, perhapsDenials } = entries;
  const allDenials = [...denials, ...perhapsDenials.map(({ denial }) => denial)];
  const certain = publicPorts(openings, allDenials, limit);
  const exposures = [...certain].map(([{ sources, protocol }, found]) => ({ sources, protocol, ...found }));
  const uncertainties = [...stillUnclear(entries, limit), ...doubtful(entries, certain, limit)];
  const secret = firewall
    .read(direction.rules)
    .elements()
    .some((element) => ["action", "protocol", "portRange"].some((input) => firewall.isSecret(element.get(input).path)));
  return { exposures, uncertainties, secret };
}

/** What could open ports to the internet, whatever its sources, once the denials are taken away. */
function stillUnclear({ unclear, denials }: Entries, limit: AddressLimit): readonly Uncertainty[] {
  const worst = new Map(
    unclear.flatMap((one): [Unclear, Opening][] => {
      const { sources, protocol, ports } = one;
      return protocol === undefined ? [] : [[one, { sources, protocol, ports, ranges: everyAddress }]];
    }),
  );
  const open = publicPorts([...worst.values()], denials, limit);
  return unclear.flatMap((one): Uncertainty[] => {
    const opening = worst.get(one);
    const ports = opening === undefined ? [one.ports] : (open.get(opening)?.ports ?? []);
    return ports.length === 0 ? [] : [{ ...one, ports }];
  });
}

/** What is public only if an unknown action or denial turns out so. */
function doubtful(
  { openings, perhapsOpenings, denials, perhapsDenials }: Entries,
  certain: ReadonlyMap<Opening, unknown>,
  limit: AddressLimit,
): readonly Uncertainty[] {
  if (perhapsOpenings.length === 0 && perhapsDenials.length === 0) return [];
  const actions = new Map(perhapsOpenings.map(({ opening, action }) => [opening, action]));
  const causes = new Map<Protocol, Property>();
  for (const { denial, property } of perhapsDenials)
    causes.set(denial.protocol, causes.get(denial.protocol) ?? property);
  const most = publicPorts([...openings, ...actions.keys()], denials, limit);
  return [...most].flatMap(([opening, { ports }]): Uncertainty[] => {
    const { sources, protocol } = opening;
    const cause = actions.get(opening) ?? causes.get(protocol);
    if (certain.has(opening) || cause === undefined) return [];
    return [{ property: cause, sources, protocol, ports, doubt: doubtOf(cause) }];
  });
}
