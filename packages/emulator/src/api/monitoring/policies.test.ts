import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/monitoring/alerts";
const cpu = {
  ...{ type: "v1/insights/droplet/cpu", compare: "GreaterThan", value: 80, window: "5m", description: "busy" },
  ...{ alerts: { email: ["ops@example.com"], slack: null }, entities: null, tags: ["web"], enabled: null },
};

describe("alert policies", () => {
  it("are created, changed and deleted", async () => {
    const client = await openClient();
    const { body, status } = await client.post(path, cpu);
    expect(status).toBe(200);
    const alerts = { email: ["ops@example.com"], slack: [] };
    expect(body.policy).toEqual({ ...cpu, uuid: body.policy.uuid, alerts, entities: [], enabled: true });
    const one = `${path}/${body.policy.uuid}`;
    expect((await client.put(one, { ...cpu, value: 90, enabled: false })).body.policy).toEqual({
      ...body.policy,
      value: 90,
      enabled: false,
    });
    expect((await client.get(path)).body.policies).toHaveLength(1);
    expect((await client.delete(one)).status).toBe(204);
    expect((await client.get(one)).status).toBe(404);
  });

  it("are about what the account has", async () => {
    const { post } = await openClient();
    expect((await post(path, { ...cpu, entities: ["1", "2"] })).body.message).toBe(
      "entities: the account does not have 1, 2",
    );
    const health = { ...cpu, type: "v1/insights/lbaas/droplet_health", entities: ["none"] };
    expect((await post(path, health)).status).toBe(422);
    expect((await post(path, { ...cpu, type: "v1/insights/droplet/heat" })).status).toBe(422);
  });
});
