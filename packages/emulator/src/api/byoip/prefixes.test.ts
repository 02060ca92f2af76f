import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/byoip_prefixes";
const parts = { prefix: "192.0.2.0/24", region: "nyc3", signature: "signed" };

it("address ranges are brought along, advertised, and taken away", async () => {
  const client = await openClient();
  const { body, status } = await client.post(path, parts);
  expect(status).toBe(202);
  // The Go client reads a root that the document does not have.
  expect(body).toMatchObject({ uuid: body.byoip_prefix.uuid, status: "in_progress", region: "nyc3" });
  const one = `${path}/${body.uuid}`;
  expect((await client.get(one)).body.byoip_prefix).toMatchObject({
    ...{ prefix: "192.0.2.0/24", status: "active", advertised: false, failure_reason: "" },
  });
  expect((await client.patch(one, { advertise: true })).body.byoip_prefix.advertised).toBe(true);
  expect((await client.get(`${one}/ips`)).body.ips).toEqual([]);
  expect((await client.delete(one)).status).toBe(202);
  expect((await client.get(one)).status).toBe(404);
});

it("address ranges are refused that are none, or overlap", async () => {
  const client = await openClient();
  await client.post(path, parts);
  for (const wrong of [{ prefix: "192.0.2.128/25" }, { prefix: "192.0.2.1" }, { region: "nyc" }, { signature: "" }]) {
    const { status } = await client.post(path, { ...parts, prefix: "203.0.113.0/24", ...wrong });
    expect(status, JSON.stringify(wrong)).toBe(422);
  }
});
