import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const openAiKey = z.object({
  uuid: z.string(),
  name: z.string(),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** That an account has a key to OpenAI. The key itself is not kept: nothing would use it. */
export type OpenAiKey = z.infer<typeof openAiKey>;

export const openAiKeyTable = tableOf("openai_keys", openAiKey);

belongsTo("the account", openAiKeyTable);
