import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

describe("VPCs", () => {
  it("are created, renamed and deleted", async () => {
    const client = await openClient();
    const { body, status } = await client.post("/v2/vpcs", { name: "net", region: "nyc3", ip_range: "10.10.0.0/20" });
    expect(status).toBe(201);
    expect(body.vpc).toMatchObject({ name: "net", ip_range: "10.10.0.0/20", default: false });
    const path = `/v2/vpcs/${body.vpc.id}`;
    expect((await client.put(path, { name: "other" })).body.vpc).toMatchObject({ name: "other", id: body.vpc.id });
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it("have a default in each region, which stays", async () => {
    const client = await openClient();
    await client.post("/v2/vpcs", { name: "net", region: "nyc3" });
    const { body } = await client.get("/v2/vpcs");
    const [first] = body.vpcs;
    expect(first).toMatchObject({ name: "default-nyc3", default: true });
    expect((await client.delete(`/v2/vpcs/${first.id}`)).status).toBe(403);
  });

  it("have names of their own", async () => {
    const client = await openClient();
    await client.post("/v2/vpcs", { name: "net", region: "nyc3" });
    expect((await client.post("/v2/vpcs", { name: "net", region: "sfo3" })).body).toMatchObject({
      id: "unprocessable_entity",
    });
    expect((await client.post("/v2/vpcs", { name: "no good" })).body.message).toBe(
      "name: Name is invalid; region: Invalid input: expected string, received undefined",
    );
  });

  it.each([
    ["garbage", "is not a valid range"],
    ["8.8.8.0/24", "is not private"],
    ["10.0.0.0/8", "is larger than /16"],
    ["10.30.0.0/31", "is smaller than /28"],
    ["10.244.16.0/20", "overlaps 10.244.0.0/16, which DigitalOcean reserves in every region"],
    ["10.17.4.0/24", "overlaps 10.17.0.0/16, which DigitalOcean reserves in nyc3"],
    ["10.30.15.0/24", "overlaps 10.30.0.0/20 of net"],
  ])("do not take the range %s", async (ip_range, problem) => {
    const client = await openClient();
    await client.post("/v2/vpcs", { name: "net", region: "nyc3", ip_range: "10.30.0.0/20" });
    const { body, status } = await client.post("/v2/vpcs", { name: "other", region: "nyc3", ip_range });
    expect(status).toBe(422);
    expect(body.message).toBe(`ip_range: ${ip_range} ${problem}`);
  });

  it("are given a range that overlaps no other", async () => {
    const client = await openClient();
    await client.post("/v2/vpcs", { name: "wide", region: "nyc3", ip_range: "10.101.0.0/16" });
    for (let index = 0; index < 16; index += 1) await client.post("/v2/vpcs", { name: `net-${index}`, region: "nyc3" });
    const { body } = await client.get("/v2/vpcs?per_page=200");
    const seconds = body.vpcs.map(({ ip_range }: { ip_range: string }) => ip_range.split(".")[1]);
    expect(seconds.filter((second: string) => second === "101")).toHaveLength(1);
    expect(seconds).toContain("102");
  });

  it("stand in a region that there is", async () => {
    const client = await openClient();
    expect((await client.post("/v2/vpcs", { name: "net", region: "mars9" })).status).toBe(422);
    expect((await client.get("/v2/vpcs")).body.vpcs).toEqual([]);
  });

  it("pass on the default of a region, which is always one", async () => {
    const client = await openClient();
    const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "nyc3" })).body;
    expect((await client.put(`/v2/vpcs/${vpc.id}`, { name: "net", default: true })).body.vpc.default).toBe(true);
    expect((await client.put(`/v2/vpcs/${vpc.id}`, { name: "net", default: false })).status).toBe(422);
    const { body } = await client.get("/v2/vpcs");
    expect(body.vpcs.filter((one: { default: boolean }) => one.default)).toMatchObject([{ id: vpc.id }]);
  });

  it("change in part, and take no name of another", async () => {
    const client = await openClient();
    const net = { name: "net", region: "nyc3", description: "ours" };
    const { vpc } = (await client.post("/v2/vpcs", net)).body;
    const patched = await client.patch(`/v2/vpcs/${vpc.id}`, { name: "other" });
    expect(patched.body.vpc).toMatchObject({ name: "other", description: "ours", default: false });
    expect((await client.put(`/v2/vpcs/${vpc.id}`, { name: "default-nyc3" })).status).toBe(422);
  });

  it("come page by page", async () => {
    const client = await openClient();
    for (let index = 0; index < 4; index += 1) await client.post("/v2/vpcs", { name: `net-${index}`, region: "nyc3" });
    const { body } = await client.get("/v2/vpcs?page=2&per_page=2");
    expect(body.vpcs.map(({ name }: { name: string }) => name)).toEqual(["net-1", "net-2"]);
    expect(body.meta.total).toBe(5);
    for (const number of ["0", "0x10", "1e3"]) expect((await client.get(`/v2/vpcs?page=${number}`)).status).toBe(400);
    const next = new URL(body.links.pages.next);
    expect((await client.get(next.pathname + next.search)).body.vpcs).toHaveLength(1);
  });
});

