import { apiApp } from "../../api/app.ts";
import { startEmulator } from "../../server/emulator.ts";
import { Cloud, type Snapshot } from "../../state/cloud.ts";
import type { Note } from "../../state/journal.ts";
import { clientOf } from "../client.ts";
import { madeDroplet } from "../droplet.ts";
import { everyKind } from "../every-kind.ts";
import { selfSigned } from "../self-signed.ts";
import type { Variant } from "./variant.ts";

/** An answer to a variant, and what it has changed. */
export interface Outcome {
  readonly status: number;
  readonly text: string;
  /** What the text is, if it is JSON. */
  readonly json?: unknown;
  readonly notes: readonly Note[];
}

/** An API in this process with a record of every kind, which every request finds as it was. */
export interface World {
  readonly kept: Snapshot;
  send(variant: Pick<Variant, "method" | "path" | "body">): Promise<Outcome>;
}

/** What can be canceled does not end by itself. */
function keepUnderWay({ transitions }: Cloud): void {
  for (const kind of ["app.deploy", "registry.garbage_collection"]) transitions.policies.set(kind, { when: "manual" });
}

export async function openWorld(): Promise<World> {
  const emulator = await startEmulator();
  const client = clientOf(emulator, "token");
  emulator.cloud.clock.stop(Date.UTC(2027, 0, 1));
  await everyKind(client);
  emulator.cloud.transitions.policies.clear();
  const made = async (path: string, body: object) => {
    const request = { method: "POST", headers: { authorization: "Bearer token" }, body: JSON.stringify(body) };
    const response = await fetch(emulator.url + path, request);
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${answer.message}`);
    return answer;
  };
  const { vpc: freeVpc } = await made("/v2/vpcs", { name: "free", region: "nyc3", ip_range: "10.222.0.0/24" });
  const freeDroplet = await madeDroplet(client, { name: "free" });
  const ipv6Droplet = await madeDroplet(client, { name: "six", ipv6: true });
  const { volume: freeVolume } = await made("/v2/volumes", { name: "free", region: "nyc3", size_gigabytes: 100 });
  const pair = selfSigned(["free.example.com"]);
  const { certificate: freeCertificate } = await made("/v2/certificates", { name: "free", type: "custom", ...pair });
  const plan = { num_nodes: 1, region: "nyc3", size: "db-s-1vcpu-2gb" };
  const { database: mysql } = await made("/v2/databases", { name: "mysql", engine: "mysql", ...plan });
  const { database: valkey } = await made("/v2/databases", { name: "valkey", engine: "valkey", ...plan });
  await made("/v2/projects", { name: "other", purpose: "Web Application" });
  await made("/v2/registry/subscription", { tier_slug: "professional" });
  emulator.cloud.clock.advance(40 * 86_400_000);
  await client.get("/v2/account");
  const volumes = (await client.get("/v2/volumes")).body.volumes;
  const attached = volumes.find((one: { name: string }) => one.name === "data");
  const resize = await made(`/v2/volumes/${attached.id}/actions`, { type: "resize", size_gigabytes: 101 });
  const images = (await client.get("/v2/images?private=true")).body.images;
  const snapshot = images.find((one: { name: string }) => one.name === "snap");
  const transfer = await made(`/v2/images/${snapshot.id}/actions`, { type: "transfer", region: "ams3" });
  const invoices = (await client.get("/v2/customers/my/invoices")).body.invoices;
  await client.get("/v2/account");
  const { database: oldDatabase } = await made("/v2/databases", { name: "old", engine: "pg", version: "16", ...plan });
  const clusters = "/v2/kubernetes/clusters";
  const node = { size: "s-2vcpu-4gb", count: 1 };
  const offered = (await client.get("/v2/kubernetes/options")).body.options.versions;
  const { kubernetes_cluster: oldKubernetes } = await made(clusters, {
    ...{ name: "old", region: "nyc3", version: offered.at(-1).slug, node_pools: [{ name: "p", ...node }] },
  });
  const upgrades = (await client.get(`${clusters}/${oldKubernetes.id}/upgrades`)).body.available_upgrade_versions;
  const [prod] = (await client.get(clusters)).body.kubernetes_clusters;
  const { node_pool: sparePool } = await made(`${clusters}/${prod.id}/node_pools`, { name: "spare", ...node });
  const forwarding_rules = [{ entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 }];
  const { load_balancer: freeBalancer } = await made("/v2/load_balancers", {
    ...{ name: "free", region: "nyc3", forwarding_rules, droplet_ids: [freeDroplet.id] },
  });
  const { load_balancer: globalBalancer } = await made("/v2/load_balancers", {
    ...{ name: "world", type: "GLOBAL", target_load_balancer_ids: [freeBalancer.id] },
    ...{ domains: [{ name: "world.example.org" }] },
    glb_settings: { target_protocol: "http", target_port: 80, cdn: { is_enabled: true } },
  });
  const [shop] = (await client.get("/v2/apps")).body.apps;
  await made(`/v2/apps/${shop.id}/deployments`, {});
  await client.get("/v2/account");
  const [run] = (await client.get(`/v2/apps/${shop.id}/job-invocations`)).body.job_invocations;
  const { app: back } = await made("/v2/apps", { spec: { name: "back", static_sites: [{ name: "site" }] } });
  await client.get("/v2/account");
  await made(`/v2/apps/${back.id}/deployments`, {});
  const [share] = (await client.get("/v2/nfs")).body.shares;
  const { access_point: accessPoint } = await made(`/v2/nfs/shares/${share.id}/access_points`, {
    ...{ name: "one", path: "/one", vpc_id: share.vpc_ids[0] },
    access_policy: share.access_points[0].access_policy,
  });
  const [vector] = (await client.get("/v2/vector-databases")).body.vector_dbs;
  const [backup] = (await client.get(`/v2/vector-databases/${vector.id}/backups`)).body.backups;
  await made(`/v2/vector-databases/${vector.id}/backups/${backup.backup_id}/restore`, {});
  await made("/v2/registries", { name: "busy", subscription_tier_slug: "professional", region: "nyc3" });
  await client.get("/v2/account");

  keepUnderWay(emulator.cloud);
  const superseded = (await client.get(`/v2/apps/${back.id}/deployments`)).body.deployments.at(-1);
  await made(`/v2/apps/${back.id}/rollback`, { deployment_id: superseded.id });
  const collecting = await made("/v2/registries/busy/garbage-collection", {});
  const kept: Snapshot = JSON.parse(JSON.stringify(emulator.cloud.snapshot));
  await emulator.close();

  const tables = Object.values(kept.accounts)[0] ?? {};
  const rows = (table: string) => Object.entries(tables[table] ?? {}).map(([id, row]) => ({ id, row: Object(row) }));
  const find = (table: string, which: (row: ReturnType<typeof JSON.parse>) => boolean = () => true) => {
    const found = rows(table).find(({ row }) => which(row));
    if (found === undefined) throw new Error(`the world has nothing in ${table}`);
    return found;
  };
  const named = (table: string, name: string) => find(table, (row) => row.name === name).id;
  const action = (which: (row: { type: string; resource_type: string }) => boolean) => find("actions", which).id;
  const droplet = Number(named("droplets", "web-1"));
  const isOfDroplet = (row: { resource_id?: number }) => row.resource_id === droplet;
  const ids: Readonly<Record<string, unknown>> = {
    accessPoint: accessPoint.id,
    alert: find("uptime_alerts").id,
    app: shop.id,
    appAlert: find("app_alerts").id,
    attachment: find("partner_attachments").id,
    begunDeployment: find("apps", (row) => row.spec.name === "back").row.pending,
    cdn: find("cdn_endpoints").id,
    certificate: named("certificates", "own"),
    check: find("uptime_checks").id,
    collection: collecting.garbage_collection.uuid,
    database: named("databases", "main"),
    deployment: find("app_deployments").id,
    destination: find("monitoring_destinations").id,
    destroyed: find("destructions").id,
    digest: find("registry_manifests").row.digest,
    droplet,
    dropletAction: find("actions", (row) => isOfDroplet(row) && row.type === "rename").id,
    farVpc: named("vpcs", "far"),
    firewall: find("firewalls").id,
    freeBalancer: freeBalancer.id,
    freeCertificate: freeCertificate.id,
    freeDroplet: freeDroplet.id,
    freeVolume: freeVolume.id,
    freeVpc: freeVpc.id,
    functionsKey: find("functions_keys").row.id,
    gateway: find("vpc_nat_gateways").id,
    globalBalancer: globalBalancer.id,
    image: Number(named("images", "snap")),
    imageAction: (transfer.action ?? transfer).id,
    inference: find("dedicated_inferences").id,
    inferenceToken: find("dedicated_inference_tokens").id,
    invoice: invoices[0]?.invoice_uuid,
    ipAction: action(({ type }) => type === "assign_ip"),
    ipv6Droplet: ipv6Droplet.id,
    kafka: named("databases", "events"),
    key: Number(find("sshKeys").id),
    keyText: find("sshKeys").id,
    kubernetes: prod.id,
    kubernetesUpgrade: upgrades[0].slug,
    kubernetesUrn: `do:kubernetes:${prod.id}`,
    kubernetesVpc: prod.vpc_uuid,
    leafCertificate: pair.leaf_certificate,
    loadBalancer: find("load_balancers").id,
    logsink: find("database_logsinks").id.split("/")[1],
    migration: find("database_migrations").row.id,
    mysql: mysql.id,
    namespace: find("functions_namespaces").id,
    node: find("kubernetes_node_pools").row.nodes[0].id,
    nodePool: find("kubernetes_node_pools").id,
    oldDatabase: oldDatabase.id,
    oldKubernetes: oldKubernetes.id,
    openAiKey: find("openai_keys").id,
    openSearch: named("databases", "search"),
    peering: find("vpc_peerings").id,
    policy: find("alert_policies").id,
    pool: find("autoscalePools").id,
    prefix: find("byoip_prefixes").id,
    privateKey: pair.private_key,
    project: named("projects", "other"),
    record: find("domain_records", (row) => row.type === "TXT").id,
    reservedIp: find("reservedIps", (row) => row.droplet === droplet).id,
    reservedIpv6: find("reservedIpv6s").id,
    rolledBack: back.id,
    run: run.id,
    scan: find("security_scans").id,
    share: share.id,
    shareSnapshot: find("nfs_snapshots").id,
    sink: find("monitoring_sinks").id,
    spacesKey: find("spaces_keys").id,
    sparePool: sparePool.id,
    subnet: find("vpc_subnets").id,
    suppression: find("security_suppressions").id,
    valkey: valkey.id,
    vectorBackup: backup.backup_id,
    vectorDatabase: vector.id,
    volume: attached.id,
    volumeAction: String(resize.action.id),
    volumeSnapshot: find("volumeSnapshots").id,
    vpc: named("vpcs", "a"),
    workerSubnet: prod.worker_subnet_uuid,
  };
  let notes: Note[] = [];
  const cloud = new Cloud("emulator", (note) => notes.push(note));
  keepUnderWay(cloud);
  const api = apiApp(cloud, () => {});
  const filled = (value: unknown): unknown => {
    if (typeof value === "string") return value.startsWith("@") && value.slice(1) in ids ? ids[value.slice(1)] : value;
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner)]));
  };
  return {
    kept,
    async send({ method, path, body }) {
      cloud.restore(kept);
      notes = [];
      const url = `http://127.0.0.1${path.replaceAll(/@(\w+)/g, (_, name: string) => String(ids[name]))}`;
      const headers = { authorization: "Bearer token", "content-type": "application/json", "x-dangerous": "true" };
      const sent = body === undefined ? {} : { body: JSON.stringify(filled(body)) };
      const response = await api.fetch(new Request(url, { method, headers, ...sent }));
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
      return { status: response.status, text, ...(isJson ? { json: JSON.parse(text) } : {}), notes };
    },
  };
}
