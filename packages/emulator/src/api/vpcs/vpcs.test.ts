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

  it("come page by page", async () => {
    const client = await openClient();
    for (let index = 0; index < 4; index += 1) await client.post("/v2/vpcs", { name: `net-${index}`, region: "nyc3" });
    const { body } = await client.get("/v2/vpcs?page=2&per_page=2");
    expect(body.vpcs.map(({ name }: { name: string }) => name)).toEqual(["net-1", "net-2"]);
    expect(body.meta.total).toBe(5);
    const next = new URL(body.links.pages.next);
    expect((await client.get(next.pathname + next.search)).body.vpcs).toHaveLength(1);
  });
});
