import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/vpc_nat_gateways";
const open = async () => {
  const client = await openClient();
  const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "nyc3", ip_range: "10.20.0.0/24" })).body;
  const parts = { name: "out", type: "PUBLIC", region: "nyc3", size: 1, vpcs: [{ vpc_uuid: vpc.id }] };
  return { ...client, vpc, parts };
};

describe("NAT gateways", () => {
  it("are new, active, changed, and deleted after a while", async () => {
    const client = await open();
    const { body, status } = await client.post(path, client.parts);
    expect(status).toBe(202);
    const one = `${path}/${body.vpc_nat_gateway.id}`;
    expect(body.vpc_nat_gateway.state).toBe("NEW");
    expect((await client.get(one)).body.vpc_nat_gateway).toMatchObject({
      ...{ state: "ACTIVE", tcp_timeout_seconds: 30, egresses: { public_gateways: [{ ipv4: "198.51.100.2" }] } },
      vpcs: [{ vpc_uuid: client.vpc.id, gateway_ip: "10.20.0.130", default_gateway: false }],
    });
    const { body: changed } = await client.put(one, { name: "other", size: 2, tcp_timeout_seconds: 60 });
    expect(changed.vpc_nat_gateway).toMatchObject({ name: "other", size: 2, tcp_timeout_seconds: 60 });
    expect((await client.get(`${path}?name=other&state=active`)).body.vpc_nat_gateways).toHaveLength(1);
    expect((await client.get(`${path}?region=sfo3`)).body.vpc_nat_gateways).toEqual([]);
    expect((await client.delete(`/v2/vpcs/${client.vpc.id}`)).status).toBe(409);
    expect((await client.delete(one)).status).toBe(202);
    const gone = await client.get(one);
    expect(gone).toMatchObject({
      status: 404,
      body: { message: expect.stringMatching(/^nat gateway with id .* not found$/) },
    });
    expect((await client.delete(`/v2/vpcs/${client.vpc.id}`)).status).toBe(204);
  });

  it("lead out of VPCs of their region", async () => {
    const { post, parts, vpc } = await open();
    expect((await post(path, { ...parts, region: "sfo3" })).body.message).toBe(`no VPC ${vpc.id} in sfo3`);
    expect((await post(path, { ...parts, vpcs: [] })).status).toBe(422);
  });

  it("stand in a subnet that their VPC has, which is the VPC itself at first", async () => {
    const { get, post, parts, vpc } = await open();
    const inSubnet = (subnet_uuid: string) => ({ ...parts, vpcs: [{ vpc_uuid: vpc.id, subnet_uuid }] });
    const { id } = (await post(path, inSubnet(vpc.id))).body.vpc_nat_gateway;
    expect((await get(`${path}/${id}`)).body.vpc_nat_gateway.vpcs).toMatchObject([{ subnet_uuid: vpc.id }]);
    expect((await post(path, inSubnet(id))).body.message).toBe(`no subnet ${id} in VPC ${vpc.id}`);
  });

  it("lead out under an address of the account's own, one each", async () => {
    const client = await open();
    const { reserved_ip } = (await client.post("/v2/reserved_ips", { region: "nyc3" })).body;
    await client.post("/v2/byoip_prefixes", { prefix: "192.0.2.0/24", region: "nyc3", signature: "signed" });
    const under = (gateway: object) => ({ ...client.parts, egresses: { public_gateways: [gateway] } });
    const { body } = await client.post(path, under({ ipv4: reserved_ip.ip }));
    expect(body.vpc_nat_gateway?.egresses, body.message).toEqual({ public_gateways: [{ ipv4: reserved_ip.ip }] });
    expect((await client.post(path, under({ ip: "192.0.2.7" }))).status).toBe(202);
    for (const ip of [reserved_ip.ip, "192.0.2.7", "203.0.113.1"]) {
      expect((await client.post(path, under({ ip }))).status).toBe(422);
    }
    const { byoip_prefixes } = (await client.get("/v2/byoip_prefixes")).body;
    const prefix = `/v2/byoip_prefixes/${byoip_prefixes[0].uuid}`;
    expect((await client.get(`${prefix}/ips`)).body.ips).toHaveLength(1);
    expect((await client.delete(prefix)).status).toBe(422);
    // Held, the reserved IP costs nothing.
    const { cost } = (await client.get("/_emulator/resources")).body.accounts[0];
    expect(Object.keys(cost.byKey)).not.toContain(`ReservedIp:${reserved_ip.ip}`);
  });

  it("keep their VPCs where none are said, and leave those that are not", async () => {
    const client = await open();
    const { id } = (await client.post(path, client.parts)).body.vpc_nat_gateway;
    const other = (await client.post("/v2/vpcs", { name: "other", region: "nyc3" })).body.vpc.id;
    const change = async (vpcs: unknown) =>
      (await client.put(`${path}/${id}`, { name: "out", size: 1, vpcs })).body.vpc_nat_gateway.vpcs;
    const [before] = await change(null);
    expect(await change([{ vpc_uuid: client.vpc.id, default_gateway: true }, { vpc_uuid: other }])).toEqual([
      { ...before, default_gateway: true },
      expect.objectContaining({ vpc_uuid: other }),
    ]);
    expect(await change([{ vpc_uuid: other }])).toHaveLength(1);
    expect((await client.delete(`/v2/vpcs/${client.vpc.id}`)).status).toBe(204);
  });

  it("are filtered by several words", async () => {
    const client = await open();
    await client.post(path, client.parts);
    const found = async (query: string) => (await client.get(`${path}?${query}`)).body.vpc_nat_gateways.length;
    expect(await found("region=sfo3&region=nyc3&type=public")).toBe(1);
    expect(await found("region=sfo3&region=ams3")).toBe(0);
  });
});
