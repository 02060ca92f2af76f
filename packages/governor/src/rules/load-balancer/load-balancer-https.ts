import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { trafficOf } from "./traffic";

const https = { entryPort: 443, entryProtocol: "https", certificateName: "www" };
const passthrough = { entryPort: 443, entryProtocol: "https", tlsPassthrough: true };
const http = { entryPort: 80, entryProtocol: "http" };

export const loadBalancerHttps = defineRule({
  id: "load-balancer-https",
  group: "load-balancer",
  scope: "resource",
  title: "Load balancers accept only encrypted traffic from the internet.",
  severity: "high",
  level: "mandatory",
  kinds: ["LoadBalancer"],
  why:
    "Anyone on the network path can read and change plain HTTP: passwords, session cookies, the pages themselves. " +
    "So every forwarding rule must accept https, http2 or http3, with a certificate or with tlsPassthrough; http is allowed only on port 80 with redirectHttpToHttps, which redirects port 80 to port 443 only (DigitalOcean's OpenAPI), so port 443 must accept https. " +
    "tcp and udp traffic is passed through unread, and only the Droplets know whether it is TLS, so the rule reports it as unverifiable. tcp on port 80 is plain HTTP under another name, so it is unverifiable only if port 443 is passed through as well: then whatever terminates TLS behind the balancer, such as the ingress of a Kubernetes cluster, can redirect. " +
    "The same holds for a REGIONAL_NETWORK balancer, which has no other entries. A GLOBAL one has domains with certificates instead of forwarding rules, so there is nothing to check. " +
    "An INTERNAL balancer has no public address and is reachable from its VPC only, which carries plain HTTP from balancers to Droplets anyway, so it passes.",
  fix: "Accept https on port 443, with a certificateName or with tlsPassthrough: true, and http on port 80 only with redirectHttpToHttps: true",
  references: [
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-termination/",
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-passthrough/",
    "https://docs.digitalocean.com/products/networking/load-balancers/reference/api/",
    pulumiDocs("LoadBalancer"),
  ],
  aliases: ["DIG-0002", "AVD-DIG-0002"],
  controls: {
    cis: ["3.10"],
    iso27001: ["5.14", "8.24"],
    soc2: ["CC6.7"],
    "pci-dss": ["4.2.1"],
    "nist-800-53": ["SC-8"],
  },
  good: [
    {
      title: "https, and http redirected to it",
      resources: [{ kind: "LoadBalancer", inputs: { redirectHttpToHttps: true, forwardingRules: [http, https] } }],
    },
    {
      title: "TLS terminated at the Droplets, or with a certificate that is unknown until pulumi up",
      resources: [
        { kind: "LoadBalancer", name: "passthrough", inputs: { forwardingRules: [passthrough] } },
        {
          kind: "LoadBalancer",
          name: "terminated",
          inputs: { forwardingRules: [{ entryPort: 8443, entryProtocol: "http2", certificateName: unknown }] },
        },
      ],
    },
    {
      title: "balancers that are not public, or have no forwarding rules",
      resources: [
        { kind: "LoadBalancer", name: "internal", inputs: { network: "INTERNAL", forwardingRules: [http] } },
        {
          kind: "LoadBalancer",
          name: "global",
          inputs: { type: "GLOBAL", domains: [{ name: "www.example.com", isManaged: true }] },
        },
      ],
    },
  ],
  bad: [
    {
      title: "http that is not redirected, alongside https",
      resources: [{ kind: "LoadBalancer", inputs: { forwardingRules: [https, http] } }],
      fixed: {
        resources: [{ kind: "LoadBalancer", inputs: { redirectHttpToHttps: true, forwardingRules: [https, http] } }],
      },
    },
    {
      title: "http on a port that no redirect covers",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: { redirectHttpToHttps: true, forwardingRules: [https, { entryPort: 8080, entryProtocol: "http" }] },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "LoadBalancer",
            inputs: { redirectHttpToHttps: true, forwardingRules: [https, { ...https, entryPort: 8080 }] },
          },
        ],
      },
    },
    {
      title: "a redirect to a port that does not accept https",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: { redirectHttpToHttps: true, forwardingRules: [http, { ...https, entryPort: 8443 }] },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "LoadBalancer",
            inputs: { redirectHttpToHttps: true, forwardingRules: [http, https, { ...https, entryPort: 8443 }] },
          },
        ],
      },
    },
    {
      title: "https without a certificate",
      resources: [{ kind: "LoadBalancer", inputs: { forwardingRules: [{ entryPort: 443, entryProtocol: "https" }] } }],
      fixed: { resources: [{ kind: "LoadBalancer", inputs: { forwardingRules: [https] } }] },
    },
    {
      title: "http declared as tcp",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: { type: "REGIONAL_NETWORK", forwardingRules: [{ entryPort: 80, entryProtocol: "tcp" }] },
        },
      ],
      fixed: {
        resources: [{ kind: "LoadBalancer", inputs: { redirectHttpToHttps: true, forwardingRules: [http, https] } }],
      },
    },
  ],
  undecided: [
    {
      title: "forwarding rules that are unknown until pulumi up",
      resources: [
        { kind: "LoadBalancer", name: "all", inputs: { forwardingRules: unknown } },
        { kind: "LoadBalancer", name: "one", inputs: { forwardingRules: [https, unknown] } },
        {
          kind: "LoadBalancer",
          name: "protocol",
          inputs: { forwardingRules: [{ entryPort: 443, entryProtocol: unknown, certificateName: "www" }] },
        },
      ],
    },
    {
      title: "a redirect, its port or its target that is unknown until pulumi up",
      resources: [
        {
          kind: "LoadBalancer",
          name: "redirect",
          inputs: { redirectHttpToHttps: unknown, forwardingRules: [http, https] },
        },
        {
          kind: "LoadBalancer",
          name: "port",
          inputs: {
            redirectHttpToHttps: true,
            forwardingRules: [{ entryPort: unknown, entryProtocol: "http" }, https],
          },
        },
        {
          kind: "LoadBalancer",
          name: "target",
          inputs: { redirectHttpToHttps: true, forwardingRules: [http, { ...https, entryPort: unknown }] },
        },
      ],
    },
    {
      title: "passthrough or a network that is unknown until pulumi up",
      resources: [
        {
          kind: "LoadBalancer",
          name: "passthrough",
          inputs: { forwardingRules: [{ entryPort: 443, entryProtocol: "https", tlsPassthrough: unknown }] },
        },
        { kind: "LoadBalancer", name: "network", inputs: { network: unknown, forwardingRules: [http] } },
      ],
    },
  ],
  *check(balancer) {
    const network = balancer.read("network");
    if (network.text()?.toUpperCase() === "INTERNAL") return;
    const entries = itemsOf(balancer.read("forwardingRules"));
    const outcomes = entries.flatMap((entry) => judge(entry, entries, balancer) ?? []);
    if (network.opaque && outcomes.some(({ status }) => status === "violation")) {
      yield unclear(network, "whether it is reachable from the internet", network);
      return;
    }
    const unverifiable = outcomes.find(({ status }) => status === "unverifiable");
    yield* outcomes.filter((outcome) => outcome.status !== "unverifiable" || outcome === unverifiable);
  },
});

