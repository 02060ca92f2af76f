import { clusterOf } from "../cluster-of.ts";
import { textsOf } from "../live-account.ts";
import type { WasteKind } from "./waste.ts";

/** A load balancer that has nowhere to send traffic to. */
export const loadBalancerIdle: WasteKind = {
  id: "load-balancer-idle",
  title: "Load balancers without a running target",
  kinds: ["LoadBalancer"],
  needs: ["Droplet"],
  fix: "Add Droplets, or delete it after moving its DNS records",
  check(balancer, { account }) {
    // One of Kubernetes waits for its nodes; a global one sends traffic to other load balancers and CDNs.
    if (clusterOf(balancer, account)?.exists === true || balancer.read("type").text()?.toUpperCase() === "GLOBAL")
      return undefined;
    const [listed, tag] = [balancer.read("dropletIds"), balancer.read("dropletTag")];
    if (listed.opaque || tag.opaque) return undefined;
    const ids = new Set([...textsOf(listed), ...textsOf(account.fact(balancer, "droplet_ids"))]);
    const wanted = tag.text()?.toLowerCase();
    const droplets = account.stack
      .ofKind("Droplet")
      .filter(
        (droplet) =>
          ids.delete(droplet.id ?? "") ||
          textsOf(droplet.read("tags")).some((one) => wanted !== undefined && one.toLowerCase() === wanted),
      );
    // What is left is not listed, such as a Droplet that was created a moment ago.
    if (ids.size > 0) return undefined;
    if (droplets.length === 0)
      return wanted === undefined ? "it has no Droplets to send traffic to" : `no Droplet has its tag ${tag.text()}`;
    return droplets.every((droplet) => account.fact(droplet, "status").text() === "off")
      ? "all of its Droplets are powered off"
      : undefined;
  },
};
