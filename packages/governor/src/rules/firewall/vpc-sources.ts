import { kindNamed } from "../../kinds";
import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { parseUrn } from "../../view/urn";

/** What else an inbound rule names besides addresses, and the kinds of resource whose ids and names it takes. */
const peers: Readonly<Record<string, readonly string[]>> = {
  sourceDropletIds: ["Droplet"],
  sourceKubernetesIds: ["KubernetesCluster"],
  sourceLoadBalancerUids: ["LoadBalancer"],
  sourceTags: ["Tag"],
};

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
  const explained = explainedTypes(firewall.read("inboundRules").elements());
  return [...types].every((type) => type !== undefined && explained.has(type));
}

function explainedTypes(entries: readonly Property[]): ReadonlySet<string> {
  const unseen = Object.entries(peers).filter(([input]) => entries.some((entry) => !entry.get(input).complete));
  return new Set(unseen.flatMap(([, kinds]) => kinds.flatMap((kind) => kindNamed(kind)?.type ?? [])));
}
