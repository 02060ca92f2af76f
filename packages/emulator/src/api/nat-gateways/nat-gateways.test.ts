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
});
