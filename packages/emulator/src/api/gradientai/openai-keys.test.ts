import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/gen-ai/openai/keys";

it("keys to OpenAI are made, renamed and deleted, and never said again", async () => {
  const client = await openClient();
  const { api_key_info: made } = (await client.post(path, { name: "ci", api_key: "sk-secret" })).body;
  const one = `${path}/${made.uuid}`;
  expect((await client.put(one, { name: "ci-2", api_key: "sk-other" })).body.api_key_info.name).toBe("ci-2");
  expect((await client.get(path)).body.api_key_infos).toHaveLength(1);
  expect((await client.get(`${one}/agents`)).body.agents).toEqual([]);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toMatch(/sk-/);
  expect((await client.delete(one)).body.api_key_info).toHaveProperty("deleted_at");
  expect((await client.get(one)).status).toBe(404);
  expect((await client.post(path, { name: "", api_key: "sk-secret" })).status).toBe(422);
});
