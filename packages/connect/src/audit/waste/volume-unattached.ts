import { clusterOf } from "../cluster-of.ts";
import type { WasteKind } from "./waste.ts";

/** A volume without a Droplet, which is billed in full. */
export const volumeUnattached: WasteKind = {
  id: "volume-unattached",
  title: "Volumes that no Droplet uses",
  kinds: ["Volume"],
  fix: "Attach it, or take a snapshot of it if its data matters and delete it",
  check(volume, { account }) {
    const droplets = account.fact(volume, "droplet_ids");
    if (!droplets.isList || droplets.elements().length > 0) return undefined;
    // A claim keeps its volume while no pod runs that uses it.
    return clusterOf(volume, account)?.exists === true ? undefined : "no Droplet has it attached";
  },
};
