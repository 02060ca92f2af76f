import { expect, it } from "vitest";
import { type Client, openClient } from "../../test/client.ts";

const service = {
  name: "web",
  image: { registry_type: "DOCKER_HUB", registry: "library", repository: "nginx" },
  instance_count: 1,
  instance_size_slug: "apps-s-1vcpu-1gb",
  http_port: 80,
};
const spec = { name: "shop", region: "nyc", services: [service] };

const createdIn = async (client: Client, own: object = spec) => {
  const answer = await client.post("/v2/apps", { spec: own });
  if (answer.status !== 200) throw new Error(answer.body.message);
  return { app: answer.body.app, path: `/v2/apps/${answer.body.app.id}` };
};

it("an app comes back as it was sent, and serves once it is deployed", async () => {
  const client = await openClient();
  client.emulator.cloud.transitions.policies.set("app.deploy", { when: "polls", times: 1 });
  const { app, path } = await createdIn(client);
  const rules = [{ match: { path: { prefix: "/" } }, component: { name: "web" } }];
  expect(app.spec).toEqual({ ...spec, ingress: { rules } });
  expect(app).not.toHaveProperty("active_deployment");
  const deployment = `${path}/deployments/${app.pending_deployment.id}`;
  const statuses = async () => {
    const { steps } = (await client.get(deployment)).body.deployment.progress;
    return steps.map(({ status }: { readonly status: string }) => status);
  };
  expect(await statuses()).toEqual(["PENDING", "PENDING"]);
  expect(await statuses()).toEqual(["SUCCESS", "SUCCESS"]);
  const { body } = await client.get(path);
  expect(body.app).toMatchObject({
    active_deployment: { id: app.pending_deployment.id, phase: "ACTIVE" },
    live_url: app.default_ingress,
    region: { slug: "nyc", data_centers: ["nyc1", "nyc2", "nyc3"] },
  });
  expect(body.app).not.toHaveProperty("pending_deployment");
});

it("requests go where the components say, and not to what is internal", async () => {
  const client = await openClient();
  const { http_port: _, ...plain } = service;
  const internal = { ...plain, name: "queue", internal_ports: [9000] };
  const api = { ...plain, name: "api" };
  const pages = { name: "pages", routes: [{ path: "/docs" }] };
  const { app } = await createdIn(client, { ...spec, services: [internal, service, api], static_sites: [pages] });
  expect(app.spec.services).toEqual([internal, service, { ...api, http_port: 8080 }]);
  expect(app.spec.ingress.rules).toEqual([
    { match: { path: { prefix: "/" } }, component: { name: "web" } },
    { match: { path: { prefix: "/api" } }, component: { name: "api" } },
    { match: { path: { prefix: "/docs" } }, component: { name: "pages" } },
  ]);
});

it("an app that nobody reaches from outside has an ingress without rules", async () => {
  const client = await openClient();
  const { http_port: _, ...queue } = { ...service, internal_ports: [9000] };
  const { app, path } = await createdIn(client);
  expect(app.spec.ingress.rules).toHaveLength(1);
  const { body } = await client.put(path, { spec: { ...spec, services: [queue] } });
  expect(body.app.spec.ingress).toEqual({});
});

it("a change is deployed, and supersedes what served", async () => {
  const client = await openClient();
  const { path } = await createdIn(client);
  const workers = [{ ...service, name: "queue", http_port: undefined }];
  expect((await client.put(path, { spec: { ...spec, workers } })).status).toBe(200);
  const phases = async () => {
    const { deployments } = (await client.get(`${path}/deployments`)).body;
    return deployments.map(({ phase }: { readonly phase: string }) => phase);
  };
  expect(await phases()).toEqual(["ACTIVE", "SUPERSEDED"]);
  client.emulator.cloud.transitions.policies.set("app.deploy", { when: "manual" });
  const { deployment } = (await client.post(`${path}/deployments`)).body;
  const cancel = `${path}/deployments/${deployment.id}/cancel`;
  expect((await client.post(cancel)).body.deployment.phase).toBe("CANCELED");
  expect((await client.post(cancel)).status).toBe(400);
  expect(await phases()).toEqual(["CANCELED", "ACTIVE", "SUPERSEDED"]);
  expect((await client.delete(path)).status).toBe(200);
  expect((await client.get(path)).status).toBe(404);
});

