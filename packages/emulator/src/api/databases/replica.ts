import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes, keyOf } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { status } from "./cluster.ts";

const replica = z.object({
  id: z.string(),
  cluster: z.string(),
  name: z.string(),
  region: z.string(),
  size: z.string(),
  status,
  tags: z.array(z.string()),
  created_at: stampSchema,
  private_network_uuid: z.string(),
  storage_size_mib: z.number().exactOptional(),
});

export type Replica = z.infer<typeof replica>;

/** Read-only replicas by cluster and name. */
export const replicaTable = tableOf("database_replicas", replica);

describes(replicaTable, {
  kind: "DatabaseReplica",
  product: "Database Replicas",
  read: ({ id, name, region, status, private_network_uuid, cluster, size, storage_size_mib, created_at }) => ({
    id,
    name,
    detail: size,
    region,
    status,
    vpcs: [private_network_uuid],
    targets: [keyOf("DatabaseCluster", cluster)],
    since: created_at,
    inputs: { size, storageSizeMib: storage_size_mib },
  }),
});
