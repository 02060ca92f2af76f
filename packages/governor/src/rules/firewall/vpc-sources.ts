import { kindNamed } from "../../kinds";
import type { ResourceView } from "../../view/resource";
import { parseUrn } from "../../view/urn";

/**
 * True if the source tells that addresses which are not known yet come from a Vpc and nothing else of the program: the
 * range of a VPC is always private, whichever DigitalOcean chooses. Dependencies are told for `inboundRules` as a
 * whole, so another resource counts as the origin of an address unless an unknown peer of its own kind explains it.
 */
export function onlyFromVpcs(firewall: ResourceView): boolean {
  const origins = firewall.dependsOn("inboundRules");
  if (origins === undefined || origins.length === 0) return false;
  const types = new Set(origins.map((urn) => parseUrn(urn)?.type));
  const vpc = kindNamed("Vpc")?.type;
  if (!types.delete(vpc)) return false;
  const explained = explainedTypes(firewall);
  return [...types].every((type) => type !== undefined && explained.has(type));
}

/** The types of what else the inbound rules name besides addresses, where it is not known yet. */
function explainedTypes(firewall: ResourceView): ReadonlySet<string> {
  const entries = firewall.read("inboundRules").elements();
  const unseen = Object.entries(firewall.kind?.names ?? {}).filter(([path]) => {
    const [list, input = ""] = path.split("[].");
    return list === "inboundRules" && entries.some((entry) => !entry.get(input).complete);
  });
  return new Set(unseen.flatMap(([, kind]) => kindNamed(kind)?.type ?? []));
}
