import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/nfs";
const policy = {
  ...{ anonuid: 65_534, anongid: 65_534, protocols: ["NFS4"] },
  ...{ squash_config: "ROOT_SQUASH", identity_enforcement_enabled: false },
};

/** A share of 100 GiB in one of two VPCs. */
async function open() {
  const client = await openClient();
  const vpcIn = async (name: string, region: string) =>
    (await client.post("/v2/vpcs", { name, region })).body.vpc.id as string;
  const [near, other, far] = [await vpcIn("near", "atl1"), await vpcIn("other", "atl1"), await vpcIn("far", "sfo3")];
  const parts = { name: "files", size_gib: 100, region: "atl1", vpc_ids: [near] };
  const { body, status } = await client.post(path, parts);
  expect(status).toBe(201);
  const one = `${path}/${body.share.id}`;
  const act = (type: string, params: object) => client.post(`${one}/actions`, { type, region: "", params });
  const share = async () => (await client.get(one)).body.share;
  return { client, parts, near, other, far, one, act, share, made: body.share };
}

it("shares are made, listed by region, and gone for good", async () => {
  const { client, parts, near, one, made, share } = await open();
  expect(made).toMatchObject({ status: "CREATING", performance_tier: "PERFORMANCE_TIER_STANDARD", vpc_ids: [near] });
  expect(await share()).toMatchObject({
    ...{
      status: "ACTIVE",
      host: expect.stringMatching(/^10\./),
      mount_path: `/${made.mount_path.split("/")[1]}/${made.id}`,
    },
    access_points: [{ name: "default", path: "/", is_default: true }],
  });
  expect((await client.get(`${path}?region=atl1`)).body.shares).toHaveLength(1);
  expect((await client.get(`${path}?region=nyc3`)).body.shares).toEqual([]);
  expect((await client.get(`${one}?region=nyc3`)).status).toBe(404);
  expect((await client.post(path, parts)).status).toBe(400);
  expect((await client.delete(`/v2/vpcs/${near}`)).status).toBe(409);
  expect((await client.delete(`${one}?region=atl1`)).status).toBe(204);
  expect((await client.get(one)).status).toBe(404);
  expect((await client.delete(`/v2/vpcs/${near}`)).status).toBe(204);
});

it("shares grow, become faster, and never the reverse", async () => {
  const { act, share } = await open();
  expect((await act("resize", { size_gib: 200 })).body.action).toMatchObject({
    type: "RESIZE_SHARE",
    region_slug: "atl1",
  });
  expect((await act("resize", { size_gib: 199 })).status).toBe(400);
  expect((await act("switch_performance_tier", { performance_tier: "high" })).status).toBe(201);
  expect((await act("switch_performance_tier", { performance_tier: "standard" })).status).toBe(400);
  expect(await share()).toMatchObject({ size_gib: 200, performance_tier: "PERFORMANCE_TIER_HIGH" });
});

it("shares are reached from the VPCs that they are attached to, all in their region", async () => {
  const { act, share, near, other, far } = await open();
  expect((await act("attach", { vpc_id: far })).status).toBe(400);
  expect((await act("attach", { vpc_id: other })).status).toBe(201);
  expect((await act("attach", { vpc_id: other })).status).toBe(400);
  expect((await share()).vpc_ids).toEqual([near, other]);
  await act("detach", { vpc_id: near });
  expect((await act("detach", { vpc_id: near })).status).toBe(400);
  await act("reassign", { old_vpc_id: other, new_vpc_id: near });
  expect((await share()).vpc_ids).toEqual([near]);
  await act("detach", { vpc_id: near });
  expect(await share()).toMatchObject({ status: "INACTIVE", vpc_ids: [] });
});

it("snapshots outlive their share", async () => {
  const { client, act, one, made } = await open();
  const { action } = (await act("snapshot", { name: "daily" })).body;
  expect(action).toMatchObject({ resource_type: "SNAPSHOT" });
  const snapshot = `${path}/snapshots/${action.resource_id}`;
  expect((await client.get(snapshot)).body.snapshot).toMatchObject({
    status: "ACTIVE",
    share_id: made.id,
    size_gib: 100,
  });
  await client.delete(one);
  expect((await client.get(`${path}/snapshots?share_id=${made.id}`)).body.snapshots).toHaveLength(1);
  expect((await client.delete(snapshot)).status).toBe(204);
  expect((await client.get(snapshot)).status).toBe(404);
});

it("access points have a name and a path that no other of the share has", async () => {
  const { client, made, near } = await open();
  const ofShare = `${path}/shares/${made.id}/access_points`;
  const parts = { name: "team", path: "/team", access_policy: policy, vpc_id: near };
  const { access_point, action } = (await client.post(ofShare, parts)).body;
  expect(access_point.status).toBe("ACCESS_POINT_CREATING");
  expect(action).toMatchObject({ type: "CREATE_ACCESS_POINT", resource_id: access_point.id });
  const one = `${path}/access_points/${access_point.id}`;
  expect((await client.get(one)).body.access_point).toMatchObject({ status: "ACCESS_POINT_ACTIVE", vpc_id: near });
  expect(await client.post(ofShare, { ...parts, name: "other" })).toMatchObject({
    status: 409,
    body: { code: "ALREADY_EXISTS" },
  });
  for (const wrong of [{ name: "Default" }, { path: "/" }, { path: "/a/../b" }, { name: "a" }]) {
    expect((await client.post(ofShare, { ...parts, ...wrong })).status).toBe(422);
  }
  const points = (await client.get(ofShare)).body.access_points;
  expect(points).toMatchObject([{ is_default: true }, { name: "team" }]);
  expect((await client.delete(`${path}/access_points/${points[0].id}`)).status).toBe(400);
  expect((await client.delete(one)).body.access_point.status).toBe("ACCESS_POINT_DELETED");
  expect((await client.delete(one)).status).toBe(400);
});
