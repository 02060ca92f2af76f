import { databaseMemoryGb } from "@infrafabric/governor/internal";
import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { planVpc } from "../parts/private-network";
import type { DatabaseDesign } from "./design";
import { planSources } from "./sources";

/** A copy, and what there is for it alone. */
export interface PlannedReplica {
  readonly region: string;
  readonly replica: Planned<digitalocean.DatabaseReplica>;
  /** Undefined without trusted sources. */
  readonly firewall: Planned<digitalocean.DatabaseFirewall> | undefined;
  /** Undefined with `vpcId`. */
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
}

/** Plans a copy in each of the other regions, with a VPC there and trusted sources of its own. */
export function planReplicas(
  design: DatabaseDesign,
  clusterId: pulumi.Output<string>,
): ReadonlyMap<string, PlannedReplica> {
  const { name, plan, args, given, problem, labels, need, overlay } = design;
  if (given("replicaArgs") && !given("replicas")) {
    problem("replicaArgs", "is for replicas", { hint: "set replicas as well" });
  }
  return new Map(
    Object.entries(args.replicas ?? {}).map(([key, { region, size, vpcId }]) => {
      const path = `replicas.${key}` as const;
      if (region.toLowerCase() === args.region?.toLowerCase()) {
        problem(`${path}.region`, `"${region}" is the region of the database itself`, {
          hint: "choose a region that does not share its failures; nodes add a standby in the same one",
        });
      }
      if (size !== undefined) checkSize(design, `${path}.size`, size);
      const child = `${name}-replica-${key}`;
      const network =
        vpcId === undefined
          ? planVpc(design, "Database", `${child}-vpc`, { region }, { region: `${path}.region` })
          : { vpc: undefined, vpcId };
      const own: digitalocean.DatabaseReplicaArgs = {
        clusterId,
        region,
        size: size ?? need("size"),
        privateNetworkUuid: network.vpcId,
        tags: [...labels],
      };
      const replica = plan.child(digitalocean.DatabaseReplica, {
        name: child,
        ...overlay("replicaArgs", own),
        from: {
          rules: {
            "database-trusted-sources": {
              argument: "trustedSources",
              fix: "set trustedSources to who connects: tags, droplets, apps, clusters or addresses",
            },
          },
          inputs: {
            region: `${path}.region`,
            size: size === undefined ? "size" : `${path}.size`,
            privateNetworkUuid: `${path}.vpcId`,
          },
          whole: "replicas",
        },
      });
      const firewall = planSources(
        design,
        `${child}-firewall`,
        replica.output(({ uuid }) => uuid),
      );
      return [key, { region, replica, firewall, vpc: network.vpc }];
    }),
  );
}

/**
 * A copy has to hold all that the database holds, and to keep up with it. Memory tells sizes apart: where the catalogue
 * knows the storage of two, the one with less memory has less of it, too.
 */
function checkSize({ args: { size }, problem }: DatabaseDesign, path: string, own: string): void {
  const [has, needs] = [databaseMemoryGb(own), databaseMemoryGb(size ?? "")];
  if (has === undefined || needs === undefined || has >= needs) return;
  problem(path, `"${own}" has ${has} GB of memory, and the database ${needs}`, {
    allowed: "a size that is not smaller than that of the database",
    hint: "choose a larger size, or leave it out: it is that of the database then",
  });
}
