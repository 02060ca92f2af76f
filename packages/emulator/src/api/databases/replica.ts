import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
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
