import {
  CreateBucketCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { environmentSpacesKey, type SpacesKey } from "@infrafabric/connect";
import type { Emulator } from "@infrafabric/emulator";
import { expect } from "vitest";
import { selfSigned } from "../../packages/emulator/src/test/self-signed.ts";

/** A resource of the estate, by the id that the provider imports it by. */
export interface Planted {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** The access key of an emulator's account, and where its Spaces is. */
export function spacesKeyOf(emulator: Emulator): SpacesKey | undefined {
  const key = environmentSpacesKey(emulator.env());
  return key && { ...key, endpoint: emulator.url };
}

/** Makes an account as people make one by hand, with plain calls, and answers with what there is to import. */
export async function plantEstate(emulator: Emulator): Promise<readonly Planted[]> {
  const env = emulator.env();
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${emulator.url}/v2/${path}`, {
      method,
      headers: { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.ok, `${method} ${path}: ${text}`).toBe(true);
    return text === "" ? {} : JSON.parse(text);
  };
  const post = (path: string, body: object) => call("POST", path, body);
  const region = "nyc3";
  const planted: Planted[] = [];
  const plant = (type: string, name: string, id: string | number) => {
    const token = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
    planted.push({ type: `digitalocean:index/${token}:${type}`, name, id: String(id) });
  };

  // The first VPC of a region becomes its default.
  await post("vpcs", { name: "default-nyc3", region });
  const { vpc } = await post("vpcs", { name: "shop", region, ip_range: "10.20.0.0/24", description: "The shop's" });
  plant("Vpc", "shop", vpc.id);
  await post("vpcs", { name: "default-sfo3", region: "sfo3" });
  const { vpc: west } = await post("vpcs", { name: "west", region: "sfo3", ip_range: "10.30.0.0/24" });
  plant("Vpc", "west", west.id);
  const { vpc_peering: peering } = await post("vpc_peerings", { name: "coasts", vpc_ids: [vpc.id, west.id] });
  plant("VpcPeering", "coasts", peering.id);

  const { ssh_key: key } = await post("account/keys", {
    name: "ops",
    public_key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGO2tZdJ5oQZSo6yyVvZL6Qd4Q1nSwKqJ7m3p1rQbR8h ops@example.com",
  });
  plant("SshKey", "ops", key.id);

  const machine = { region, vpc_uuid: vpc.id, image: "ubuntu-24-04-x64", ssh_keys: [key.id] };
  const { droplet: web1 } = await post("droplets", {
    ...machine,
    name: "web-1.example.com",
    size: "s-1vcpu-2gb",
    monitoring: true,
    backups: true,
    backup_policy: { plan: "weekly", weekday: "SUN", hour: 4 },
    tags: ["web", "environment:prod", "owner:shop"],
    user_data: "#cloud-config\npackages: [nginx]\n",
  });
  plant("Droplet", "web-1", web1.id);
  const { droplet: web2 } = await post("droplets", {
    ...machine,
    name: "web-2.example.com",
    size: "s-1vcpu-2gb",
    ipv6: true,
    tags: ["web", "environment:prod"],
  });
  plant("Droplet", "web-2", web2.id);
  const { droplet: git } = await post("droplets", { ...machine, name: "git", size: "s-1vcpu-1gb" });
  plant("Droplet", "git", git.id);

  const { volume } = await post("volumes", {
    name: "repositories",
    region,
    size_gigabytes: 20,
    filesystem_type: "ext4",
    filesystem_label: "repos",
    description: "Git repositories",
    tags: ["git"],
  });
  await post(`volumes/${volume.id}/actions`, { type: "attach", droplet_id: git.id, region });
  plant("Volume", "repositories", volume.id);
  const { volume: spare } = await post("volumes", { name: "spare", region, size_gigabytes: 5 });
  plant("Volume", "spare", spare.id);
  const { snapshot } = await post(`volumes/${spare.id}/snapshots`, { name: "spare-before-upgrade" });
  plant("VolumeSnapshot", "spare-before-upgrade", snapshot.id);

  const { reserved_ip: address } = await post("reserved_ips", { droplet_id: git.id });
  plant("ReservedIp", "git", address.ip);
  plant("ReservedIpAssignment", "git", `${address.ip},${git.id}`);
  const { reserved_ip: free } = await post("reserved_ips", { region });
  plant("ReservedIp", "free", free.ip);

  const { domain } = await post("domains", { name: "example.org" });
  plant("Domain", "example.org", domain.name);
  for (const record of [
    { type: "A", name: "www", data: "192.0.2.10", ttl: 300 },
    { type: "CNAME", name: "shop", data: "www.example.org." },
    { type: "MX", name: "@", data: "mail.example.org.", priority: 10 },
    { type: "TXT", name: "@", data: "v=spf1 -all" },
    { type: "CAA", name: "@", data: "letsencrypt.org.", flags: 0, tag: "issue" },
    { type: "SRV", name: "_sip._tcp", data: "sip.example.org.", priority: 10, weight: 5, port: 5060 },
  ]) {
    const { domain_record: made } = await post("domains/example.org/records", record);
    plant("DnsRecord", `${record.type}-${record.name}`, `example.org,${made.id}`);
  }
  const { certificate } = await post("certificates", {
    name: "issued",
    type: "lets_encrypt",
    dns_names: ["www.example.org", "example.org"],
  });
  plant("Certificate", "issued", certificate.name);
  const { certificate: custom } = await post("certificates", {
    name: "custom",
    type: "custom",
    ...selfSigned(["cdn.example.org"]),
  });
  plant("Certificate", "custom", custom.name);

  const { load_balancer: balancer } = await post("load_balancers", {
    name: "front",
    region,
    vpc_uuid: vpc.id,
    tag: "web",
    size_unit: 1,
    redirect_http_to_https: true,
    forwarding_rules: [
      {
        entry_protocol: "https",
        entry_port: 443,
        target_protocol: "http",
        target_port: 80,
        certificate_id: certificate.id,
      },
      { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 },
    ],
    health_check: { protocol: "http", port: 80, path: "/health" },
  });
  plant("LoadBalancer", "front", balancer.id);
  const { firewall } = await post("firewalls", {
    name: "web",
    tags: ["web"],
    inbound_rules: [
      { protocol: "tcp", ports: "80", sources: { load_balancer_uids: [balancer.id] } },
      { protocol: "tcp", ports: "22", sources: { addresses: ["203.0.113.7/32"], droplet_ids: [git.id] } },
      { protocol: "icmp", sources: { addresses: ["0.0.0.0/0", "::/0"] } },
    ],
    outbound_rules: [
      { protocol: "tcp", ports: "all", destinations: { addresses: ["0.0.0.0/0", "::/0"] } },
      { protocol: "udp", ports: "53", destinations: { addresses: ["0.0.0.0/0"] } },
    ],
  });
  plant("Firewall", "web", firewall.id);
  const { firewall: ssh } = await post("firewalls", {
    name: "ssh",
    droplet_ids: [git.id],
    inbound_rules: [{ protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0"] } }],
  });
  plant("Firewall", "ssh", ssh.id);

  const { database } = await post("databases", {
    ...{ name: "orders", engine: "pg", version: "17", region, size: "db-s-2vcpu-4gb", num_nodes: 1 },
    private_network_uuid: vpc.id,
    tags: ["environment:prod"],
  });
  plant("DatabaseCluster", "orders", database.id);
  await post(`databases/${database.id}/dbs`, { name: "shop" });
  plant("DatabaseDb", "shop", `${database.id},shop`);
  await post(`databases/${database.id}/users`, { name: "shop" });
  plant("DatabaseUser", "shop", `${database.id},shop`);
  await post(`databases/${database.id}/pools`, {
    name: "shop-pool",
    mode: "transaction",
    size: 10,
    db: "shop",
    user: "shop",
  });
  plant("DatabaseConnectionPool", "shop-pool", `${database.id},shop-pool`);
  await post(`databases/${database.id}/replicas`, { name: "read-1", region, size: "db-s-2vcpu-4gb" });
  plant("DatabaseReplica", "read-1", `${database.id},read-1`);
  await call("PUT", `databases/${database.id}/firewall`, {
    rules: [
      { type: "tag", value: "web" },
      { type: "droplet", value: String(git.id) },
    ],
  });
  plant("DatabaseFirewall", "orders", database.id);
  const { database: cache } = await post("databases", {
    ...{ name: "cache", engine: "valkey", version: "8", region, size: "db-s-1vcpu-1gb", num_nodes: 1 },
  });
  await call("PUT", `databases/${cache.id}/eviction_policy`, { eviction_policy: "allkeys_lru" });
  plant("DatabaseCluster", "cache", cache.id);

  const { kubernetes_cluster: cluster } = await post("kubernetes/clusters", {
    name: "apps",
    region,
    version: "1.35.4-do.0",
    vpc_uuid: vpc.id,
    auto_upgrade: true,
    maintenance_policy: { day: "sunday", start_time: "04:00" },
    tags: ["environment:prod"],
    node_pools: [
      {
        name: "default",
        size: "s-2vcpu-4gb",
        count: 2,
        tags: ["apps", "terraform:default-node-pool"],
        labels: { tier: "web" },
      },
      { name: "batch", size: "s-4vcpu-8gb", count: 1, auto_scale: true, min_nodes: 1, max_nodes: 3 },
    ],
  });
  plant("KubernetesCluster", "apps", cluster.id);
  plant("KubernetesNodePool", "batch", cluster.node_pools[1].id);

  const { SPACES_ACCESS_KEY_ID: accessKeyId = "", SPACES_SECRET_ACCESS_KEY: secretAccessKey = "" } = env;
  const spaces = new S3Client({
    endpoint: emulator.url,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  // A bucket is in the region that the host of the request names, and a path names none.
  await spaces.send(new CreateBucketCommand({ Bucket: "acme-archive" }));
  await spaces.send(
    new PutBucketVersioningCommand({ Bucket: "acme-archive", VersioningConfiguration: { Status: "Enabled" } }),
  );
  await spaces.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: "acme-archive",
      LifecycleConfiguration: {
        Rules: [
          {
            ID: "old-versions",
            Status: "Enabled",
            Filter: { Prefix: "" },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    }),
  );
  plant("SpacesBucket", "acme-archive", `${region},acme-archive`);
  await spaces.send(new CreateBucketCommand({ Bucket: "acme-assets" }));
  await spaces.send(
    new PutBucketCorsCommand({
      Bucket: "acme-assets",
      CORSConfiguration: {
        CORSRules: [
          {
            ...{
              AllowedMethods: ["GET", "PUT", "HEAD"],
              AllowedHeaders: ["x-amz-*", "content-type"],
              MaxAgeSeconds: 300,
              ID: "web",
              ExposeHeaders: ["etag", "x-amz-meta-a"],
            },
            AllowedOrigins: ["https://example.org", "https://shop.example.org", "https://www.example.org"],
          },
        ],
      },
    }),
  );
  await spaces.send(
    new PutBucketPolicyCommand({
      Bucket: "acme-assets",
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: ["s3:GetObject"],
            Resource: ["arn:aws:s3:::acme-assets/public/*"],
          },
        ],
      }),
    }),
  );
  await spaces.send(
    new PutBucketLoggingCommand({
      Bucket: "acme-assets",
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "acme-archive", TargetPrefix: "" } },
    }),
  );
  await spaces.send(new PutBucketAclCommand({ Bucket: "acme-assets", ACL: "public-read" }));
  plant("SpacesBucketLogging", "acme-assets", `${region},acme-assets`);
  plant("SpacesBucket", "acme-assets", `${region},acme-assets`);
  plant("SpacesBucketCorsConfiguration", "acme-assets", `${region},acme-assets`);
  plant("SpacesBucketPolicy", "acme-assets", `${region},acme-assets`);
  const { endpoint } = await post("cdn/endpoints", { origin: "acme-assets.nyc3.digitaloceanspaces.com", ttl: 3600 });
  plant("Cdn", "assets", endpoint.id);

  const { project } = await post("projects", {
    name: "Shop",
    purpose: "Web Application",
    environment: "Production",
    description: "Everything of the shop",
  });
  await post(`projects/${project.id}/resources`, { resources: [`do:droplet:${web1.id}`, `do:domain:example.org`] });
  plant("Project", "Shop", project.id);
  const { policy } = await post("monitoring/alerts", {
    alerts: { email: [], slack: [{ channel: "#ops", url: "https://hooks.slack.com/services/T0/B0/example" }] },
    compare: "GreaterThan",
    description: "CPU is busy",
    enabled: true,
    entities: [String(web1.id)],
    tags: [],
    type: "v1/insights/droplet/cpu",
    value: 80,
    window: "5m",
  });
  plant("MonitorAlert", "busy", policy.uuid);
  const { check } = await post("uptime/checks", {
    name: "www",
    type: "https",
    target: "https://www.example.org",
    regions: ["us_east"],
    enabled: true,
  });
  plant("UptimeCheck", "www", check.id);
  const { alert } = await post(`uptime/checks/${check.id}/alerts`, {
    name: "slow",
    type: "latency",
    threshold: 300,
    comparison: "greater_than",
    period: "2m",
    notifications: { email: [], slack: [{ channel: "#ops", url: "https://hooks.slack.com/services/T0/B0/example" }] },
  });
  plant("UptimeAlert", "slow", `${check.id},${alert.id}`);
  const { registry } = await post("registry", { name: "acme", subscription_tier_slug: "basic", region });
  plant("ContainerRegistry", "acme", registry.name);
  const { app } = await post("apps", {
    spec: {
      name: "shop",
      region: "nyc",
      services: [
        {
          name: "web",
          image: { registry_type: "DOCKER_HUB", registry: "library", repository: "nginx", tag: "latest" },
          http_port: 80,
          instance_count: 1,
          instance_size_slug: "apps-s-1vcpu-1gb",
          envs: [
            { key: "MODE", value: "fast", scope: "RUN_TIME" },
            { key: "API_KEY", value: "s3cret", scope: "RUN_TIME", type: "SECRET" },
          ],
        },
      ],
    },
  });
  plant("App", "shop", app.id);
  return planted;
}