describe("subnets", () => {
  const open = async () => {
    const client = await openClient();
    const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "nyc3", ip_range: "10.20.0.0/16" })).body;
    const path = `/v2/vpcs/${vpc.id}/subnets`;
    return { client, vpc, path, cut: (ip_range: string, name = "front") => client.post(path, { name, ip_range }) };
  };

  it("are cut out of the range of their VPC, and go with it", async () => {
    const { client, vpc, cut } = await open();
    expect(await cut("10.20.1.0/24")).toMatchObject({
      status: 201,
      body: { vpc_subnet: { name: "front", ip_range: "10.20.1.0/24", vpc_uuid: vpc.id } },
    });
    const message = async (range: string) => (await cut(range)).body.message;
    expect(await message("10.20.1.128/25")).toBe("ip_range: 10.20.1.128/25 overlaps 10.20.1.0/24 of front");
    expect(await message("10.21.0.0/24")).toBe("ip_range: 10.21.0.0/24 is not within 10.20.0.0/16 of net");
    expect(await message("10.20.0.0/8/9")).toBe("ip_range: 10.20.0.0/8/9 is not a valid range");
    expect((await client.delete(`/v2/vpcs/${vpc.id}`)).status).toBe(204);
    expect(await cut("10.20.1.0/24")).toMatchObject({ status: 404 });
  });

  it("hold load balancers, and are kept as long as they do", async () => {
    const { client, vpc, path, cut } = await open();
    const { id } = (await cut("10.20.1.0/24")).body.vpc_subnet;
    const rule = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 };
    const balancer = { name: "web", region: "nyc3", vpc_uuid: vpc.id, forwarding_rules: [rule] };
    const post = async (subnet_uuid: string) =>
      (await client.post("/v2/load_balancers", { ...balancer, subnet_uuid })).body;
    expect((await post(rule.entry_protocol)).message).toBe("subnet_uuid: no subnet http in that VPC");
    const made = (await post(id)).load_balancer;
    const changed = await client.put(`/v2/load_balancers/${made.id}`, balancer);
    expect(changed.body.load_balancer.subnet_uuid).toBe(id);
    const other = await client.put(`/v2/load_balancers/${made.id}`, { ...balancer, subnet_uuid: vpc.id });
    expect(other.body.message).toBe("subnet_uuid: cannot be changed");
    expect((await client.delete(`${path}/${id}`)).status).toBe(409);
    await client.delete(`/v2/load_balancers/${made.id}`);
    expect((await client.delete(`${path}/${id}`)).status).toBe(204);
    expect((await client.delete(`${path}/${id}`)).status).toBe(404);
  });
});
