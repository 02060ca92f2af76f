import * as z from "zod";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

export const poolChange = z.object({
  mode: z.enum(["transaction", "session", "statement"]),
  size: z.number().int().min(1),
  db: z.string(),
  /** Empty: whoever connects brings their own. */
  user: z.string().default(""),
});

const pool = poolChange.extend({ cluster: z.string(), name: z.string() });

export type Pool = z.infer<typeof pool>;

/** Connection pools by cluster and name. */
export const poolTable = tableOf("database_pools", pool);

belongsTo("DatabaseCluster", poolTable);
