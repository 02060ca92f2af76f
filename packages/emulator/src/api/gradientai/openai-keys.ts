import * as z from "zod";
import { type ApiModule, bodyOperation, type Call, need, ok, operation, page, rows } from "../operation.ts";
import { type OpenAiKey, openAiKeyTable } from "./openai-key.ts";

const path = "/v2/gen-ai/openai/keys";
const one = `${path}/{api_key_uuid}`;

const parts = z.object({ name: z.string().min(1, "Name can't be blank"), api_key: z.string().min(1) });

/** Keys to OpenAI that agents use. There are no agents. */
export const openAiKeys: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) =>
      page(call, "api_key_infos", rows(call, openAiKeyTable).all(), (some) => some.map(answer)),
    ),
    bodyOperation("POST", path, "document", parts, (call, { name }) => {
      const uuid = call.cloud.ids.uuid();
      return put(call, { uuid, name, created_at: call.cloud.clock.stamp });
    }),
    operation("GET", one, "document", (call) => ok({ api_key_info: answer(needKey(call)) })),
    bodyOperation("PUT", one, "document", parts.partial(), (call, { name }) => {
      const old = needKey(call);
      return put(call, { ...old, name: name ?? old.name });
    }),
    operation("DELETE", one, "document", (call) => {
      const key = needKey(call);
      rows(call, openAiKeyTable).delete(key.uuid);
      return ok({ api_key_info: { ...answer(key), deleted_at: call.cloud.clock.stamp } });
    }),
    operation("GET", `${path}/{uuid}/agents`, "document", (call) => {
      need(call, openAiKeyTable, "uuid");
      return page(call, "agents", []);
    }),
  ],
};

const needKey = (call: Call): OpenAiKey => need(call, openAiKeyTable, "api_key_uuid");

function put(call: Call, key: Omit<OpenAiKey, "updated_at">) {
  const row = rows(call, openAiKeyTable).put(key.uuid, { ...key, updated_at: call.cloud.clock.stamp });
  return ok({ api_key_info: answer(row) });
}

const answer = (key: OpenAiKey) => ({ ...key, created_by: "1", models: [] });
