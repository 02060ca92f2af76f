import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

it("checks find nothing in a cluster on which nothing runs", async () => {
  const client = await openClient();
  client.emulator.cloud.clock.stop(Date.UTC(2027, 0, 1));
  const { kubernetes_cluster } = (
    await client.post("/v2/kubernetes/clusters", {
      ...{ name: "prod", region: "nyc3", version: "latest" },
      node_pools: [{ name: "pool-1", size: "s-2vcpu-4gb", count: 1 }],
    })
  ).body;
  const path = `/v2/kubernetes/clusters/${kubernetes_cluster.id}`;
  expect((await client.get(`${path}/clusterlint`)).status).toBe(404);
  const first = await client.post(`${path}/clusterlint`);
  const second = await client.post(`${path}/clusterlint`, { include_groups: ["basic"], exclude_checks: null });
  expect([first.status, second.status]).toEqual([202, 202]);
  const { run_id } = first.body;
  expect((await client.get(`${path}/clusterlint`)).body.run_id).toBe(second.body.run_id);
  expect((await client.get(`${path}/clusterlint?run_id=${run_id}`)).body).toEqual({
    ...{ run_id, requested_at: "2027-01-01T00:00:00Z", completed_at: "2027-01-01T00:00:00Z", diagnostics: [] },
  });
  expect((await client.get(`${path}/clusterlint?run_id=none`)).status).toBe(404);
  expect((await client.get(`${path}/status_messages`)).body.messages).toEqual([]);
  expect((await client.get("/v2/kubernetes/clusters/none/status_messages")).status).toBe(404);
  await client.delete(path);
  await client.get("/v2/account");
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain(run_id);
});
