import { kindNamed } from "../../kinds";
import { vpcRangeProblem } from "../../limits/vpc-range";
import { parseAddresses } from "../../network/cidr";
import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { parseUrn } from "../../view/urn";
import type { Direction } from "./direction";

/**
 * True if the source tells that addresses which are not known yet come from Vpcs and nothing else: the range of a VPC
 * is always private, whichever DigitalOcean chooses. Dependencies are told for the list of rules as a whole, so another
 * resource counts as the origin of an address unless an unknown peer of its own kind explains it. What comes from an
 * invoke or another stack leaves no dependency at all, so there may be no more unknown addresses than Vpcs whose own
 * range is not among the known ones.
 */
export function onlyFromVpcs(firewall: ResourceView, direction: Direction): boolean {
  const origins = firewall.dependsOn(direction.rules) ?? [];
  const type = kindNamed("Vpc")?.type;
  const vpcs = origins.filter((urn) => parseUrn(urn)?.type === type);
  if (vpcs.length === 0) return false;
  const explained = explainedTypes(firewall, direction);
  const others = origins.map((urn) => parseUrn(urn)?.type).filter((one) => one !== type);
  if (!others.every((one) => one !== undefined && explained.has(one))) return false;
  const lists = firewall
    .read(direction.rules)
    .elements()
    .map((entry) => entry.get(direction.addresses));
  const elements = lists.flatMap((list) => (list.opaque ? [list] : list.elements()));
  const known = new Set(elements.flatMap((element) => vpcRangeIn(element) ?? []));
  return elements.filter(({ opaque }) => opaque).length <= vpcs.length - known.size;
}

/** A known element that could be the range of a VPC. */
function vpcRangeIn(element: Property): string | undefined {
  const text = element.text();
  const range = text === undefined ? undefined : parseAddresses(text);
  return range !== undefined && vpcRangeProblem(range, undefined) === undefined ? text : undefined;
}

/** The types of what else the rules name besides addresses, where it is not known yet. */
function explainedTypes(firewall: ResourceView, direction: Direction): ReadonlySet<string> {
  const entries = firewall.read(direction.rules).elements();
  const unseen = Object.entries(firewall.kind?.names ?? {}).filter(([path]) => {
    const [list, input = ""] = path.split("[].");
    return list === direction.rules && entries.some((entry) => !entry.get(input).complete);
  });
  return new Set(unseen.flatMap(([, named]) => [named].flat().flatMap((kind) => kindNamed(kind)?.type ?? [])));
}
