import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { PrivateNetwork } from "../parts/private-network";
import { byProtect, protection } from "../parts/protection";
import type { KubernetesDesign } from "./design";
import type { NodeTag } from "./node-tag";
import { checkVersions } from "./version";

/** Plans the cluster, with a default pool that never needs a change. */
export function planCluster(
  design: KubernetesDesign,
  { vpcId }: PrivateNetwork,
  { tagName }: NodeTag,
): Planned<digitalocean.KubernetesCluster> {
  const { name, plan, settings, args, need, given, labels, overlay } = design;
  const { upgradeTo, defaultPoolSize = "s-1vcpu-2gb", upgradeWindow = {}, registryIntegration = false } = args;
  const isProduction = settings.environment?.production === true;
  const { day = "sunday", startTime = "04:00" } = upgradeWindow;
  checkVersions(design);
  const own: digitalocean.KubernetesClusterArgs = {
    region: need("region"),
    version: upgradeTo ?? need("version"),
    vpcUuid: vpcId,
    // Without it, what a cluster gets depends on its version, and there is no way back.
    ha: args.ha ?? isProduction,
    autoUpgrade: true,
    surgeUpgrade: true,
    maintenancePolicy: { day, startTime },
    registryIntegration,
    destroyAllAssociatedResources: false,
    nodePool: {
      name: "default",
      size: defaultPoolSize,
      nodeCount: 1,
      labels: { pool: "default" },
      // Room for what Kubernetes itself runs; other pods go to the pools if they can.
      taints: [{ key: "default-pool", value: "true", effect: "PreferNoSchedule" }],
      tags: [...labels, tagName],
    },
    tags: [...labels],
    ...firewallOf(design),
    ...(args.clusterSubnet === undefined ? {} : { clusterSubnet: args.clusterSubnet }),
    ...(args.serviceSubnet === undefined ? {} : { serviceSubnet: args.serviceSubnet }),
  };
  return plan.child(digitalocean.KubernetesCluster, {
    name: `${name}-cluster`,
    ...overlay("clusterArgs", own),
    from: {
      rules: {
        "kubernetes-high-availability": { argument: "ha", fix: "leave out ha" },
        "protect-stateful": byProtect,
        ...(args.skipControlPlaneFirewall === true
          ? {
              "kubernetes-control-plane-firewall": {
                argument: "skipControlPlaneFirewall",
                fix: "set apiFrom instead of skipControlPlaneFirewall",
              },
            }
          : {}),
      },
      inputs: {
        region: "region",
        version: upgradeTo === undefined ? "version" : "upgradeTo",
        vpcUuid: "vpcId",
        tags: "tags",
        clusterSubnet: "clusterSubnet",
        serviceSubnet: "serviceSubnet",
        "nodePool.size": "defaultPoolSize",
        "nodePool.tags": "tags",
      },
      mirrors: {
        maintenancePolicy: "upgradeWindow",
        "controlPlaneFirewall.allowedAddresses": "apiFrom",
      },
    },
    options: {
      // DigitalOcean upgrades the patches; a program that names an older one would replace the cluster.
      ...(given("upgradeTo") ? {} : { ignoreChanges: ["version"] }),
      // Everything that runs on a cluster goes with it.
      ...protection(design),
    },
  });
}

/** The firewall in front of the API, which lets in the cluster's own nodes and what is named. */
function firewallOf({
  args,
  given,
  problem,
}: KubernetesDesign): Pick<digitalocean.KubernetesClusterArgs, "controlPlaneFirewall"> {
  if (args.skipControlPlaneFirewall === true) {
    if (given("apiFrom")) {
      problem("apiFrom", "is for the firewall, which skipControlPlaneFirewall turns off", {
        hint: "remove one of the two",
      });
    }
    return {};
  }
  if (!given("apiFrom")) {
    problem("apiFrom", "is missing: nobody outside the cluster could reach its API", {
      hint: "set the networks of your people and pipelines; [] if nobody is to reach it",
    });
  }
  return { controlPlaneFirewall: { enabled: true, allowedAddresses: args.apiFrom ?? [] } };
}
