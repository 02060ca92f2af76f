import type { Limit } from "./limit";
import { docs } from "./sources";

const source = docs("Cloud Firewall limits", "Jun 2025");
const mostRules = 50;
const mostPeers = 1000;

/** The rules of both directions together. */
export const ruleCount: Limit = {
  path: "inboundRules",
  allowed: `at most ${mostRules} rules, inbound and outbound together`,
  source,
  fix: "join rules that differ in their sources only, or use several firewalls",
  judge(inbound, firewall) {
    const outbound = firewall.read("outboundRules");
    const count = inbound.elements().length + outbound.elements().length;
    if (count > mostRules) return `with outboundRules there are ${count} rules`;
    return [inbound, outbound].find((list) => list.opaque);
  },
};

/** The sources of every inbound rule, or the destinations of every outbound one. */
export function peerCount(direction: "inbound" | "outbound"): Limit {
  const peer = direction === "inbound" ? "source" : "destination";
  const inputs = ["Addresses", "DropletIds", "KubernetesIds", "LoadBalancerUids", "Tags"].map((one) => `${peer}${one}`);
  return {
    path: `${direction}Rules[]`,
    allowed: `at most ${mostPeers} ${peer}s in a rule`,
    source,
    fix: `use wider CIDR blocks, or tags (${peer}Tags)`,
    // Only what is there is counted: addresses are often known late, and seldom that many.
    judge(rule) {
      const count = inputs.reduce((sum, input) => sum + rule.get(input).elements().length, 0);
      return count > mostPeers ? `it has ${count} ${peer}s` : undefined;
    },
  };
}
