import { loadBalancerPrice } from "../cost/load-balancer-price";
import { atMost } from "../limits/at-most";
import { between } from "../limits/between";
import { encryptedEntry } from "../limits/encrypted-entry";
import { sizeUnit } from "../limits/size-unit";
import { docs, openApi, provider } from "../limits/sources";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const loadBalancer: Kind = defineKind({
  name: "LoadBalancer",
  type: "digitalocean:index/loadBalancer:LoadBalancer",
  // A GLOBAL one has none; the provider refuses another without one at preview.
  region: { path: "region", slugs: "datacenter", required: false },
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
    atMost("dropletIds", 10, docs("Load Balancer limits", "6 Nov 2026"), "name the Droplets by a tag (dropletTag)"),
    // DigitalOcean's OpenAPI (7 Aug 2026) says 100.
    between("sizeUnit", 1, 200, docs("Load Balancer limits", "6 Nov 2026")),
    sizeUnit,
  ],
  holdsAddress: "ip",
  price: loadBalancerPrice,
});
