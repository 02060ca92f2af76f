import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

it("1-Clicks are listed by kind, and installed in clusters that are there", async () => {
  const client = await openClient();
  const list = async (query = "") => (await client.get(`/v2/1-clicks${query}`)).body["1_clicks"];
  expect(await list()).toEqual([...(await list("?type=kubernetes")), ...(await list("?type=droplet"))]);
  expect(await list("?type=droplet")).toContainEqual({ slug: "docker-20-04", type: "droplet" });
  expect((await client.get("/v2/1-clicks?type=app")).status).toBe(400);
  const { kubernetes_cluster } = (
    await client.post("/v2/kubernetes/clusters", {
      ...{ name: "prod", region: "nyc3", version: "latest" },
      node_pools: [{ name: "pool-1", size: "s-2vcpu-4gb", count: 1 }],
    })
  ).body;
  const install = async (slug: string, cluster_uuid: string) =>
    client.post("/v2/1-clicks/kubernetes", { addon_slugs: [slug], cluster_uuid });
  expect((await install("monitoring", kubernetes_cluster.id)).body.message).toMatch(/^Successfully/);
  expect((await install("docker-20-04", kubernetes_cluster.id)).status).toBe(422);
  expect((await install("monitoring", "none")).status).toBe(404);
});
