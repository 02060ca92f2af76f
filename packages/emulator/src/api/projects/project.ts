import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

export const environments = ["Development", "Staging", "Production"] as const;

const project = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  purpose: z.string(),
  environment: z.enum(environments).optional(),
  is_default: z.boolean(),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** A group of resources; everything is in one. */
export type Project = z.infer<typeof project>;

export const projectTable = tableOf("projects", project);

belongsTo("the account", projectTable);

/** The project of all that is in no other; made when it is first needed, and never deleted. */
export function defaultProject(cloud: Cloud, account: Account): Project {
  const table = projectTable.of(account);
  const known = table.find(({ is_default }) => is_default);
  if (known !== undefined) return known;
  const id = cloud.ids.uuid();
  return table.put(id, {
    id,
    name: "first-project",
    description: "Update your project information under Settings",
    purpose: "Just trying out DigitalOcean",
    environment: "Development",
    is_default: true,
    created_at: cloud.clock.stamp,
    updated_at: cloud.clock.stamp,
  });
}
