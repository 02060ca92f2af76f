import { free } from "../cost/price";
import { address } from "../limits/address";
import { atMost } from "../limits/at-most";
import { docs, openApi, provider } from "../limits/citations";
import { peerCount, ruleCount, rulePorts, someFirewallRule } from "../limits/firewall-rules";
import { oneWordOf } from "../limits/one-of";
import { tagName } from "../limits/tag-name";
import { named } from "../limits/text";
import { firewallAttributes } from "../live/firewall";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const firewall: Kind = defineKind({
  name: "Firewall",
  type: "digitalocean:index/firewall:Firewall",
  scopes: scopesOf("firewall"),
  scopesWhere: { dropletIds: ["droplet:read"], tags: ["tag:read"] },
  // The Droplets that the firewall applies to.
  tags: { use: "selector", path: "tags" },
  nameInput: "name",
  names: {
    dropletIds: "Droplet",
    "inboundRules[].sourceDropletIds": "Droplet",
    "inboundRules[].sourceKubernetesIds": "KubernetesCluster",
    "inboundRules[].sourceLoadBalancerUids": "LoadBalancer",
    "inboundRules[].sourceTags": "Tag",
    "outboundRules[].destinationDropletIds": "Droplet",
    "outboundRules[].destinationKubernetesIds": "KubernetesCluster",
    "outboundRules[].destinationLoadBalancerUids": "LoadBalancer",
    "outboundRules[].destinationTags": "Tag",
  },
  computed: ["createdAt", "pendingChanges", "status"],
  limits: [
    named(
      "name",
      /^[a-z0-9][a-z0-9.-]+$/i,
      "two or more letters, digits, dots and dashes, starting with a letter or digit",
      openApi,
    ),
    atMost("dropletIds", 10, docs("Cloud Firewall limits", "Jun 2025"), "select the Droplets by tag (tags)"),
    atMost("tags", 5, docs("Cloud Firewall limits", "Jun 2025"), "give the Droplets one common tag"),
    ruleCount,
    peerCount("inbound"),
    peerCount("outbound"),
    someFirewallRule,
    ...(["inbound", "outbound"] as const).flatMap((direction) => [
      oneWordOf(`${direction}Rules[].protocol`, ["tcp", "udp", "icmp"], openApi),
      oneWordOf(`${direction}Rules[].action`, ["allow", "deny"], provider),
      rulePorts(direction),
    ]),
    address("inboundRules[].sourceAddresses[]", openApi, { blocks: true }),
    address("outboundRules[].destinationAddresses[]", openApi, { blocks: true }),
    tagName("inboundRules[].sourceTags[]"),
    tagName("outboundRules[].destinationTags[]"),
  ],
  live: { listed: { path: "/v2/firewalls", root: "firewalls" }, attributes: firewallAttributes },
  price: free,
});
