import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/functions/namespaces";

async function openNamespace() {
  const client = await openClient();
  client.emulator.cloud.clock.stop(Date.UTC(2027, 0, 1, 12));
  const { namespace } = (await client.post(path, { label: "jobs", region: "nyc1" })).body;
  return { client, namespace, one: `${path}/${namespace.namespace}` };
}

it("namespaces are created as Go's client and as doctl do, and deleted", async () => {
  const { client, namespace, one } = await openNamespace();
  expect(namespace).toMatchObject({
    label: "jobs",
    region: "nyc1",
    namespace: expect.stringMatching(/^fn-[\da-f-]{36}$/),
  });
  expect((await client.get(one)).body).toEqual({ namespace });
  const second = await client.post(path, { namespace: { label: "more", region: "ams3" } });
  expect(second).toMatchObject({ status: 200, body: { namespace: { region: "ams3" } } });
  expect((await client.get(path)).body.namespaces).toHaveLength(2);
  expect((await client.post(path, { label: "jobs", region: "nyc1" })).status).toBe(422);
  expect((await client.post(path, { label: "x", region: "moon1" })).status).toBe(422);
  expect((await client.post(path, { label: "x" })).status).toBe(422);
  expect((await client.delete(one)).status).toBe(204);
  expect((await client.get(one)).status).toBe(404);
  expect((await client.get(`${one}/triggers`)).status).toBe(404);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain(namespace.key);
});

it("triggers tell when they ran and will run, by the clock", async () => {
  const { client, one } = await openNamespace();
  const body = { name: "nightly", function: "hello", type: "SCHEDULED", is_enabled: true };
  const cron = (text: string) => ({ scheduled_details: { cron: text, body: { name: "x" } } });
  const made = await client.post(`${one}/triggers`, { ...body, ...cron("0 3 * * *") });
  const runs = { last_run_at: null, next_run_at: "2027-01-02T03:00:00Z" };
  expect(made).toMatchObject({ status: 200, body: { trigger: { ...body, scheduled_runs: runs } } });
  client.emulator.cloud.clock.advance(24 * 60 * 60 * 1000);
  const trigger = `${one}/triggers/nightly`;
  expect((await client.get(trigger)).body.trigger.scheduled_runs).toEqual({
    ...{ last_run_at: "2027-01-02T03:00:00Z", next_run_at: "2027-01-03T03:00:00Z" },
  });
  const changed = (await client.put(trigger, { is_enabled: false })).body.trigger;
  expect(changed).toMatchObject({ is_enabled: false, ...cron("0 3 * * *"), scheduled_runs: { next_run_at: null } });
  expect((await client.put(trigger, cron("soon"))).status).toBe(400);
  expect((await client.post(`${one}/triggers`, { ...body, ...cron("0 3 * * *") })).status).toBe(422);
  expect(
    (await client.post(`${one}/triggers`, { ...body, name: "x", type: "HTTP", ...cron("0 3 * * *") })).status,
  ).toBe(400);
  expect((await client.get(`${one}/triggers`)).body.triggers).toHaveLength(1);
  expect((await client.delete(trigger)).status).toBe(204);
  expect((await client.get(trigger)).status).toBe(404);
});

it("access keys show their secret once", async () => {
  const { client, one } = await openNamespace();
  const made = await client.post(`${one}/keys`, { name: "ci", expires_in: "7d" });
  expect(made.status).toBe(201);
  const { secret, ...key } = made.body.access_key;
  expect(secret).toMatch(/^fn_secret_\w{32}$/);
  expect(key).toMatchObject({ name: "ci", expires_at: "2027-01-08T12:00:00Z" });
  expect((await client.get(`${one}/keys`)).body.access_keys).toEqual([key]);
  expect((await client.post(`${one}/keys`, { name: "ci" })).status).toBe(409);
  expect((await client.post(`${one}/keys`, { name: "x", expires_in: "soon" })).status).toBe(400);
  expect((await client.put(`${one}/keys/${key.id}`, { name: "cd" })).body.access_key.name).toBe("cd");
  expect((await client.delete(`${one}/keys/${key.id}`)).status).toBe(200);
  expect((await client.delete(`${one}/keys/${key.id}`)).status).toBe(404);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain(secret);
});
