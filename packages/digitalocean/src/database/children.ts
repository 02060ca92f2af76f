import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { type PrivateNetwork, planPrivateNetwork } from "../parts/private-network";
import { type Access, planAccess } from "./access";
import { planAlerts } from "./alerts";
import { planCluster } from "./cluster";
import type { DatabaseDesign } from "./design";
import { grantsSql } from "./grants";
import { planLogSink } from "./log-sink";
import { type PlannedReplica, planReplicas } from "./replicas";
import { planSources } from "./sources";
import { planTopics } from "./topics";

/** The children of a database that others may want to look at, and what they know. */
export interface DatabaseChildren extends PrivateNetwork, Access {
  readonly cluster: Planned<digitalocean.DatabaseCluster>;
  readonly firewall: Planned<digitalocean.DatabaseFirewall> | undefined;
  readonly replicas: ReadonlyMap<string, PlannedReplica>;
  readonly grantsSql: string | undefined;
}

/** Plans the children of a database, in the order in which they are registered. */
export function planDatabase(design: DatabaseDesign): DatabaseChildren {
  const { name, args, given, faulty, problem } = design;
  const replicas = Object.values(args.replicas ?? {});
  const needsNoVpc = given("vpcId") && !faulty("replicas") && replicas.every(({ vpcId }) => vpcId !== undefined);
  if (given("vpcArgs") && needsNoVpc) {
    problem("vpcArgs", "is for VPCs of its own, but vpcId names others", { hint: "remove one of the two" });
  }
  const network = planPrivateNetwork(design, "Database", ["ipRange"]);
  const cluster = planCluster(design, network);
  const clusterId = cluster.output(({ id }) => id);
  // First of all: until then everyone may connect.
  const firewall = planSources(design, `${name}-firewall`, clusterId);
  const access = planAccess(design, clusterId);
  planTopics(design, clusterId);
  const copies = planReplicas(design, clusterId);
  planLogSink(design, clusterId);
  planAlerts(design, clusterId);
  return { ...network, ...access, cluster, firewall, replicas: copies, grantsSql: grantsSql(args.users ?? {}) };
}
