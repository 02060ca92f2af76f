import { describe, expect, it } from "vitest";
import { type Client, openClient } from "../../test/client.ts";
import { setLimits, tiers } from "../account/limits.ts";

const pool = { name: "pool-1", size: "s-2vcpu-4gb", count: 2, tags: ["terraform:default-node-pool"] };
const wanted = { name: "prod", region: "nyc3", version: "1.35", node_pools: [pool] };

const createdIn = async (client: Client, body: object = {}) => {
  const answer = await client.post("/v2/kubernetes/clusters", { ...wanted, ...body });
  if (answer.status !== 201) throw new Error(answer.body.message);
  const cluster = answer.body.kubernetes_cluster;
  return { cluster, path: `/v2/kubernetes/clusters/${cluster.id}` };
};

describe("a Kubernetes cluster", () => {
  it("is provisioned, then running, on Droplets with its tags", async () => {
    const client = await openClient();
    const { cluster, path } = await createdIn(client, { tags: ["prod"] });
    expect(cluster).toMatchObject({
      version: expect.stringMatching(/^1\.35\.\d+-do\.\d+$/),
      status: { state: "provisioning" },
      tags: ["k8s", `k8s:${cluster.id}`, "prod"],
      maintenance_policy: { day: "any", duration: "4h0m0s" },
      node_pools: [{ count: 2, tags: ["k8s", `k8s:${cluster.id}`, "k8s:worker", "terraform:default-node-pool"] }],
    });
    const running = (await client.get(path)).body.kubernetes_cluster;
    expect(running.status.state).toBe("running");
    const [node] = running.node_pools[0].nodes;
    expect(node.status.state).toBe("running");
    const { droplet } = (await client.get(`/v2/droplets/${node.droplet_id}`)).body;
    expect(droplet).toMatchObject({ name: node.name, status: "active", vpc_uuid: cluster.vpc_uuid });
    expect(droplet.tags).toContain(`k8s:${cluster.id}`);
  });

  it("is refused with what cannot be", async () => {
    const client = await openClient();
    const status = async (body: object) =>
      (await client.post("/v2/kubernetes/clusters", { ...wanted, ...body })).status;
    expect(await status({ version: "newest" })).toBe(422);
    expect(await status({ region: "ams2" })).toBe(422);
    expect(await status({ node_pools: [] })).toBe(422);
    expect(await status({ node_pools: [{ ...pool, size: "huge" }] })).toBe(422);
    expect(await status({ node_pools: [{ ...pool, auto_scale: true, min_nodes: 3, max_nodes: 2 }] })).toBe(422);
    expect(await status({})).toBe(201);
    expect(await status({})).toBe(422);
  });

  it("is not there where its nodes cannot be", async () => {
    const client = await openClient();
    const node_pools = [pool, { ...pool, name: "pool-2", count: 100 }];
    expect((await client.post("/v2/kubernetes/clusters", { ...wanted, node_pools })).status).toBe(422);
    expect((await client.get("/v2/kubernetes/clusters")).body.kubernetes_clusters).toEqual([]);
    expect((await client.get("/v2/droplets")).body.droplets).toEqual([]);
  });

  it("is refused beyond the Droplet limit, were its pools to scale to their maximum", async () => {
    const client = await openClient();
    setLimits(client.emulator.cloud.accountOf("token"), { ...tiers[3], droplets: 10 });
    const asked = async (...node_pools: object[]) =>
      (await client.post("/v2/kubernetes/clusters", { ...wanted, node_pools })).body.message;
    const scaling = { ...pool, name: "more", auto_scale: true, min_nodes: 1 };
    expect(await asked({ ...pool, count: 11 })).toBe(
      "validation error: 11 additional nodes but not enough available droplet limit",
    );
    expect(await asked(pool, { ...scaling, max_nodes: 9 })).toBe(
      "validation error: autoscale desired max nodes exceed limits, 11 additional nodes but not enough available droplet limit",
    );
    const { path } = await createdIn(client, { node_pools: [pool, { ...scaling, max_nodes: 8 }] });
    const [, more] = (await client.get(`${path}/node_pools`)).body.node_pools;
    const change = (body: object) => client.put(`${path}/node_pools/${more.id}`, { ...scaling, ...body });
    expect((await change({ max_nodes: 9 })).body.message).toContain("7 additional nodes");
    expect((await change({ max_nodes: 5 })).status).toBe(202);
    expect((await client.post(`${path}/node_pools`, { ...pool, name: "third", count: 7 })).status).toBe(422);
  });

  it("begins with a node", async () => {
    const client = await openClient();
    const create = async (body: object) =>
      (await client.post("/v2/kubernetes/clusters", { ...wanted, ...body })).status;
    expect(await create({ node_pools: [{ ...pool, count: 0 }] })).toBe(422);
    expect(
      await create({
        name: "two",
        node_pools: [
          { ...pool, count: 0 },
          { ...pool, name: "b" },
        ],
      }),
    ).toBe(201);
  });

  // Source: terraform-provider-digitalocean pull request 1544.
  it("has its workers in the subnet of its VPC, and in no other", async () => {
    const client = await openClient();
    const { cluster } = await createdIn(client);
    const subnet = cluster.worker_subnet_uuid;
    expect(subnet).toBe(cluster.vpc_uuid);
    const path = `/v2/vpcs/${cluster.vpc_uuid}`;
    const { ip_range } = (await client.get(path)).body.vpc;
    const body = { name: "workers", ip_range: ip_range.replace("/20", "/24") };
    const { vpc_subnet } = (await client.post(`${path}/subnets`, body)).body;
    const within = { vpc_uuid: cluster.vpc_uuid, worker_subnet_uuid: vpc_subnet.id };
    expect((await createdIn(client, { name: "two", ...within })).cluster.worker_subnet_uuid).toBe(vpc_subnet.id);
    const refused = async (body: object) =>
      (await client.post("/v2/kubernetes/clusters", { ...wanted, name: "three", ...body })).body.message;
    expect(await refused({ worker_subnet_uuid: subnet })).toBe("worker_subnet_uuid: vpc_uuid must also be set");
    expect(await refused({ ...within, worker_subnet_uuid: cluster.id })).toBe(
      `worker_subnet_uuid: no subnet ${cluster.id} in VPC ${cluster.vpc_uuid}`,
    );
  });

  it("is refused with sizes that are too small for nodes", async () => {
    const client = await openClient();
    const { options } = (await client.get("/v2/kubernetes/options")).body;
    const sizes = options.sizes.map(({ slug }: { slug: string }) => slug);
    expect(sizes).toContain("s-1vcpu-2gb");
    expect(sizes).not.toContain("s-1vcpu-1gb");
    const node_pools = [pool, { ...pool, name: "small", size: "s-1vcpu-1gb" }];
    expect((await client.post("/v2/kubernetes/clusters", { ...wanted, node_pools })).body.message).toBe(
      "validation error: worker_node_pool_specs[1].invalid droplet size",
    );
  });

  it("takes settings, of which null decides nothing", async () => {
    const client = await openClient();
    const { path } = await createdIn(client, {
      maintenance_policy: { day: "sunday", start_time: "04:00" },
      routing_agent: { enabled: true },
      coredns_autoscaler: { enabled: null },
    });
    const { status, body } = await client.put(path, {
      name: "prod",
      surge_upgrade: true,
      ha: true,
      routing_agent: { enabled: null },
      control_plane_firewall: { enabled: true, allowed_addresses: ["203.0.113.0/24"] },
      cluster_autoscaler_configuration: { scale_down_utilization_threshold: 0.5, scale_down_unneeded_time: null },
    });
    expect(status).toBe(202);
    expect(body.kubernetes_cluster).toMatchObject({
      surge_upgrade: true,
      auto_upgrade: false,
      ha: true,
      maintenance_policy: { day: "sunday", start_time: "04:00" },
      routing_agent: { enabled: true },
      control_plane_firewall: { enabled: true, allowed_addresses: ["203.0.113.0/24"] },
      cluster_autoscaler_configuration: { scale_down_utilization_threshold: 0.5 },
    });
    expect(body.kubernetes_cluster.coredns_autoscaler).toEqual({ enabled: false });
    expect((await client.put(path, { name: "prod", ha: false })).status).toBe(422);
    const taken = await client.put(path, {
      name: "prod",
      cluster_autoscaler_configuration: { scale_down_utilization_threshold: 0 },
    });
    expect(taken.body.kubernetes_cluster).not.toHaveProperty("cluster_autoscaler_configuration");
    await client.put(path, { auto_upgrade: true });
    expect((await client.put(path, { tags: ["a"] })).body.kubernetes_cluster).toMatchObject({
      name: "prod",
      auto_upgrade: true,
    });
  });

  it("is highly available from 1.36, unless it is asked not to be", async () => {
    const client = await openClient();
    const ha = async (body: object) => (await createdIn(client, body)).cluster.ha;
    expect(await ha({ name: "old" })).toBe(false);
    expect(await ha({ name: "new", version: "1.36" })).toBe(true);
    expect(await ha({ name: "asked", version: "1.36", ha: false })).toBe(false);
  });

  it("is upgraded by one minor version", async () => {
    const client = await openClient();
    const { path } = await createdIn(client, { version: "1.34" });
    const { body } = await client.get(`${path}/upgrades`);
    const [next] = body.available_upgrade_versions;
    expect(next.slug).toMatch(/^1\.35\./);
    expect((await client.post(`${path}/upgrade`, { version: "1.36" })).status).toBe(422);
    expect((await client.post(`${path}/upgrade`, { version: next.slug })).status).toBe(202);
    expect((await client.get(path)).body.kubernetes_cluster).toMatchObject({
      version: next.slug,
      status: { state: "running" },
    });
  });

  it("stands in its VPC until its deletion is done", async () => {
    const client = await openClient();
    const { transitions } = client.emulator.cloud;
    transitions.policies.set("kubernetes.delete", { when: "polls", times: 1 });
    const { body } = await client.post("/v2/vpcs", { name: "net", region: "nyc3" });
    const { path } = await createdIn(client, { vpc_uuid: body.vpc.id });
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.delete(`/v2/vpcs/${body.vpc.id}`)).status).toBe(409);
    expect((await client.get(path)).body.kubernetes_cluster.status.state).toBe("deleting");
    expect((await client.get(path)).status).toBe(404);
    expect((await client.get("/v2/droplets")).body.droplets).toEqual([]);
    expect((await client.delete(`/v2/vpcs/${body.vpc.id}`)).status).toBe(204);
  });

  it("takes along what it has made, where that is asked for", async () => {
    const client = await openClient();
    const { cluster, path } = await createdIn(client);
    const volume = { size_gigabytes: 10, region: "nyc3", tags: [`k8s:${cluster.id}`] };
    const { body } = await client.post("/v2/volumes", { ...volume, name: "pvc-1" });
    await client.post("/v2/volumes", { ...volume, name: "other", tags: [] });
    const balancer = await client.post("/v2/load_balancers", {
      name: "lb-1",
      region: "nyc3",
      tag: `k8s:${cluster.id}`,
      forwarding_rules: [{ entry_protocol: "tcp", entry_port: 80, target_protocol: "tcp", target_port: 30000 }],
    });
    const associated = (await client.get(`${path}/destroy_with_associated_resources`)).body;
    expect(associated).toEqual({
      load_balancers: [{ id: balancer.body.load_balancer.id, name: "lb-1" }],
      volumes: [{ id: body.volume.id, name: "pvc-1" }],
      volume_snapshots: [],
    });
    expect((await client.delete(`${path}/destroy_with_associated_resources/dangerous`)).status).toBe(204);
    expect((await client.get("/v2/load_balancers")).body.load_balancers).toEqual([]);
    const { volumes } = (await client.get("/v2/volumes")).body;
    expect(volumes.map(({ name }: { readonly name: string }) => name)).toEqual(["other"]);
  });

  it("leaves what it has made, where only a part is asked for", async () => {
    const client = await openClient();
    const { cluster, path } = await createdIn(client);
    const tags = [`k8s:${cluster.id}`];
    for (const name of ["a", "b"]) await client.post("/v2/volumes", { name, tags, size_gigabytes: 10, region: "nyc3" });
    const [first] = (await client.get(`${path}/destroy_with_associated_resources`)).body.volumes;
    const selective = `${path}/destroy_with_associated_resources/selective`;
    expect((await client.delete(selective, { volumes: [first.id] })).status).toBe(204);
    expect((await client.get("/v2/volumes")).body.volumes).toHaveLength(1);
    expect((await client.get(path)).status).toBe(404);
  });

  it("has credentials with a token that no snapshot holds, and a kubeconfig with the same", async () => {
    const client = await openClient();
    const { path } = await createdIn(client);
    const { body } = await client.get(`${path}/credentials?expiry_seconds=60`);
    expect(Date.parse(body.expires_at) - client.emulator.cloud.clock.time).toBeLessThanOrEqual(60_000);
    expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain(body.token);
    const response = await fetch(`${client.emulator.url}${path}/kubeconfig`, {
      headers: { authorization: "Bearer token" },
    });
    expect(response.headers.get("content-type")).toBe("application/yaml");
    expect(JSON.parse(await response.text())).toMatchObject({
      kind: "Config",
      "current-context": "do-nyc3-prod",
      users: [{ user: { token: body.token } }],
    });
    expect((await client.get(`${path}/user`)).body.kubernetes_cluster_user.groups).toEqual(["k8saas:authenticated"]);
  });
});

