import { prices } from "../catalogue/prices";
import { loadBalancerPrice } from "../cost/load-balancer-price";
import { usd } from "../cost/money";
import { balancerShares } from "../cost/traffic";
import { atMost } from "../limits/at-most";
import { between } from "../limits/between";
import { docs, openApi, provider } from "../limits/citations";
import { encryptedEntry } from "../limits/encrypted-entry";
import { exclusive } from "../limits/exclusive";
import {
  balancerRegion,
  certificateUse,
  distinctEntries,
  firewallEntry,
  globalParts,
  protocols,
  someRule,
  stickyCookie,
} from "../limits/load-balancer-rules";
import { oneWordOf } from "../limits/one-of";
import { sizeUnit } from "../limits/size-unit";
import { tagName } from "../limits/tag-name";
import { bytes } from "../limits/text";
import { loadBalancerAttributes } from "../live/load-balancer";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const loadBalancer: Kind = defineKind({
  name: "LoadBalancer",
  type: "digitalocean:index/loadBalancer:LoadBalancer",
  terraformType: "digitalocean_loadbalancer",
  scopes: scopesOf("load_balancer"),
  scopesWhere: { dropletIds: ["droplet:read"], dropletTag: ["tag:read"], vpcUuid: ["vpc:read"] },
  // A GLOBAL one has none; the provider refuses another without one at preview.
  region: { path: "region", slugs: "datacenter", required: false },
  vpcs: ["vpcUuid"],
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026); network, networkStack, sizeUnit, tlsCipherPolicy
  // and type: its docs.
  defaults: {
    algorithm: "round_robin",
    disableLetsEncryptDnsRecords: false,
    enableBackendKeepalive: false,
    enableProxyProtocol: false,
    network: "EXTERNAL",
    networkStack: "IPV4",
    redirectHttpToHttps: false,
    sizeUnit: 1,
    tlsCipherPolicy: "DEFAULT",
    type: "REGIONAL",
  },
  replacing: ["ip", "network", "networkStack", "region", "subnetUuid", "type", "vpcUuid"],
  unimported: [
    "algorithm",
    "domains.certificateId",
    "domains.sslValidationErrorReasons",
    "domains.verificationErrorReasons",
    "forwardingRules.certificateId",
    "ip",
    "ipv6",
    "network",
    "networkStack",
    "tlsCipherPolicy",
  ],
  computed: ["ipv6", "loadBalancerUrn", "status"],
  limits: [
    encryptedEntry,
    between("forwardingRules[].entryPort", 1, 65535, provider),
    between("forwardingRules[].targetPort", 1, 65535, provider),
    between("healthcheck.port", 1, 65535, provider),
    between("healthcheck.checkIntervalSeconds", 3, 300, provider),
    between("healthcheck.responseTimeoutSeconds", 3, 300, provider),
    between("healthcheck.unhealthyThreshold", 2, 10, provider),
    between("healthcheck.healthyThreshold", 2, 10, provider),
    between("httpIdleTimeoutSeconds", 30, 600, openApi),
    bytes("stickySessions.cookieName", 2, 40, provider),
    between("glbSettings.failoverThreshold", 1, 99, provider),
    atMost("dropletIds", 10, docs("Load Balancer limits", "6 Nov 2026"), "select the Droplets by tag (dropletTag)"),
    // DigitalOcean's OpenAPI (7 Aug 2026) says 100.
    between("sizeUnit", 1, 200, docs("Load Balancer limits", "6 Nov 2026")),
    sizeUnit,
    bytes("name", 1, 255, openApi),
    oneWordOf("type", ["REGIONAL", "REGIONAL_NETWORK", "GLOBAL"], openApi, { anyCase: true }),
    oneWordOf("network", ["EXTERNAL", "INTERNAL"], openApi, { anyCase: true }),
    oneWordOf("networkStack", ["IPV4", "DUALSTACK"], openApi, { anyCase: true }),
    oneWordOf("tlsCipherPolicy", ["DEFAULT", "STRONG"], openApi, { anyCase: true }),
    oneWordOf("algorithm", ["round_robin", "least_connections"], openApi),
    oneWordOf("size", ["lb-small", "lb-medium", "lb-large"], openApi),
    exclusive("size", "sizeUnit", openApi),
    exclusive("dropletTag", "dropletIds", openApi),
    tagName("dropletTag"),
    someRule,
    distinctEntries,
    protocols,
    certificateUse,
    oneWordOf("forwardingRules[].entryProtocol", ["http", "https", "http2", "http3", "tcp", "udp"], openApi),
    oneWordOf("forwardingRules[].targetProtocol", ["http", "https", "http2", "tcp", "udp"], openApi),
    oneWordOf("healthcheck.protocol", ["http", "https", "tcp"], openApi),
    oneWordOf("stickySessions.type", ["none", "cookies"], openApi),
    stickyCookie,
    firewallEntry("firewall.allows[]"),
    firewallEntry("firewall.denies[]"),
    balancerRegion,
    globalParts,
    oneWordOf("glbSettings.targetProtocol", ["http", "https", "http2"], openApi),
    between("glbSettings.targetPort", 1, 65_535, openApi),
  ],
  holdsAddress: "ip",
  usage: "load_balancer",
  shares: balancerShares,
  traps: [
    {
      words: `sizeUnit is above 100: each node costs ${usd(prices.loadBalancerRegional.usd)} a month or more, and DigitalOcean's API document allows 100 nodes, its product page 200`,
      has: (balancer) => (balancer.read("sizeUnit").number() ?? 0) > 100,
    },
  ],
  live: {
    listed: { path: "/v2/load_balancers", root: "load_balancers" },
    urn: "do:loadbalancer:{id}",
    attributes: loadBalancerAttributes,
  },
  price: loadBalancerPrice,
});
