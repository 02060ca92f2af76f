import { clusterOf } from "../cluster-of.ts";
import { textsOf } from "../live-account.ts";
import type { WasteKind } from "./waste.ts";

/** A firewall that protects nothing. */
export const firewallUnused: WasteKind = {
  id: "firewall-unused",
  title: "Firewalls that apply to no Droplet",
  kinds: ["Firewall"],
  needs: ["Droplet", "KubernetesCluster"],
  fix: "Add Droplets or tags, or delete it",
  check(firewall, { account }) {
    if (clusterOf(firewall, account)?.exists === true) return undefined;
    const ids = textsOf(firewall.read("dropletIds"));
    const tags = new Set(textsOf(firewall.read("tags")).map((tag) => tag.toLowerCase()));
    if (ids.length > 0 || firewall.read("dropletIds").opaque || firewall.read("tags").opaque) return undefined;
    if (tags.size === 0) return "it has no Droplets and no tags";
    const isTagged = account.stack
      .ofKind("Droplet", "DropletAutoscale", "KubernetesCluster", "KubernetesNodePool")
      .some((one) =>
        ["tags", "dropletTemplate.tags", "nodePool.tags"].some((path) =>
          textsOf(one.read(path)).some((tag) => tags.has(tag.toLowerCase())),
        ),
      );
    return isTagged ? undefined : `no Droplet has its ${tags.size === 1 ? "tag" : "tags"} ${[...tags].join(", ")}`;
  },
};
