import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/byoip_prefixes";
const body = { prefix: "203.0.113.0/24", region: "nyc3", signature: "signed" };

it("a prefix becomes active, is advertised, and goes", async () => {
  const client = await openClient();
  client.emulator.cloud.transitions.policies.set("byoip_prefix.create", { when: "polls", times: 1 });
  const made = await client.post(path, body);
  expect(made).toMatchObject({ status: 202, body: { region: "nyc3", status: "in_progress" } });
  const one = `${path}/${made.body.uuid}`;
  const early = await client.patch(one, { advertise: true });
  expect(early).toMatchObject({ status: 422, body: { id: "unprocessable_entity" } });
  expect((await client.get(one)).body.byoip_prefix).toMatchObject({ status: "in_progress", locked: true });
  const { byoip_prefix } = (await client.get(one)).body;
  expect(byoip_prefix).toMatchObject({ prefix: body.prefix, status: "active", advertised: false });
  expect((await client.get(path)).body.byoip_prefixes).toEqual([byoip_prefix]);
  const advertised = await client.patch(one, { advertise: true });
  expect(advertised).toMatchObject({ status: 202, body: { byoip_prefix: { advertised: true } } });
  expect((await client.get(`${one}/ips`)).body.ips).toEqual([]);
  expect((await client.delete(one)).status).toBe(202);
  expect((await client.get(one)).status).toBe(404);
  expect((await client.get(`${one}/ips`)).status).toBe(404);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain("signed");
});

it.each([
  { prefix: "203.0.113.0/25" },
  { prefix: "2001:db8::/32" },
  { prefix: "x" },
  { region: "moon1" },
  { signature: "" },
  body,
])("is refused as %j", async (own) => {
  const client = await openClient();
  await client.post(path, body);
  const refused = await client.post(path, { ...body, prefix: "198.51.100.0/24", ...own });
  expect(refused).toMatchObject({ status: 422, body: { id: "unprocessable_entity" } });
});
