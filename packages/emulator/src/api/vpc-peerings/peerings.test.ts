import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/vpc_peerings";
const open = async () => {
  const client = await openClient();
  const vpc = async (name: string, region: string) => (await client.post("/v2/vpcs", { name, region })).body.vpc.id;
  const vpc_ids = [await vpc("a", "nyc3"), await vpc("b", "sfo3")];
  return { ...client, vpc_ids };
};

describe("VPC peerings", () => {
  it("are provisioned, active, renamed, and deleted after a while", async () => {
    const client = await open();
    const { vpc_ids } = client;
    const { body, status } = await client.post(path, { name: "coasts", vpc_ids });
    expect(status).toBe(202);
    expect(body.vpc_peering).toMatchObject({ name: "coasts", vpc_ids, status: "PROVISIONING" });
    const one = `${path}/${body.vpc_peering.id}`;
    expect((await client.get(one)).body.vpc_peering.status).toBe("ACTIVE");
    expect((await client.patch(one, { name: "both" })).body.vpc_peering.name).toBe("both");
    expect((await client.delete(`/v2/vpcs/${vpc_ids[0]}`)).status).toBe(409);
    client.emulator.cloud.transitions.policies.set("vpc_peering.delete", { when: "polls", times: 1 });
    expect(await client.delete(one)).toMatchObject({ status: 202, body: { vpc_peering: { status: "DELETING" } } });
    expect((await client.get(one)).body.vpc_peering.status).toBe("DELETING");
    expect((await client.get(one)).status).toBe(404);
    expect((await client.delete(`/v2/vpcs/${vpc_ids[0]}`)).status).toBe(204);
  });

  it("are found under each of their VPCs, and by region", async () => {
    const { get, post, patch, vpc_ids } = await open();
    const [a, b] = vpc_ids;
    const { peering } = (await post(`/v2/vpcs/${a}/peerings`, { name: "coasts", vpc_id: b })).body;
    const listed = [{ id: peering.id }];
    expect((await get(`/v2/vpcs/${b}/peerings`)).body).toMatchObject({ peerings: listed, vpc_peerings: listed });
    const renamed = await patch(`/v2/vpcs/${b}/peerings/${peering.id}`, { name: "both" });
    expect(renamed.body.peering.name).toBe("both");
    expect((await get(`${path}?region=sfo3`)).body.vpc_peerings).toHaveLength(1);
    expect((await get(`${path}?region=ams3`)).body.vpc_peerings).toEqual([]);
  });

  it("join two VPCs of the account, once", async () => {
    const { post, vpc_ids } = await open();
    const [a = ""] = vpc_ids;
    const refused = async (ids: string[]) => (await post(path, { name: "x", vpc_ids: ids })).body.message;
    expect(await refused([a, "none"])).toBe("vpc_ids: no VPC none");
    expect(await refused([a, a])).toMatch(/^vpc_ids: has the same VPC twice; /);
    await post(path, { name: "coasts", vpc_ids });
    expect((await post(path, { name: "again", vpc_ids: vpc_ids.toReversed() })).status).toBe(409);
    const { vpc } = (await post("/v2/vpcs", { name: "third", region: "nyc3" })).body;
    expect((await post(path, { name: "coasts", vpc_ids: [a, vpc.id] })).body.message).toBe(
      "a peering named coasts already exists",
    );
  });

  it("join no VPC whose range the other datacenter reserves, nor one of Bangalore with another datacenter", async () => {
    const { post, vpc_ids } = await open();
    const peered = async (region: string, ip_range: string) => {
      const { vpc } = (await post("/v2/vpcs", { name: `other-${region}`, region, ip_range })).body;
      return (await post(path, { name: "x", vpc_ids: [vpc_ids[0], vpc.id] })).body.message;
    };
    expect(await peered("sfo3", "10.17.0.0/20")).toMatch(/10\.17\.0\.0\/20 overlaps .* reserves in nyc3$/);
    expect(await peered("blr1", "10.64.0.0/20")).toMatch(/which blr1 does not peer with$/);
  });
});
