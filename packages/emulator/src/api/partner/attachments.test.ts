import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/partner_network_connect/attachments";

async function open() {
  const client = await openClient();
  const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "nyc3" })).body;
  const parts = {
    ...{ name: "line", connection_bandwidth_in_mbps: 1000, region: "nyc", naas_provider: "megaport" },
    ...{ vpc_ids: [vpc.id], redundancy_zone: "MEGAPORT_BLUE" },
    bgp: {
      ...{ local_router_ip: "169.254.0.1/29", peer_router_ip: "169.254.0.6/29", peer_router_asn: 64_532 },
      auth_key: "key",
    },
  };
  const { body, status } = await client.post(path, parts);
  expect(status).toBe(202);
  return { client, parts, made: body.partner_attachment, one: `${path}/${body.partner_attachment.id}` };
}

it("lines of partners are made, changed and deleted after a while", async () => {
  const { client, parts, one, made } = await open();
  expect(made).toMatchObject({ state: "CREATING", redundancy_zone: "MEGAPORT_BLUE" });
  expect(made.bgp).toEqual({
    ...{ local_asn: 64_532, peer_asn: 64_532 },
    ...{ local_router_ip: "169.254.0.1/29", peer_router_ip: "169.254.0.6/29" },
  });
  expect((await client.get(one)).body.partner_attachment.state).toBe("CREATED");
  expect((await client.patch(one, { name: "other" })).body.partner_attachment).toMatchObject({
    name: "other",
    vpc_ids: parts.vpc_ids,
  });
  expect((await client.delete(one)).body.partner_attachment.state).toBe("DELETING");
  expect((await client.get(one)).status).toBe(404);
});

it("a line has keys, and another one behind it", async () => {
  const { client, parts, one, made } = await open();
  expect((await client.get(`${one}/bgp_auth_key`)).body).toEqual({ bgp_auth_key: { value: "key" } });
  const key = async () => (await client.get(`${one}/service_key`)).body.service_key.value;
  const first = await key();
  expect((await client.post(`${one}/service_key`)).status).toBe(202);
  expect(await key()).not.toBe(first);
  expect((await client.get(`${one}/remote_routes`)).body.remote_routes).toEqual([]);
  const behind = { ...parts, name: "behind", bgp: {}, parent_uuid: made.id };
  const child = (await client.post(path, behind)).body.partner_attachment;
  expect((await client.get(one)).body.partner_attachment.children).toEqual([child.id]);
  expect((await client.get(`${path}/${child.id}/bgp_auth_key`)).status).toBe(404);
  expect((await client.delete(one)).status).toBe(422);
});

it("a line is refused that leads nowhere", async () => {
  const { client, parts } = await open();
  const wrong = [
    { name: "no good" },
    { name: "line" },
    { connection_bandwidth_in_mbps: 1 },
    { region: "nyc3" },
    { vpc_ids: [] },
    { vpc_ids: ["none"] },
    { parent_uuid: "none" },
    { bgp: { auth_key: "key" } },
  ];
  for (const one of wrong) {
    expect((await client.post(path, { ...parts, name: "next", ...one })).status, JSON.stringify(one)).toBe(422);
  }
});
