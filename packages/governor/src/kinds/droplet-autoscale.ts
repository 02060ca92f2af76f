import { autoscaleCount, most } from "../cost/count";
import { fleetPrice } from "../cost/droplet-price";
import { autoscaleShares } from "../cost/traffic";
import { poweredOff } from "../cost/traps";
import { agentForLoad } from "../limits/agent-for-load";
import { autoscaleConfig } from "../limits/autoscale-config";
import { between } from "../limits/between";
import { openApi } from "../limits/citations";
import { publicIpv6 } from "../limits/ipv6";
import { notAbove } from "../limits/not-above";
import { named } from "../limits/text";
import { userDataSize } from "../limits/user-data";
import { objectsIn } from "../live/api-object";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

/** Its Droplets can have neither backups nor monitoring: the template has no such inputs. */
export const dropletAutoscale: Kind = defineKind({
  name: "DropletAutoscale",
  type: "digitalocean:index/dropletAutoscale:DropletAutoscale",
  unimported: ["dropletTemplate.userData"],
  scopes: scopesOf("droplet"),
  scopesWhere: {
    "dropletTemplate.projectId": ["project:read"],
    "dropletTemplate.sshKeys": ["ssh_key:read"],
    "dropletTemplate.tags": ["tag:read"],
    "dropletTemplate.vpcUuid": ["vpc:read"],
  },
  tags: { use: "label", path: "dropletTemplate.tags" },
  region: { path: "dropletTemplate.region", slugs: "datacenter", required: true },
  vpcs: ["dropletTemplate.vpcUuid"],
  size: { path: "dropletTemplate.size", list: "droplet" },
  nameInput: "name",
  // Source: DigitalOcean's OpenAPI (7 Aug 2026), autoscale_pool_droplet_template.
  defaults: { "dropletTemplate.publicNetworking": true },
  secrets: ["dropletTemplate.userData"],
  computed: ["createdAt", "currentUtilizations", "status", "updatedAt"],
  limits: [
    autoscaleConfig,
    agentForLoad,
    between("config.minInstances", 1, 500, openApi),
    between("config.maxInstances", 1, 1000, openApi),
    notAbove("config.minInstances", "config.maxInstances", openApi),
    between("config.targetNumberInstances", 1, 1000, openApi),
    between("config.targetCpuUtilization", 0.05, 1, openApi),
    between("config.targetMemoryUtilization", 0.05, 1, openApi),
    between("config.cooldownMinutes", 5, 20, openApi),
    userDataSize("dropletTemplate."),
    publicIpv6("dropletTemplate."),
    named(
      "name",
      /^[a-z0-9.-]*[a-z0-9]$/i,
      "at most 255 letters, digits, dots and dashes, ending with a letter or digit",
      openApi,
      255,
    ),
  ],
  droplets: (pool) => most(autoscaleCount(pool)),
  usage: "droplet",
  shares: autoscaleShares,
  traps: [poweredOff],
  live: {
    listed: { path: "/v2/droplets/autoscale", root: "autoscale_pools" },
    more: [{ path: "/v2/droplets/autoscale/{id}/members", root: "droplets" }],
    makes: {
      kind: "Droplet",
      ids: ({ droplets }) => objectsIn(droplets).map((member) => member.droplet_id),
    },
  },
  price: (pool) => fleetPrice(pool, "dropletTemplate.size", autoscaleCount(pool)),
});
