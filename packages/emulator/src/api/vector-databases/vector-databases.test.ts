import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/vector-databases";
const parts = { name: "search", region: "nyc3", size: "small", project_id: "", tags: ["prod"] };

it("vector databases are made, changed, resized and deleted", async () => {
  const client = await openClient();
  const { body, status } = await client.post(path, parts);
  expect(status).toBe(201);
  expect(body.vector_db).toMatchObject({ status: "creating", endpoints: {}, tags: ["prod"] });
  const one = `${path}/${body.vector_db.id}`;
  expect((await client.get(one)).body.vector_db).toMatchObject({
    ...{ status: "active", endpoints: { http: expect.stringMatching(/^https:/) } },
  });
  expect((await client.get(path)).body).toMatchObject({ total: 1, vector_dbs: [{ name: "search" }] });
  const config = { default_quantization: "pq", enable_auto_schema: false, weaviate_version: "" };
  expect((await client.put(one, { config })).body.vector_db.config).toEqual({ ...config, weaviate_version: "1.32" });
  expect((await client.post(`${one}/resize`, { size: "large" })).body.vector_db.size).toBe("large");
  expect((await client.put(`${one}/tags`, { tags: ["a", "b"] })).body.vector_db.tags).toEqual(["a", "b"]);
  const { api_token } = (await client.get(`${one}/credentials`)).body;
  expect((await client.get(`${one}/credentials`)).body.api_token).toBe(api_token);
  expect((await client.delete(one)).status).toBe(204);
  expect((await client.get(one)).status).toBe(404);
});

it("vector databases have backups, and are restored from them", async () => {
  const client = await openClient();
  const { id } = (await client.post(path, parts)).body.vector_db;
  client.emulator.cloud.clock.advance(2.5 * 24 * 60 * 60 * 1000);
  const { backups } = (await client.get(`${path}/${id}/backups`)).body;
  expect(backups).toHaveLength(2);
  const restore = `${path}/${id}/backups/${backups[0].backup_id}/restore`;
  expect((await client.get(restore)).status).toBe(404);
  expect((await client.post(restore, {})).body.status).toBe("STARTED");
  expect((await client.get(restore)).body.status).toBe("SUCCESS");
  expect((await client.post(`${path}/${id}/backups/none/restore`, {})).status).toBe(404);
});

it("vector databases are refused that cannot be", async () => {
  const client = await openClient();
  await client.post(path, parts);
  for (const wrong of [
    {},
    { name: "" },
    { region: "nyc9" },
    { size: "huge" },
    { project_id: "none" },
    { tags: ["a b"] },
  ]) {
    const name = "name" in wrong || Object.keys(wrong).length === 0 ? {} : { name: "other" };
    expect((await client.post(path, { ...parts, ...name, ...wrong })).status, JSON.stringify(wrong)).toBe(422);
  }
});
