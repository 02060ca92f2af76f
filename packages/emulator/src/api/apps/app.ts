import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { tableOf } from "../../state/table.ts";
import { appSpec } from "./spec.ts";

const app = z.object({
  id: z.string(),
  spec: appSpec,
  created_at: stampSchema,
  updated_at: stampSchema,
  /** Deployments by id: the one that serves, and the one that will. */
  active: z.string().exactOptional(),
  pending: z.string().exactOptional(),
  /** The deployment that a rollback holds the app to. */
  pinned: z.string().exactOptional(),
});

export type App = z.infer<typeof app>;

export const appTable = tableOf("apps", app);
