import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { tableOf } from "../../state/table.ts";

const registry = z.object({ name: z.string(), region: z.string(), created_at: stampSchema });

export type Registry = z.infer<typeof registry>;

/** Container registries by name. */
export const registryTable = tableOf("registries", registry);