describe("a node pool", () => {
  it("is added, scaled and deleted, with its Droplets", async () => {
    const client = await openClient();
    const { path } = await createdIn(client);
    const droplets = async () => (await client.get("/v2/droplets")).body.droplets.length;
    const { status, body } = await client.post(`${path}/node_pools`, { name: "big", size: "s-4vcpu-8gb", count: 1 });
    expect(status).toBe(201);
    const big = `${path}/node_pools/${body.node_pool.id}`;
    expect(await droplets()).toBe(3);
    const scaled = await client.put(big, {
      name: "bigger",
      count: 3,
      labels: { tier: "web" },
      taints: [{ Key: "gpu", Value: "true", Effect: "NoSchedule" }],
    });
    expect(scaled.body.node_pool).toMatchObject({
      name: "bigger",
      count: 3,
      labels: { tier: "web" },
      taints: [{ key: "gpu", value: "true", effect: "NoSchedule" }],
    });
    expect((await client.get(big)).body.node_pool.nodes[2].status.state).toBe("running");
    expect((await client.put(big, { auto_scale: true, min_nodes: 1, max_nodes: 2 })).body.node_pool.count).toBe(2);
    expect(await droplets()).toBe(4);
    expect((await client.delete(big)).status).toBe(204);
    expect((await client.get(big)).status).toBe(404);
    expect(await droplets()).toBe(2);
    const [last] = (await client.get(`${path}/node_pools`)).body.node_pools;
    expect((await client.delete(`${path}/node_pools/${last.id}`)).status).toBe(422);
  });

  it("has its nodes recycled, or one deleted", async () => {
    const client = await openClient();
    const { cluster, path } = await createdIn(client);
    const own = `${path}/node_pools/${cluster.node_pools[0].id}`;
    const ids = async () => (await client.get(own)).body.node_pool.nodes.map(({ id }: { readonly id: string }) => id);
    const [first, second] = await ids();
    expect((await client.post(`${own}/recycle`, { nodes: [first] })).status).toBe(202);
    expect(await ids()).toEqual([second, expect.any(String)]);
    expect((await client.delete(`${own}/nodes/${second}?replace=1`)).status).toBe(202);
    const after = await ids();
    expect(after).toHaveLength(2);
    expect((await client.delete(`${own}/nodes/${after[0]}`)).status).toBe(202);
    expect(await ids()).toEqual([after[1]]);
    expect((await client.delete(`${own}/nodes/${second}`)).status).toBe(404);
  });
});

