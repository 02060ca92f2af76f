import { attributeOf, objectsIn } from "./api-object";
import type { ApiObject } from "./live";

/** Rules hold their peers in an object of their own. */
export function firewallAttributes({
  inbound_rules: inbound,
  outbound_rules: outbound,
  ...rest
}: ApiObject): ApiObject {
  return {
    ...rest,
    inbound_rules: objectsIn(inbound).map((rule) => ruleAttributes(rule, "source")),
    outbound_rules: objectsIn(outbound).map((rule) => ruleAttributes(rule, "destination")),
  };
}

function ruleAttributes({ ports, ...rule }: ApiObject, side: "source" | "destination"): ApiObject {
  const peers = attributeOf(rule, `${side}s`);
  return {
    ...rule,
    ...Object.fromEntries(
      ["addresses", "droplet_ids", "kubernetes_ids", "load_balancer_uids", "tags"].map((peer) => [
        `${side}_${peer}`,
        attributeOf(peers, peer),
      ]),
    ),
    // The API has 0 for all ports, and for a protocol without any.
    port_range: ports !== "0" ? ports : rule.protocol === "icmp" ? undefined : "all",
  };
}
