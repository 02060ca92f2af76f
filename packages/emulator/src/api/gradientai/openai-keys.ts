import * as z from "zod";
import { collection } from "../collection.ts";
import { type ApiModule, need, ok, operation, page } from "../operation.ts";
import { type OpenAiKey, openAiKeyTable } from "./openai-key.ts";

const path = "/v2/gen-ai/openai/keys";

const parts = z.object({ name: z.string().min(1, "Name can't be blank"), api_key: z.string().min(1) });

/** Keys to OpenAI that agents use. There are no agents. */
export const openAiKeys: ApiModule = {
  operations: [
    ...collection({
      path,
      id: "api_key_uuid",
      many: "api_key_infos",
      one: "api_key_info",
      table: openAiKeyTable,
      nameOf: ({ uuid }) => uuid,
      answer,
      create: {
        schema: parts,
        status: ok,
        row: ({ cloud }, { name }): OpenAiKey => {
          const dates = { created_at: cloud.clock.stamp, updated_at: cloud.clock.stamp };
          return { uuid: cloud.ids.uuid(), name, ...dates };
        },
      },
      change: {
        method: "PUT",
        schema: parts.partial(),
        row: ({ cloud }, old, { name }) => ({ ...old, name: name ?? old.name, updated_at: cloud.clock.stamp }),
      },
      remove: (key, { cloud }) => ok({ api_key_info: { ...answer(key), deleted_at: cloud.clock.stamp } }),
    }),
    operation("GET", `${path}/{uuid}/agents`, "document", (call) => {
      need(call, openAiKeyTable, "uuid");
      return page(call, "agents", []);
    }),
  ],
};

function answer(key: OpenAiKey) {
  return { ...key, created_by: "1", models: [] };
}