it("node pools replace a node whose Droplet is destroyed", async () => {
  const client = await openClient();
  const { cluster, path } = await createdIn(client);
  await client.get(path);
  const nodes = async () => (await client.get(path)).body.kubernetes_cluster.node_pools[0].nodes;
  const [first, second] = await nodes();
  expect((await client.delete(`/v2/droplets/${first.droplet_id}`)).status).toBe(204);
  const after = await nodes();
  expect(after).toHaveLength(2);
  expect(after[0]).toMatchObject({ id: second.id });
  expect((await client.get(`/v2/droplets/${after[1].droplet_id}`)).body.droplet.tags).toContain(`k8s:${cluster.id}`);
});

it("node pools are smaller where a node cannot be replaced", async () => {
  const client = await openClient();
  const { path } = await createdIn(client);
  await client.get(path);
  const [{ nodes }] = (await client.get(path)).body.kubernetes_cluster.node_pools;
  const { cloud } = client.emulator;
  setLimits(cloud.accountOf("token"), { ...tiers[3], droplets: 1 });
  await client.delete(`/v2/droplets/${nodes[0].droplet_id}`);
  const [pool] = (await client.get(path)).body.kubernetes_cluster.node_pools;
  expect(pool.nodes).toMatchObject([{ id: nodes[1].id }]);
});

