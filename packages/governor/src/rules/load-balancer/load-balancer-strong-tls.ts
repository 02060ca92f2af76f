import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { trafficOf } from "./traffic";

const https = { entryPort: 443, entryProtocol: "https", certificateName: "www" };

export const loadBalancerStrongTls = defineRule({
  id: "load-balancer-strong-tls",
  group: "load-balancer",
  scope: "resource",
  title: "Load balancers that terminate TLS accept strong ciphers only.",
  severity: "medium",
  level: "advisory",
  kinds: ["LoadBalancer"],
  why:
    "A balancer that holds the certificate chooses the ciphers, and its policy is DEFAULT unless set to STRONG (DigitalOcean's OpenAPI). A connection is only as safe as the weakest cipher that both sides accept. " +
    "The traffic is encrypted either way, and old clients may not support strong ciphers, so the rule is advisory. " +
    "With tlsPassthrough or tcp, TLS is terminated at the Droplets, where the policy does not apply.",
  fix: 'Set tlsCipherPolicy: "STRONG"; an existing load balancer is changed in place',
  references: [
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-termination/",
    "https://docs.digitalocean.com/products/networking/load-balancers/reference/api/",
    pulumiDocs("LoadBalancer"),
  ],
  controls: {
    cis: ["3.10"],
    iso27001: ["8.24"],
    soc2: ["CC6.7"],
    "pci-dss": ["4.2.1"],
    "nist-800-53": ["SC-8", "SC-13"],
  },
  good: [
    {
      title: "strong ciphers only",
      resources: [{ kind: "LoadBalancer", inputs: { tlsCipherPolicy: "STRONG", forwardingRules: [https] } }],
    },
    {
      title: "TLS terminated at the Droplets, and a balancer without TLS",
      resources: [
        {
          kind: "LoadBalancer",
          name: "passthrough",
          inputs: { forwardingRules: [{ entryPort: 443, entryProtocol: "https", tlsPassthrough: true }] },
        },
        {
          kind: "LoadBalancer",
          name: "transport",
          inputs: { tlsCipherPolicy: unknown, forwardingRules: [{ entryPort: 5432, entryProtocol: "tcp" }] },
        },
      ],
    },
  ],
  bad: [
    {
      title: "the default",
      resources: [{ kind: "LoadBalancer", inputs: { forwardingRules: [https] } }],
      fixed: { resources: [{ kind: "LoadBalancer", inputs: { tlsCipherPolicy: "STRONG", forwardingRules: [https] } }] },
    },
    {
      title: "the default set explicitly, for one rule of several",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: {
            tlsCipherPolicy: "DEFAULT",
            forwardingRules: [
              { entryPort: 80, entryProtocol: "http" },
              { entryPort: 443, entryProtocol: "http2", certificateName: unknown },
            ],
          },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "LoadBalancer",
            inputs: {
              tlsCipherPolicy: "STRONG",
              forwardingRules: [
                { entryPort: 80, entryProtocol: "http" },
                { entryPort: 443, entryProtocol: "http2", certificateName: unknown },
              ],
            },
          },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "a policy that is unknown until pulumi up",
      resources: [{ kind: "LoadBalancer", inputs: { tlsCipherPolicy: unknown, forwardingRules: [https] } }],
    },
    {
      title: "forwarding rules, one of which may terminate TLS",
      resources: [
        { kind: "LoadBalancer", name: "all", inputs: { forwardingRules: unknown } },
        { kind: "LoadBalancer", name: "protocol", inputs: { forwardingRules: [{ ...https, entryProtocol: unknown }] } },
        {
          kind: "LoadBalancer",
          name: "passthrough",
          inputs: { forwardingRules: [{ entryPort: 443, entryProtocol: "https", tlsPassthrough: unknown }] },
        },
      ],
    },
  ],
  *check(balancer) {
    const answer = isWeak(balancer);
    if (answer === "no") return;
    const policy = balancer.read("tlsCipherPolicy");
    if (answer === "yes") yield violation(policy, "TLS is terminated with ciphers that are not strong");
    else yield unclear(policy, "whether TLS is terminated with ciphers that are not strong", answer);
  },
  remediation: {
    sets: { LoadBalancer: ["tlsCipherPolicy"] },
    repair: (balancer) => (isWeak(balancer) === "yes" ? { tlsCipherPolicy: "STRONG" } : undefined),
  },
});

/** Whether TLS ends here with ciphers that are not strong, or the property that leaves it open. */
function isWeak(balancer: ResourceView): "yes" | "no" | Property {
  const policy = balancer.read("tlsCipherPolicy");
  if (policy.text()?.toUpperCase() === "STRONG") return "no";
  const ends = itemsOf(balancer.read("forwardingRules")).map(endsTls);
  if (ends.includes("yes")) return policy.opaque ? policy : "yes";
  return ends.find((one) => typeof one === "object") ?? "no";
}

function endsTls(forwardingRule: Property): "yes" | "no" | Property {
  const traffic = trafficOf(forwardingRule);
  if (traffic !== "tls") return typeof traffic === "object" ? traffic : "no";
  const passthrough = forwardingRule.get("tlsPassthrough");
  if (passthrough.opaque) return passthrough;
  return passthrough.boolean() === true ? "no" : "yes";
}
