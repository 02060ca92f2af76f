import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/vector-databases";
const body = { name: "vectors", region: "tor1", size: "vdb-small", tags: ["ai"] };

it("a vector database is creating, then active, changed and deleted", async () => {
  const client = await openClient();
  client.emulator.cloud.clock.stop(Date.UTC(2027, 0, 1));
  const made = await client.post(path, body);
  expect(made).toMatchObject({ status: 201, body: { vector_db: { ...body, status: "creating" } } });
  const one = `${path}/${made.body.vector_db.id}`;
  const { vector_db } = (await client.get(one)).body;
  expect(vector_db).toEqual({ ...made.body.vector_db, status: "active" });
  expect((await client.get(path)).body).toMatchObject({ total: 1, vector_dbs: [vector_db] });
  const changed = (await client.put(one, { config: { enable_auto_schema: true } })).body.vector_db;
  expect(changed.config).toEqual({ enable_auto_schema: true });
  expect((await client.post(`${one}/resize`, { size: "vdb-large" })).body.vector_db.size).toBe("vdb-large");
  expect((await client.put(`${one}/tags`, { tags: [] })).body.vector_db.tags).toEqual([]);
  const credentials = (await client.get(`${one}/credentials`)).body;
  expect(credentials.api_token).toMatch(/^\w{40}$/);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain(credentials.api_token);
  expect((await client.delete(one)).status).toBe(204);
  expect((await client.get(one)).status).toBe(404);
  expect((await client.get(path)).body.total).toBe(0);
});

it("a backup a day is there, and can be restored", async () => {
  const client = await openClient();
  client.emulator.cloud.clock.stop(Date.UTC(2027, 0, 1));
  const one = `${path}/${(await client.post(path, body)).body.vector_db.id}`;
  expect((await client.get(`${one}/backups`)).body.backups).toEqual([]);
  client.emulator.cloud.clock.advance(10 * 24 * 60 * 60 * 1000);
  const { backups } = (await client.get(`${one}/backups`)).body;
  expect(backups).toHaveLength(7);
  const restore = `${one}/backups/${backups[0].backup_id}/restore`;
  expect((await client.get(restore)).status).toBe(404);
  expect((await client.post(restore)).body).toEqual({ backup_id: backups[0].backup_id, status: "SUCCESS" });
  expect((await client.get(restore)).body.status).toBe("SUCCESS");
  expect((await client.post(`${one}/backups/none/restore`)).status).toBe(404);
});

it.each([{ name: "No" }, { region: "moon1" }, { name: "vectors" }])("is refused as %j", async (own) => {
  const client = await openClient();
  await client.post(path, body);
  const refused = await client.post(path, { ...body, name: "others", ...own });
  expect(refused).toMatchObject({ status: 422, body: { id: "unprocessable_entity" } });
});
