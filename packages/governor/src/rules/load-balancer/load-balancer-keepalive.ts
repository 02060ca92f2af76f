import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { trafficOf } from "./traffic";

const https = { entryPort: 443, entryProtocol: "https", certificateName: "www" };
const passthrough = { entryPort: 443, entryProtocol: "https", tlsPassthrough: true };

export const loadBalancerKeepalive = defineRule({
  id: "load-balancer-keepalive",
  group: "load-balancer",
  scope: "resource",
  title: "Load balancers keep their connections to Droplets open.",
  severity: "low",
  level: "advisory",
  kinds: ["LoadBalancer"],
  why:
    "Without enableBackendKeepalive, which is off by default, a load balancer opens a new connection to a Droplet for every request. Under load that costs both of them time and ports, and a balancer refuses requests earlier than it needs to. " +
    "Connections are kept for HTTP only: what is passed through unread, as tcp, udp or with tlsPassthrough, is one connection anyway, so those forwarding rules do not count, and neither does a GLOBAL balancer, which has none.",
  fix: "Set enableBackendKeepalive: true; an existing load balancer is updated in place",
  references: [
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/manage/",
    pulumiDocs("LoadBalancer"),
  ],
  controls: { iso27001: ["8.6"], soc2: ["A1.1"], "nist-800-53": ["CP-2", "SC-5"] },
  good: [
    {
      title: "kept open, or passed through",
      resources: [
        { kind: "LoadBalancer", name: "web", inputs: { enableBackendKeepalive: true, forwardingRules: [https] } },
        { kind: "LoadBalancer", name: "passthrough", inputs: { forwardingRules: [passthrough] } },
        { kind: "LoadBalancer", name: "tcp", inputs: { forwardingRules: [{ entryPort: 25, entryProtocol: "tcp" }] } },
        { kind: "LoadBalancer", name: "global", inputs: { type: "GLOBAL" } },
      ],
    },
  ],
  bad: [
    {
      title: "a new connection for each request (the default)",
      resources: [{ kind: "LoadBalancer", inputs: { forwardingRules: [https] } }],
      fixed: {
        resources: [{ kind: "LoadBalancer", inputs: { enableBackendKeepalive: true, forwardingRules: [https] } }],
      },
    },
    {
      title: "switched off",
      resources: [{ kind: "LoadBalancer", inputs: { enableBackendKeepalive: false, forwardingRules: [https] } }],
      fixed: {
        resources: [{ kind: "LoadBalancer", inputs: { enableBackendKeepalive: true, forwardingRules: [https] } }],
      },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      resources: [
        { kind: "LoadBalancer", name: "switch", inputs: { enableBackendKeepalive: unknown, forwardingRules: [https] } },
        { kind: "LoadBalancer", name: "rules", inputs: { forwardingRules: unknown } },
      ],
    },
  ],
  *check(balancer) {
    const answer = reconnects(balancer);
    const keepalive = balancer.read("enableBackendKeepalive");
    if (answer === "yes") yield violation(keepalive, "each request opens a new connection to a Droplet");
    else if (answer !== "no") yield unclear(keepalive, "whether connections to Droplets are kept open", answer);
  },
  remediation: {
    sets: { LoadBalancer: ["enableBackendKeepalive"] },
    repair: (balancer) => (reconnects(balancer) === "yes" ? { enableBackendKeepalive: true } : undefined),
  },
});

/** Whether each HTTP request has a connection of its own, or the property that leaves it open. */
function reconnects(balancer: ResourceView): "yes" | "no" | Property {
  const keepalive = balancer.read("enableBackendKeepalive");
  if (keepalive.boolean() === true) return "no";
  const rules = itemsOf(balancer.read("forwardingRules")).map(carriesHttp);
  if (rules.includes("yes")) return keepalive.opaque ? keepalive : "yes";
  return rules.find((one) => typeof one === "object") ?? "no";
}

function carriesHttp(forwardingRule: Property): "yes" | "no" | Property {
  const traffic = trafficOf(forwardingRule);
  if (typeof traffic === "object") return traffic;
  if (traffic === "unread") return "no";
  const passthrough = forwardingRule.get("tlsPassthrough");
  if (passthrough.opaque) return passthrough;
  return passthrough.boolean() === true ? "no" : "yes";
}
