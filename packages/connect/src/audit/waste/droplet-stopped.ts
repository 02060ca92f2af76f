import { clusterOf } from "../cluster-of.ts";
import type { WasteKind } from "./waste.ts";

/** A Droplet that is powered off and billed as if it ran. */
export const dropletStopped: WasteKind = {
  id: "droplet-stopped",
  title: "Droplets that are powered off and still billed",
  kinds: ["Droplet"],
  fix: "Start it, or take a snapshot of it and destroy it",
  check(droplet, { account }) {
    const isOff = account.fact(droplet, "status").text() === "off";
    return isOff && clusterOf(droplet, account)?.exists !== true
      ? "it is powered off, and DigitalOcean bills a Droplet until it is destroyed"
      : undefined;
  },
};
