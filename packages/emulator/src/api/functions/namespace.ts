import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const namespace = z.object({
  /** Its name, such as `fn-` and a UUID. */
  namespace: z.string(),
  uuid: z.string(),
  label: z.string(),
  region: z.string(),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** A namespace of functions. Its key is stored nowhere. */
export type Namespace = z.infer<typeof namespace>;

export const namespaceTable = tableOf("functions_namespaces", namespace);

export const triggerParts = z.object({
  name: z.string().min(1).max(128),
  function: z.string().min(1),
  type: z.string(),
  is_enabled: z.boolean(),
  scheduled_details: z.object({ cron: z.string(), body: z.record(z.string(), z.json()).exactOptional() }),
});

const trigger = triggerParts.extend({ namespace: z.string(), created_at: stampSchema, updated_at: stampSchema });

/** What calls a function by the clock. */
export type Trigger = z.infer<typeof trigger>;

/** Triggers by namespace and name. */
export const triggerTable = tableOf("functions_triggers", trigger);

const accessKey = z.object({
  id: z.string(),
  name: z.string(),
  created_at: stampSchema,
  updated_at: stampSchema,
  expires_at: stampSchema.nullable(),
});

/** What opens a namespace to others. Its secret is stored nowhere. */
export type AccessKey = z.infer<typeof accessKey>;

/** Access keys by namespace and id. */
export const accessKeyTable = tableOf("functions_keys", accessKey);

belongsTo("the account", namespaceTable, triggerTable, accessKeyTable);