it("clusters pull from the registries that they are given", async () => {
  const client = await openClient();
  const { cluster, path } = await createdIn(client);
  const cluster_uuids = [cluster.id];
  const registries = async () => (await client.get(path)).body.kubernetes_cluster.registries;
  expect((await client.post("/v2/kubernetes/registry", { cluster_uuids })).status).toBe(422);
  await client.post("/v2/registry", { name: "acme", subscription_tier_slug: "basic" });
  expect((await client.post("/v2/kubernetes/registry", { cluster_uuids })).status).toBe(204);
  expect(await registries()).toEqual(["acme"]);
  expect((await client.delete("/v2/kubernetes/registry", { cluster_uuids })).status).toBe(204);
  expect(await registries()).toEqual([]);
  const one = { cluster_uuids, registries: ["acme"] };
  expect((await client.post("/v2/kubernetes/registries", one)).status).toBe(204);
  expect(await registries()).toEqual(["acme"]);
  expect((await client.post("/v2/kubernetes/registries", { ...one, registries: ["other"] })).status).toBe(404);
  expect((await client.delete("/v2/kubernetes/registries", one)).status).toBe(204);
  expect(await registries()).toEqual([]);
});

it("options offer regions, sizes and versions", async () => {
  const client = await openClient();
  const { options } = (await client.get("/v2/kubernetes/options")).body;
  expect(options.regions).toContainEqual({ name: "New York 3", slug: "nyc3" });
  expect(options.sizes).toContainEqual({ name: "s-2vcpu-4gb", slug: "s-2vcpu-4gb" });
  expect(options.versions[0].kubernetes_version).toMatch(/^1\.36\.\d+$/);
});
