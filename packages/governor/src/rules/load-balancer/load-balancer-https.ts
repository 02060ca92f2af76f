import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { trafficOf } from "./traffic";

const https = { entryPort: 443, entryProtocol: "https", certificateName: "www" };
const passthrough = { entryPort: 443, entryProtocol: "https", tlsPassthrough: true };
const http = { entryPort: 80, entryProtocol: "http" };

export const loadBalancerHttps = defineRule({
  id: "load-balancer-https",
  group: "load-balancer",
  scope: "resource",
  title: "What the internet sends to a load balancer is encrypted.",
  severity: "high",
  level: "mandatory",
  kinds: ["LoadBalancer"],
  why:
    "Plain HTTP is read and changed by whoever stands on the way: passwords, session cookies, the pages themselves. " +
    "So every forwarding rule takes in https, http2 or http3, with a certificate or with tlsPassthrough; http only on port 80 and with redirectHttpToHttps, which sends port 80 to port 443 and nothing else (DigitalOcean's OpenAPI), so that https has to enter there. " +
    "What enters by tcp or udp is passed on unread, and only the Droplets know whether it is TLS: the rule says that it cannot be verified. tcp on port 80 is plain HTTP by another name, so it passes as unverifiable only if port 443 is passed on as well: then whatever ends TLS behind the balancer, such as the ingress of a Kubernetes cluster, is what redirects. " +
    "The same holds for a REGIONAL_NETWORK balancer, which has no other entries. A GLOBAL one has domains with certificates in place of forwarding rules, so there is nothing to check. " +
    "An INTERNAL balancer has no public address and is reached from its VPC only, which carries plain HTTP from every balancer to its Droplets too: it is left alone.",
  fix: "Take in https on port 443, with a certificateName or with tlsPassthrough: true, and http on port 80 only with redirectHttpToHttps: true",
  references: [
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-termination/",
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-passthrough/",
    "https://docs.digitalocean.com/products/networking/load-balancers/reference/api/",
    pulumiDocs("LoadBalancer"),
  ],
  aliases: ["DIG-0002", "AVD-DIG-0002"],
  good: [
    {
      title: "https, and http that is redirected to it",
      resources: [{ kind: "LoadBalancer", inputs: { redirectHttpToHttps: true, forwardingRules: [http, https] } }],
    },
    {
      title: "TLS that ends at the Droplets, or with a certificate that is known after up",
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
      title: "balancers that the internet does not reach, or not by forwarding rules",
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
      title: "http that is not redirected, beside https",
      resources: [{ kind: "LoadBalancer", inputs: { forwardingRules: [https, http] } }],
    },
    {
      title: "http on a port that no redirect covers",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: { redirectHttpToHttps: true, forwardingRules: [https, { entryPort: 8080, entryProtocol: "http" }] },
        },
      ],
    },
    {
      title: "a redirect to where no https enters",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: { redirectHttpToHttps: true, forwardingRules: [http, { ...https, entryPort: 8443 }] },
        },
      ],
    },
    {
      title: "https without a certificate",
      resources: [{ kind: "LoadBalancer", inputs: { forwardingRules: [{ entryPort: 443, entryProtocol: "https" }] } }],
    },
    {
      title: "http that is called tcp",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: { type: "REGIONAL_NETWORK", forwardingRules: [{ entryPort: 80, entryProtocol: "tcp" }] },
        },
      ],
    },
  ],
  undecided: [
    {
      title: "forwarding rules that are known after up",
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
      title: "a redirect, its port or its target that is known after up",
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
      title: "passthrough or a network that is known after up",
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
      yield unclear(network, "whether the internet reaches it", network);
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
      return unclear(entry, "whether TLS enters here", traffic);
  }
}

function withoutCertificate(entry: Property): Outcome | undefined {
  const certificates = [entry.get("certificateName"), entry.get("certificateId")];
  if (certificates.some((one) => one.present && one.text()?.trim() !== "")) return undefined;
  const passthrough = entry.get("tlsPassthrough");
  if (passthrough.boolean() === true) return undefined;
  if (passthrough.opaque) return unclear(entry, "whether TLS is passed on", passthrough);
  return violation(entry, "TLS is taken in here without a certificate", {
    fix: "Give this forwarding rule a certificateName, or tlsPassthrough: true where the Droplets have the certificate",
  });
}

/** The port that `redirectHttpToHttps` redirects, and the one that it redirects to. */
const [redirected, secure] = [80, 443];

function notRedirected(entry: Property, entries: readonly Property[], redirect: Property): Outcome | undefined {
  const port = entry.get("entryPort");
  const doubt = (property: Property) => unclear(entry, "whether plain HTTP is redirected", property);
  if (!redirect.opaque && redirect.boolean() !== true) {
    return violation(entry, "plain HTTP enters here and is not redirected", {
      fix: "Set redirectHttpToHttps: true beside an https forwarding rule on port 443, or remove this forwarding rule",
    });
  }
  if (!port.opaque && port.number() !== redirected) {
    return violation(entry, "plain HTTP enters here, and only port 80 can be redirected", {
      fix: "Let this forwarding rule take in https, or http on port 80",
    });
  }
  if (redirect.opaque) return doubt(redirect);
  if (port.opaque) return doubt(port);
  const targets = entries.map(isTarget);
  if (targets.includes("yes")) return undefined;
  const perhaps = targets.find((target) => typeof target === "object");
  if (perhaps !== undefined) return doubt(perhaps);
  const taken = entries.some((other) => other.get("entryPort").number() === secure);
  return violation(entry, "plain HTTP is redirected to port 443, where no https enters", {
    fix: taken
      ? 'Let the forwarding rule on port 443 take in entryProtocol: "https", with a certificateName or with tlsPassthrough: true'
      : 'Add a forwarding rule with entryPort: 443, entryProtocol: "https" and a certificateName',
  });
}

/** Whether a redirect can lead to a forwarding rule, or what stands in the way of an answer. */
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
    return unclear(entry, "whether plain HTTP enters here by tcp", port);
  }
  if (typeof behind === "object") {
    return unclear(entry, "whether TLS is passed on beside it", behind);
  }
  if (behind === "no") {
    return violation(entry, "plain HTTP enters here: by tcp on port 80", {
      fix: 'Let this forwarding rule take in entryProtocol: "http", set redirectHttpToHttps: true and have https enter on port 443; if the Droplets end TLS and redirect by themselves, pass port 443 on by tcp or with tlsPassthrough: true',
    });
  }
  return {
    status: "unverifiable",
    path: entry.path,
    message:
      "whether what enters here by tcp or udp is encrypted cannot be verified: the balancer passes it on without reading it",
    fix: "Have what stands behind the balancer, such as an ingress, end TLS and redirect plain HTTP",
  };
}

/** Whether TLS on port 443 ends behind the balancer, or what stands in the way of an answer. */
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
