import { setLimits, tiers } from "../api/account/limits.ts";
import { defaultAccessKey } from "../api/spaces/key.ts";
import type { Answered, Client } from "./client.ts";
import { dropletBody, madeDroplet } from "./droplet.ts";
import { selfSigned } from "./self-signed.ts";
import { spacesOf, texts } from "./spaces.ts";

/** What a test gives away and looks for afterwards. */
export interface Given {
  /** Words of the client's that are secret. */
  readonly said: Readonly<Record<string, string>>;
  /** Secrets that the emulator has made. */
  readonly made: Readonly<Record<string, string>>;
}

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6kkQyAdaJXyB2UkQfK8oYRgnLzJlVR2Lk ops@example.com";

/** Makes at least one record of every kind that the account of a client can hold, with a secret wherever one fits. */
export async function everyKind(client: Client, token = "token"): Promise<Given> {
  const { cloud } = client.emulator;
  const account = cloud.accountOf(token);
  const post = async (path: string, body?: unknown) => done(path, await client.post(path, body));
  const put = async (path: string, body?: unknown) => done(path, await client.put(path, body));

  await client.get("/v2/projects/default");
  setLimits(account, tiers[3]);
  const [a, b] = [
    (await post("/v2/vpcs", { name: "a", region: "nyc3", ip_range: "10.20.0.0/24" })).vpc,
    (await post("/v2/vpcs", { name: "b", region: "sfo3", ip_range: "10.21.0.0/24" })).vpc,
  ];
  await post("/v2/vpc_peerings", { name: "coasts", vpc_ids: [a.id, b.id] });
  await post(`/v2/vpcs/${a.id}/subnets`, { name: "front", ip_range: "10.20.0.0/26" });
  await post("/v2/vpc_nat_gateways", {
    ...{ name: "out", type: "PUBLIC", region: "nyc3", size: 1 },
    vpcs: [{ vpc_uuid: a.id }],
  });
  const { vector_db: vectors } = await post("/v2/vector-databases", {
    name: "search",
    region: "nyc3",
    size: "small",
    tags: ["prod"],
  });
  const credentials = done("vectors", await client.get(`/v2/vector-databases/${vectors.id}/credentials`));
  await post("/v2/gen-ai/openai/keys", { name: "ci", api_key: "sk-secret" });
  const accelerators = [{ accelerator_slug: "gpu-mi300x1-192gb", scale: 1, type: "prefill_decode" }];
  const far = (await post("/v2/vpcs", { name: "far", region: "tor1", ip_range: "10.22.0.0/24" })).vpc;
  const { token: inference } = await post("/v2/dedicated-inferences", {
    spec: {
      ...{ version: 1, name: "llm", region: "tor1", vpc: { uuid: far.id }, enable_public_endpoint: true },
      model_deployments: [{ model_slug: "mistral/7b", model_provider: "hugging_face", accelerators }],
    },
  });
  await post("/v2/security/scans");
  await put("/v2/security/settings/plan", { tier_coverage: { basic: { tags: ["web"] } } });
  await post("/v2/security/settings/suppressions", { rule_uuid: "rule", resources: ["do:droplet:1"] });
  await post("/v2/byoip_prefixes", { prefix: "192.0.2.0/24", region: "nyc3", signature: "secret-signature" });
  await post("/v2/partner_network_connect/attachments", {
    ...{ name: "line", connection_bandwidth_in_mbps: 1000, region: "nyc", naas_provider: "megaport", vpc_ids: [a.id] },
    bgp: {
      ...{ local_router_ip: "169.254.0.1/29", peer_router_ip: "169.254.0.6/29", peer_router_asn: 64_532 },
      auth_key: "secret-bgp-key",
    },
  });
  const { share } = await post("/v2/nfs", { name: "files", size_gib: 50, region: "nyc3", vpc_ids: [a.id] });
  await post(`/v2/nfs/${share.id}/actions`, { type: "snapshot", params: { name: "one" } });
  await post("/v2/account/keys", { name: "ops", public_key: publicKey });
  await post("/v2/tags", { name: "__proto__" });
  await post("/v2/domains", { name: "example.com" });
  await post("/v2/domains/example.com/records", { type: "TXT", name: "@", data: "text" });
  const pair = selfSigned(["www.example.com"]);
  const { certificate } = await post("/v2/certificates", { name: "own", type: "custom", ...pair });

  const userData = "#cloud-config secret-user-data";
  const { volume } = await post("/v2/volumes", { name: "data", region: "nyc3", size_gigabytes: 100 });
  const droplet = await madeDroplet(client, { user_data: userData, volumes: [volume.id], tags: ["web"] });
  const doomed = await madeDroplet(client, { name: "doomed", backups: true });
  await post(`/v2/droplets/${droplet.id}/actions`, { type: "snapshot", name: "snap" });
  await post(`/v2/droplets/${droplet.id}/actions`, { type: "rename", name: "web-1" });
  await post(`/v2/volumes/${volume.id}/snapshots`, { name: "volume-snap" });
  await post("/v2/reserved_ips", { droplet_id: droplet.id });
  await post("/v2/reserved_ips", { region: "nyc3" });
  await post("/v2/reserved_ipv6", { region_slug: "nyc3" });
  done("destroy", await client.delete(`/v2/droplets/${doomed.id}/destroy_with_associated_resources/selective`, {}));
  await post("/v2/droplets/autoscale", {
    ...{ name: "pool", config: { target_number_instances: 1 } },
    droplet_template: {
      ...{ region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", ssh_keys: [], tags: ["pool"] },
      ...{ user_data: `${userData}-of-pool` },
    },
  });
  await post("/v2/firewalls", {
    ...{ name: "web", tags: ["web"] },
    inbound_rules: [{ protocol: "tcp", ports: "443", sources: { addresses: ["0.0.0.0/0"] } }],
    outbound_rules: [{ protocol: "icmp", destinations: { addresses: ["::/0"] } }],
  });
  const forwarding = { entry_protocol: "https", entry_port: 443, target_protocol: "http", target_port: 80 };
  await post("/v2/load_balancers", {
    ...{ name: "web", region: "nyc3", tag: "web", firewall: { deny: ["cidr:192.0.2.0/24"] } },
    ...{ forwarding_rules: [{ ...forwarding, certificate_id: certificate.id }], health_check: { protocol: "tcp" } },
    sticky_sessions: { type: "cookies", cookie_name: "lb", cookie_ttl_seconds: 60 },
  });

  const slack = (what: string) => [{ channel: "ops", url: `https://hooks.slack.com/services/secret-webhook-${what}` }];
  const told = (what: string) => ({ email: ["ops@example.com"], slack: slack(what) });
  await post("/v2/monitoring/alerts", {
    ...{ type: "v1/insights/droplet/cpu", compare: "GreaterThan", value: 80, window: "5m", description: "busy" },
    ...{ alerts: told("policy"), entities: null, tags: ["web"], enabled: null },
  });
  const { check } = await post("/v2/uptime/checks", { name: "up", type: "ping", target: "192.0.2.1", regions: [] });
  await post(`/v2/uptime/checks/${check.id}/alerts`, {
    ...{ name: "down", type: "down", period: "2m", notifications: told("uptime") },
  });

  const { database } = await post("/v2/databases", {
    ...{ name: "main", engine: "pg", size: "db-s-1vcpu-2gb", num_nodes: 1, region: "nyc3" },
  });
  await client.get("/v2/account");
  const cluster = `/v2/databases/${database.id}`;
  await post(`${cluster}/dbs`, { name: "app" });
  const { user } = await post(`${cluster}/users`, { name: "app" });
  await post(`${cluster}/pools`, { name: "pool-1", mode: "transaction", size: 10, db: "defaultdb", user: "doadmin" });
  await put(`${cluster}/firewall`, { rules: [{ type: "ip_addr", value: "203.0.113.7" }] });
  await post(`${cluster}/replicas`, { name: "read-1", region: "sfo3" });
  const config = { server: "192.0.2.7", port: 514, tls: true, format: "rfc5424", key: "secret-logsink-key" };
  await post(`${cluster}/logsink`, { sink_name: "logs", sink_type: "rsyslog", config });

  const kafka = { name: "events", engine: "kafka", size: "db-s-2vcpu-2gb", num_nodes: 3, region: "nyc3" };
  const events = `/v2/databases/${(await post("/v2/databases", kafka)).database.id}`;
  await client.get("/v2/account");
  await post(`${events}/topics`, { name: "orders", config: { retention_ms: -1 } });
  await post(`${events}/schema-registry`, { subject_name: "order", schema_type: "AVRO", schema: "{}" });
  const search = { name: "search", engine: "opensearch", size: "db-s-2vcpu-4gb", num_nodes: 1, region: "nyc3" };
  const deposit = { kind: "index", database: (await post("/v2/databases", search)).database.id, name: "logs" };
  await post("/_emulator/deposits", deposit);
  await client.get("/v2/account");
  await put(`${cluster}/online-migration`, {
    source: { host: "db.example.com", port: 5432, password: "secret-source" },
  });
  const metrics = { basic_auth_username: "metrics", basic_auth_password: "secret-metrics-password" };
  await put("/v2/databases/metrics/credentials", { credentials: metrics });

  await post("/v2/registry", { name: "acme", subscription_tier_slug: "basic" });
  for (const tag of ["v1", "v2"]) {
    const image = { kind: "image", registry: "acme", repository: "shop/web", tag };
    const { digest } = await post("/_emulator/deposits", image);
    if (tag === "v1") {
      const at = `/v2/registry/acme/repositories/shop%2Fweb/digests/${digest}`;
      done("digest", await client.delete(at));
    }
  }
  await post("/v2/registry/acme/garbage-collection", { type: "untagged manifests only" });
  await post("/v2/kubernetes/clusters", {
    ...{ name: "prod", region: "nyc3", version: "latest" },
    node_pools: [{ name: "p", size: "s-2vcpu-4gb", count: 1, taints: [{ Key: "gpu", Effect: "NoSchedule" }] }],
  });
  const [{ id: doks }] = (await client.get("/v2/kubernetes/clusters")).body.kubernetes_clusters;
  await post(`/v2/kubernetes/clusters/${doks}/clusterlint`);
  const { destination } = await post("/v2/monitoring/sinks/destinations", {
    ...{ name: "logs", type: "opensearch_ext" },
    config: { endpoint: "logs.example.com", credentials: { username: "a", password: "secret-of-destination" } },
  });
  const resources = [{ urn: `do:kubernetes:${doks}` }];
  await post("/v2/monitoring/sinks", { destination_uuid: destination.id, resources });
  const range = { prefix: "203.0.113.0/24", region: "nyc3", signature: "secret-signature" };
  await post("/v2/byoip_prefixes", range);
  const { app } = await post("/v2/apps", {
    spec: {
      ...{ name: "shop", alerts: [{ rule: "DOMAIN_FAILED" }], static_sites: [{ name: "site" }] },
      jobs: [{ name: "report", kind: "SCHEDULED", schedule: { cron: "* * * * *" } }],
      envs: [
        { key: "PASSWORD", value: "secret-app-env", type: "SECRET" },
        { key: "COLOUR", value: "plain-app-env", type: "GENERAL" },
      ],
    },
  });
  const [alert] = (await client.get(`/v2/apps/${app.id}/alerts`)).body.alerts;
  cloud.clock.advance(60_000);
  const [run] = (await client.get(`/v2/apps/${app.id}/job-invocations`)).body.job_invocations;
  await post(`/v2/apps/${app.id}/job-invocations/${run.id}/cancel`);
  const destinations = { emails: ["ops@example.com"], slack_webhooks: slack("app") };
  await post(`/v2/apps/${app.id}/alerts/${alert.id}/destinations`, destinations);

  const { namespace } = await post("/v2/functions/namespaces", { label: "jobs", region: "nyc1" });
  const functions = `/v2/functions/namespaces/${namespace.namespace}`;
  await post(`${functions}/triggers`, {
    ...{ name: "nightly", function: "hello", type: "SCHEDULED", is_enabled: true },
    scheduled_details: { cron: "0 3 * * *", body: { name: "secret-trigger-body" } },
  });
  const { access_key } = await post(`${functions}/keys`, { name: "ci", expires_in: "7d" });

  const { key } = await post("/v2/spaces/keys", { name: "ci", grants: [{ bucket: "", permission: "fullaccess" }] });
  const spaces = spacesOf(client.emulator, defaultAccessKey(account));
  await spaces.send("PUT", "/files");
  const versioning = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
  await spaces.send("PUT", "/files", { query: { versioning: "" }, body: versioning });
  await spaces.send("PUT", "/files/a", { body: "secret-object-body", headers: { "x-amz-meta-a": "1" } });
  await spaces.send("DELETE", "/files/a");
  const begun = await spaces.send("POST", "/files/big", { query: { uploads: "" } });
  const [uploadId = ""] = texts(begun.text, "UploadId");
  await spaces.send("PUT", "/files/big", { query: { uploadId, partNumber: "1" }, body: "part" });
  await post("/v2/cdn/endpoints", { origin: "files.nyc3.digitaloceanspaces.com" });
  await post("/v2/projects/default/resources", { resources: ["do:domain:example.com"] });

  // The last, so that nothing ends it; nor looked at, as looks are not kept.
  cloud.transitions.policies.set("*", { when: "manual" });
  await post("/v2/droplets", { ...dropletBody, name: "under-way" });
  return {
    said: {
      "user data": "secret-user-data",
      "key to OpenAI": "sk-secret",
      "credentials of a log destination": "secret-of-destination",
      "signature of a prefix": "secret-signature",
      "source of a migration": "secret-source",
      "password of metrics": "secret-metrics-password",
      "logsink's configuration": "secret-logsink-key",
      "trigger's body": "secret-trigger-body",
      "app's secret environment": "secret-app-env",
      "app's plain environment": "plain-app-env",
      "Slack webhook": "secret-webhook",
      "certificate's private key": pair.private_key.split("\n")[1] ?? "",
      "object's body": "secret-object-body",
      "partner attachment's BGP key": "secret-bgp-key",
    },
    made: {
      "database password": database.connection.password,
      "database user's password": user.password,
      "key of a functions namespace": namespace.key,
      "token of dedicated inference": inference.value,
      "token of a vector database": credentials.api_token,
      "functions access key": access_key.secret,
      "Spaces secret key": key.secret_key,
      "Spaces secret key of the account": spaces.secret,
    },
  };
}

function done(path: string, { status, body }: Answered): Answered["body"] {
  if (status >= 300) throw new Error(`${path} answers ${status}: ${body?.message}`);
  return body;
}
