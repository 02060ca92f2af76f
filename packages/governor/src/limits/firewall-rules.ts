import { quoted } from "../view/quoted";
import { docs, openApi } from "./citations";
import type { Limit } from "./limit";

const citation = docs("Cloud Firewall limits", "Jun 2025");
const mostRules = 50;
const mostPeers = 1000;

/** The rules of both directions together. */
export const ruleCount: Limit = {
  path: "inboundRules",
  allowed: `at most ${mostRules} rules, inbound and outbound together`,
  citation,
  fix: "merge rules that differ only in their sources, or use several firewalls",
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
    citation,
    fix: `use wider CIDR blocks, or tags (${peer}Tags)`,
    // Only what is there is counted: addresses are often known late, and seldom that many.
    judge(rule) {
      const count = inputs.reduce((sum, input) => sum + rule.get(input).elements().length, 0);
      return count > mostPeers ? `has ${count} ${peer}s` : undefined;
    },
  };
}

/** A firewall that says something: without any rule the provider refuses it. */
export const someFirewallRule: Limit = {
  path: "inboundRules",
  allowed: "at least one rule, inbound or outbound",
  citation: openApi,
  fix: "set inboundRules or outboundRules",
  judge(inbound, firewall) {
    const outbound = firewall.read("outboundRules");
    const lists = [inbound, outbound];
    if (lists.some((list) => list.elements().length > 0)) return undefined;
    return lists.find((list) => list.opaque) ?? "none is set";
  },
};

const everyPort = ["", "0", "all"];

/** The ports of every rule of a direction. */
export function rulePorts(direction: "inbound" | "outbound"): Limit {
  return {
    path: `${direction}Rules[].portRange`,
    allowed: "a port, a range such as 8000-9000, or 0 or all for every port; ports are 1 to 65535",
    citation: openApi,
    judge(ports, firewall) {
      const [, rule] = /^(.*\])\.portRange$/.exec(ports.path) ?? [];
      // A rule, or all of them, that cannot be seen.
      if (rule === undefined) return undefined;
      if (ports.opaque) return ports;
      const protocol = firewall.read(`${rule}.protocol`).text()?.toLowerCase();
      const text = ports.text() ?? "";
      if (protocol === "icmp" && everyPort.includes(text)) return undefined;
      if (text === "") return protocol === undefined ? undefined : "is missing";
      return isPorts(text) ? undefined : `found ${quoted(firewall, ports)}`;
    },
  };
}

function isPorts(text: string): boolean {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "0" || trimmed === "all") return true;
  const [, from, to = from] = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(trimmed) ?? [];
  return Number(from) >= 1 && Number(from) <= Number(to) && Number(to) <= 65_535;
}
