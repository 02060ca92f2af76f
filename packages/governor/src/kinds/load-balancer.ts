import { loadBalancerPrice } from "../cost/load-balancer-price";
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
  price: loadBalancerPrice,
});
