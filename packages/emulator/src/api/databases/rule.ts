import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const rule = z.object({
  uuid: z.string(),
  cluster_uuid: z.string(),
  type: z.enum(["droplet", "k8s", "ip_addr", "tag", "app"]),
  value: z.string(),
  created_at: stampSchema,
  description: z.string().exactOptional(),
});

export type Rule = z.infer<typeof rule>;

/** Who may connect to a cluster; without a rule everybody may. */
export const ruleTable = tableOf("database_rules", rule);

belongsTo("DatabaseCluster", ruleTable);
