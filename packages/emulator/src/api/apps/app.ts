import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { appInputs } from "./app-inputs.ts";
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

describes(appTable, {
  kind: "App",
  product: "App Platform",
  urn: "app",
  path: "/v2/apps",
  read: ({ id, spec, active, created_at }) => ({
    id,
    name: spec.name,
    status: active === undefined ? "deploying" : "active",
    since: created_at,
    inputs: appInputs(spec),
  }),
});