it("secrets can no longer be read, whichever component has them", async () => {
  const client = await openClient();
  const secret = { key: "TOKEN", value: "hush-hush", type: "SECRET", scope: "RUN_TIME" };
  const plain = { key: "MODE", value: "fast", scope: "RUN_TIME" };
  const { app, path } = await createdIn(client, {
    ...spec,
    envs: [secret],
    services: [{ ...service, envs: [secret, plain] }],
  });
  expect(app.spec.envs[0].value).toMatch(/^EV\[1:[0-9a-f]+\]$/);
  expect(app.spec.services[0].envs).toEqual([{ ...secret, value: app.spec.envs[0].value }, plain]);
  expect((await client.put(path, { spec: app.spec })).body.app.spec).toEqual(app.spec);
  const image = { ...service.image, registry_credentials: "sammy:hush-hush" };
  const changed = await client.put(path, { spec: { ...app.spec, services: [{ ...service, image }] } });
  expect(changed.body.app.spec.services[0].image.registry_credentials).toMatch(/^EV\[1:/);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain("hush-hush");
});

it("an app is refused with what cannot be", async () => {
  const client = await openClient();
  const status = async (own: object) => (await client.post("/v2/apps", { spec: { ...spec, ...own } })).status;
  expect(await status({ services: [] })).toBe(400);
  expect(await status({ services: [service, service] })).toBe(400);
  expect(await status({ services: [{ ...service, instance_size_slug: "huge" }] })).toBe(400);
  expect(await status({ name: "No" })).toBe(422);
  expect(await status({ region: "moon" })).toBe(422);
  expect(await status({ name: "elsewhere", region: "sfo3" })).toBe(200);
  expect(await status({})).toBe(200);
  expect(await status({})).toBe(409);
});

it("domains, egress, VPC and images are held to the limits of what a program calls them", async () => {
  const client = await openClient();
  const own = {
    domains: [{ domain: "www.example.com", type: "PRIMARY", zone: "example.com" }],
    egress: { type: "DEDICATED_IP" },
    vpc: { id: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" },
    services: [
      {
        ...service,
        image: { registry_type: "DOCR", repository: "shop", tag: "1", deploy_on_push: { enabled: true } },
        cors: { allow_origins: [{ exact: "https://example.com" }, { regex: "example" }] },
      },
    ],
  };
  const { app } = await createdIn(client, { ...spec, ...own });
  expect(app.spec).toMatchObject(own);
  expect(app.dedicated_ips).toMatchObject([{ ip: expect.stringMatching(/^192\.0\.2\.\d+$/), status: "ASSIGNED" }]);
  const again = { ...own, name: "again", domains: [...own.domains, { domain: "www.example.com", type: "ALIAS" }] };
  const refused = await client.post("/v2/apps", { spec: { ...spec, ...again } });
  expect(refused.status).toBe(400);
  expect(refused.body.message).toContain('spec.domain_names[1].name: found "www.example.com"');
  const { body } = await client.get("/_emulator/resources");
  // A container at 12 and an address at 25.
  expect(body.accounts[0].cost.monthly).toBe(37);
});

it("alerts of app and components go where they are sent, also after a change", async () => {
  const client = await openClient();
  const alerts = [{ rule: "DEPLOYMENT_FAILED" }];
  const own = [{ rule: "CPU_UTILIZATION", value: 80, operator: "GREATER_THAN", window: "FIVE_MINUTES" }];
  const wanted = { ...spec, alerts, services: [{ ...service, alerts: own }] };
  const { path } = await createdIn(client, wanted);
  const [first, second] = (await client.get(`${path}/alerts`)).body.alerts;
  expect(first).toMatchObject({ component_name: "", spec: { rule: "DEPLOYMENT_FAILED" }, phase: "ACTIVE" });
  expect(second).toMatchObject({ component_name: "web", spec: { rule: "CPU_UTILIZATION" } });
  const emails = ["ops@example.com"];
  const sent = await client.post(`${path}/alerts/${second.id}/destinations`, { emails, slack_webhooks: null });
  expect(sent.body.alert).toMatchObject({ emails, slack_webhooks: [] });
  await client.put(path, { spec: { ...wanted, alerts: [] } });
  expect((await client.get(`${path}/alerts`)).body.alerts).toEqual([sent.body.alert]);
});

it("sizes have the catalogue's prices, and regions their datacenters", async () => {
  const client = await openClient();
  const { body } = await client.get("/v2/apps/tiers/instance_sizes/apps-d-2vcpu-8gb");
  expect(body.instance_size).toMatchObject({ usd_per_month: "98.00", cpus: "2", memory_bytes: "8589934592" });
  expect((await client.get("/v2/apps/tiers/instance_sizes")).body.instance_sizes).toContainEqual(body.instance_size);
  expect((await client.get("/v2/apps/tiers/instance_sizes/huge")).status).toBe(404);
  const { regions } = (await client.get("/v2/apps/regions")).body;
  expect(regions).toContainEqual({ slug: "ams", label: "ams", default: false, data_centers: ["ams3"] });
});
