import { databaseEngine } from "@infrafabric/governor/internal";
import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { Weekday } from "../parts/backup-policy-args";
import type { PrivateNetwork } from "../parts/private-network";
import { byProtect, protection } from "../parts/protection";
import type { DatabaseDesign } from "./design";

/** As DigitalOcean names them for databases. */
const days: Readonly<Record<Weekday, string>> = {
  SUN: "sunday",
  MON: "monday",
  TUE: "tuesday",
  WED: "wednesday",
  THU: "thursday",
  FRI: "friday",
  SAT: "saturday",
};

/** Plans the cluster. */
export function planCluster(design: DatabaseDesign, network: PrivateNetwork): Planned<digitalocean.DatabaseCluster> {
  const { name, plan, args, need, labels, overlay } = design;
  const { storageGib, storageAutoscale, restoreFrom, projectId } = args;
  const { weekday = "SUN", hour = 4 } = args.maintenanceWindow ?? {};
  const evictionPolicy = args.evictionPolicy ?? (args.engine === "valkey" ? "allkeys_lru" : undefined);
  const autoscale = autoscaleOf(design);
  const own: digitalocean.DatabaseClusterArgs = {
    engine: need("engine"),
    version: need("version"),
    region: need("region"),
    size: need("size"),
    nodeCount: args.nodes ?? nodesOf(design),
    privateNetworkUuid: network.vpcId,
    maintenanceWindows: [{ day: days[weekday], hour: `${String(hour).padStart(2, "0")}:00` }],
    tags: [...labels],
    ...(storageGib === undefined ? {} : { storageSizeMib: String(storageGib * 1024) }),
    ...(autoscale === undefined ? {} : { storageAutoscale: autoscale }),
    ...(evictionPolicy === undefined ? {} : { evictionPolicy }),
    ...(restoreFrom === undefined
      ? {}
      : {
          backupRestore: {
            databaseName: restoreFrom.cluster,
            ...(restoreFrom.backupCreatedAt === undefined ? {} : { backupCreatedAt: restoreFrom.backupCreatedAt }),
          },
        }),
    ...(projectId === undefined ? {} : { projectId }),
  };
  return plan.child(digitalocean.DatabaseCluster, {
    name: `${name}-cluster`,
    ...overlay("clusterArgs", own),
    from: {
      rules: {
        "database-trusted-sources": {
          argument: "trustedSources",
          fix: "set trustedSources to who connects: tags, droplets, apps, clusters or addresses",
        },
        "database-engine-options": {
          argument: "pools",
          fix: "lower the size of the pools, or choose a larger size",
        },
        "protect-stateful": byProtect,
      },
      inputs: {
        engine: "engine",
        version: "version",
        region: "region",
        size: "size",
        nodeCount: "nodes",
        privateNetworkUuid: "vpcId",
        storageSizeMib: "storageGib",
        evictionPolicy: "evictionPolicy",
        maintenanceWindows: "maintenanceWindow",
        backupRestore: "restoreFrom",
        projectId: "projectId",
      },
      mirrors: { storageAutoscale: "storageAutoscale" },
    },
    options: {
      ...protection(design),
      // DigitalOcean has made it larger by now, and it cannot shrink.
      ...(storageAutoscale === undefined || storageGib === undefined ? {} : { ignoreChanges: ["storageSizeMib"] }),
    },
  });
}

/** Off is said aloud where storage can grow: the provider leaves on what is only left out. */
function autoscaleOf({
  args: { engine, storageAutoscale },
}: DatabaseDesign): digitalocean.types.input.DatabaseClusterStorageAutoscale | undefined {
  if (storageAutoscale !== undefined) {
    return { enabled: true, thresholdPercent: 80, incrementGib: 10, ...storageAutoscale };
  }
  return databaseEngine(engine ?? "")?.storage === true ? { enabled: false } : undefined;
}

/** The fewest nodes of the engine; in production the fewest of which one can fail. */
function nodesOf({ args, settings }: DatabaseDesign): number {
  const { nodes = [1] } = databaseEngine(args.engine ?? "") ?? {};
  const least = settings.environment?.production === true ? 2 : 1;
  return nodes.find((count) => count >= least) ?? least;
}