function judge(entry: Property, entries: readonly Property[], balancer: ResourceView): Outcome | undefined {
  const traffic = trafficOf(entry);
  switch (traffic) {
    case "tls":
      return withoutCertificate(entry);
    case "http":
      return notRedirected(entry, entries, balancer.read("redirectHttpToHttps"));
    case "unread":
      return passedOn(entry, entries);
    default:
      return unclear(entry, "whether this forwarding rule accepts TLS", traffic);
  }
}

function withoutCertificate(entry: Property): Outcome | undefined {
  const certificates = [entry.get("certificateName"), entry.get("certificateId")];
  if (certificates.some((one) => one.present && one.text()?.trim() !== "")) return undefined;
  const passthrough = entry.get("tlsPassthrough");
  if (passthrough.boolean() === true) return undefined;
  if (passthrough.opaque) return unclear(entry, "whether TLS is passed through", passthrough);
  return violation(entry, "this forwarding rule accepts TLS without a certificate", {
    fix: "Give this forwarding rule a certificateName, or tlsPassthrough: true if the Droplets hold the certificate",
  });
}

/** The ports that `redirectHttpToHttps` redirects from and to. */
const [redirected, secure] = [80, 443];

function notRedirected(entry: Property, entries: readonly Property[], redirect: Property): Outcome | undefined {
  const port = entry.get("entryPort");
  const doubt = (property: Property) => unclear(entry, "whether plain HTTP is redirected", property);
  if (!redirect.opaque && redirect.boolean() !== true) {
    return violation(entry, "this forwarding rule accepts plain HTTP without redirecting it", {
      fix: "Set redirectHttpToHttps: true and add an https forwarding rule on port 443, or remove this forwarding rule",
    });
  }
  if (!port.opaque && port.number() !== redirected) {
    return violation(entry, "this forwarding rule accepts plain HTTP, and only port 80 can be redirected", {
      fix: "Make this forwarding rule accept https, or http on port 80",
    });
  }
  if (redirect.opaque) return doubt(redirect);
  if (port.opaque) return doubt(port);
  const targets = entries.map(isTarget);
  if (targets.includes("yes")) return undefined;
  const perhaps = targets.find((target) => typeof target === "object");
  if (perhaps !== undefined) return doubt(perhaps);
  const taken = entries.some((other) => other.get("entryPort").number() === secure);
  return violation(entry, "plain HTTP is redirected to port 443, which does not accept https", {
    fix: taken
      ? 'Let the forwarding rule on port 443 take in entryProtocol: "https", with a certificateName or with tlsPassthrough: true'
      : 'Add a forwarding rule with entryPort: 443, entryProtocol: "https" and a certificateName',
  });
}

