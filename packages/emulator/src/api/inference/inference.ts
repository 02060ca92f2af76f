import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo, describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

export const modelDeployment = z.object({
  model_id: z.string().default(""),
  model_slug: z.string().min(1),
  model_provider: z.string().min(1),
  provider_model_id: z.string().default(""),
  workload_config: z.record(z.string(), z.json()).exactOptional(),
  accelerators: z
    .array(z.object({ accelerator_slug: z.string().min(1), scale: z.int().min(1), type: z.string().min(1) }))
    .min(1),
});

const inference = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  status: z.enum(["provisioning", "active", "updating", "deleting"]),
  vpc_uuid: z.string(),
  version: z.number(),
  enable_public_endpoint: z.boolean(),
  model_deployments: z.array(modelDeployment),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** Models on accelerators of one's own, which never answer. */
export type Inference = z.infer<typeof inference>;

export const inferenceTable = tableOf("dedicated_inferences", inference);

const token = z.object({
  id: z.string(),
  /** Id of what it opens. */
  inference: z.string(),
  name: z.string(),
  created_at: stampSchema,
  is_managed: z.boolean(),
});

/** What opens an inference. Its value is said once, and not kept. */
export type InferenceToken = z.infer<typeof token>;

export const inferenceTokenTable = tableOf("dedicated_inference_tokens", token);

describes(inferenceTable, {
  kind: "DedicatedInference",
  product: "Dedicated Inference",
  path: "/v2/dedicated-inferences",
  read: ({ id, name, region, status, vpc_uuid, created_at }) => ({
    ...{ id, name, region, status, vpcs: [vpc_uuid] },
    ...{ since: created_at, inputs: { region } },
  }),
});
belongsTo("DedicatedInference", inferenceTokenTable);

/** The tokens of an inference, oldest first. */
export function tokensOf(account: Account, id: string): readonly InferenceToken[] {
  return inferenceTokenTable.of(account).filter(({ inference: of }) => of === id);
}

/** An inference as transitions name it. */
export const inferenceSubject = (id: string) => `dedicated_inference:${id}`;
