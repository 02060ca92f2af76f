import { autoscaleCount, most } from "../cost/count";
import { fleetPrice } from "../cost/droplet-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Its Droplets can have neither backups nor monitoring: the template has no such inputs. */
export const dropletAutoscale: Kind = defineKind({
  name: "DropletAutoscale",
  type: "digitalocean:index/dropletAutoscale:DropletAutoscale",
  tags: { use: "label", path: "dropletTemplate.tags" },
  region: { path: "dropletTemplate.region", slugs: "datacenter", required: true },
  size: { path: "dropletTemplate.size", list: "droplet" },
  nameInput: "name",
  secrets: ["dropletTemplate.userData"],
  computed: ["createdAt", "currentUtilizations", "status", "updatedAt"],
  droplets: (pool) => most(autoscaleCount(pool)),
  price: (pool) => fleetPrice(pool, "dropletTemplate.size", autoscaleCount(pool)),
});