/** Whether a redirect can lead to a forwarding rule, or the property that leaves it open. */
function isTarget(entry: Property): "yes" | "no" | Property {
  const traffic = trafficOf(entry);
  const port = entry.get("entryPort");
  if (!port.opaque && port.number() !== secure) return "no";
  if (typeof traffic === "object") return traffic;
  if (traffic !== "tls") return "no";
  return port.opaque ? port : "yes";
}

function passedOn(entry: Property, entries: readonly Property[]): Outcome {
  const port = entry.get("entryPort");
  const isTcp = entry.get("entryProtocol").text()?.toLowerCase() === "tcp";
  const behind = isTcp && (port.opaque || port.number() === redirected) ? endsBehind(entries) : "yes";
  if (isTcp && port.opaque && behind !== "yes") {
    return unclear(entry, "whether this forwarding rule accepts plain HTTP over tcp", port);
  }
  if (typeof behind === "object") {
    return unclear(entry, "whether TLS is passed through on port 443", behind);
  }
  if (behind === "no") {
    return violation(entry, "this forwarding rule accepts plain HTTP: tcp on port 80", {
      fix: 'Let this forwarding rule take in entryProtocol: "http", set redirectHttpToHttps: true and have https enter on port 443; if the Droplets end TLS and redirect by themselves, pass port 443 on by tcp or with tlsPassthrough: true',
    });
  }
  return {
    status: "unverifiable",
    path: entry.path,
    message: "cannot verify that tcp or udp traffic is encrypted: the balancer passes it through unread",
    fix: "Terminate TLS and redirect plain HTTP behind the balancer, for example in an ingress",
  };
}

/** Whether TLS on port 443 ends behind the balancer, or the property that leaves it open. */
function endsBehind(entries: readonly Property[]): "yes" | "no" | Property {
  let doubt: Property | undefined;
  for (const entry of entries) {
    const port = entry.get("entryPort");
    if (!port.opaque && port.number() !== secure) continue;
    const traffic = trafficOf(entry);
    const passthrough = entry.get("tlsPassthrough");
    const passes =
      traffic === "tls" ? passthrough.boolean() === true : entry.get("entryProtocol").text()?.toLowerCase() === "tcp";
    if (!port.opaque && passes) return "yes";
    if (typeof traffic === "object") doubt ??= traffic;
    else if (traffic === "tls" && passthrough.opaque) doubt ??= passthrough;
    else if (port.opaque && passes) doubt ??= port;
  }
  return doubt?.opaque ? doubt : "no";
}
