import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";
import { madeDroplet } from "../test/droplet.ts";

describe("what Go clients send for what was never set", () => {
  const forwarding_rules = [{ entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 }];

  it("leaves load balancers without sticky sessions, in the default VPC and project", async () => {
    const { get, post, put } = await openClient();
    const body = { name: "web", region: "nyc3", forwarding_rules, sticky_sessions: {}, health_check: {}, firewall: {} };
    const { status, body: answer } = await post("/v2/load_balancers", {
      ...body,
      vpc_uuid: "",
      project_id: "",
      size_unit: 0,
    });
    expect(status).toBe(202);
    const { id, ...made } = answer.load_balancer;
    expect(made).toMatchObject({ sticky_sessions: { type: "none" }, size_unit: 1, health_check: { port: 80 } });
    const changed = await put(`/v2/load_balancers/${id}`, { ...body, name: "api" });
    expect(changed.body.load_balancer).toMatchObject({ name: "api", vpc_uuid: made.vpc_uuid });
    expect((await get("/v2/projects/default/resources")).body.resources).toHaveLength(1);
  });

  it("changes nothing of a project", async () => {
    const { post, patch } = await openClient();
    const made = { name: "games", purpose: "Web Application", description: "all", environment: "Staging" };
    const { project } = (await post("/v2/projects", made)).body;
    const unset = { name: null, description: null, purpose: null, environment: null, is_default: null };
    const { body } = await patch(`/v2/projects/${project.id}`, { ...unset, description: "" });
    expect(body.project).toMatchObject({ ...made, description: "", is_default: false });
  });

  it("empties what is replaced as a whole", async () => {
    const { get, post, put } = await openClient();
    const parts = { name: "main", engine: "pg", size: "db-s-1vcpu-2gb", num_nodes: 1, region: "nyc3", version: "" };
    const { database } = (await post("/v2/databases", { ...parts, rules: null, storage_size_mib: 0, tags: null })).body;
    const path = `/v2/databases/${database.id}/firewall`;
    await put(path, { rules: [{ type: "ip_addr", value: "203.0.113.7" }] });
    expect((await put(path, { rules: null })).status).toBe(204);
    expect((await get(path)).body.rules).toEqual([]);
  });

  it("takes nothing along with a cluster or a Droplet, and gives a key no grants", async () => {
    const client = await openClient();
    const node_pools = [{ name: "p", size: "s-2vcpu-4gb", count: 1, tags: null, labels: null, taints: null }];
    const made = { name: "prod", region: "nyc3", version: "latest", node_pools, maintenance_policy: null };
    const { kubernetes_cluster } = (await client.post("/v2/kubernetes/clusters", made)).body;
    const { id } = await madeDroplet(client);
    for (const [path, body] of [
      [
        `/v2/kubernetes/clusters/${kubernetes_cluster.id}`,
        { load_balancers: null, volumes: null, volume_snapshots: null },
      ],
      [`/v2/droplets/${id}`, { reserved_ips: null, snapshots: null, volumes: null, volume_snapshots: null }],
    ] as const) {
      const { status } = await client.delete(`${path}/destroy_with_associated_resources/selective`, body);
      expect(status, path).toBeLessThan(300);
      expect((await client.get(path)).status, path).toBe(404);
    }
    const { key } = (await client.post("/v2/spaces/keys", { name: "ci", grants: null })).body;
    expect(key.grants).toEqual([]);
    const renamed = await client.put(`/v2/spaces/keys/${key.access_key}`, { name: "cd", grants: null });
    expect(renamed.body.key).toMatchObject({ name: "cd", grants: [] });
  });

  it("keeps what means something: no backups, a TTL and priorities of 0", async () => {
    const client = await openClient();
    expect((await madeDroplet(client, { backups: false, backup_policy: {}, volumes: null })).features).not.toContain(
      "backups",
    );
    await client.post("/v2/domains", { name: "example.com" });
    const mx = { type: "MX", name: "@", data: "mail.example.com.", priority: 0, port: 0, weight: 0, flags: 0, tag: "" };
    const { body } = await client.post("/v2/domains/example.com/records", { ...mx, ttl: 0 });
    expect(body.domain_record).toMatchObject({
      priority: 0,
      port: null,
      weight: null,
      flags: null,
      tag: null,
      ttl: 1800,
    });
  });

  it("is refused where something is required", async () => {
    const { post } = await openClient();
    for (const name of ["", null, 0, {}]) {
      const { status, body } = await post("/v2/vpcs", { name, region: "nyc3" });
      expect(status).toBe(422);
      expect(body.message).toContain("name: ");
    }
  });
});
