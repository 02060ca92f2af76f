import * as digitalocean from "@pulumi/digitalocean";

const network = new digitalocean.Vpc("network", { region: "nyc3", ipRange: "10.20.0.0/20" });
const key = new digitalocean.SshKey("key", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKFq1Yp1wY1xS5yWm0xQmB2xJ3oQm2oQe4eV8mS8Nn ops@example.com",
});

// A value that another resource determines is unknown until `pulumi up`: the rule is undecided, it never passes.
const later = <T>(value: T) => key.id.apply(() => value);

// Violates region-allowed, size-allowed, required-tags, droplet-backups, droplet-monitoring, droplet-in-vpc and
// droplet-behind-firewall.
new digitalocean.Droplet("legacy", { image: "ubuntu-24-04-x64", region: "nyc1", size: "s-8vcpu-16gb" });

// The same seven rules, each undecided because of an unknown value.
new digitalocean.Droplet("undecided", {
  image: "ubuntu-24-04-x64",
  region: later("nyc3"),
  size: later("s-1vcpu-1gb"),
  vpcUuid: later("5a4981aa-9653-4bd1-bef5-d6bff52042e4"),
  backups: later(true),
  monitoring: later(true),
  tags: ["environment:dev", later("owner:web"), later("cost_center:42")],
});

// A range that is too large for a VPC, which a preview without the rules accepts; and one that is unknown.
new digitalocean.Vpc("vast", { region: "nyc3", ipRange: "10.0.0.0/8" });
new digitalocean.Vpc("undecided-network", { region: "nyc3", ipRange: later("10.40.0.0/20") });

// Exceeds the limit of two Droplets, because a pool counts at its maximum size; a pool has no backups.
new digitalocean.DropletAutoscale("pool", {
  config: { minInstances: 1, maxInstances: 3, targetCpuUtilization: 0.6 },
  dropletTemplate: {
    image: "ubuntu-24-04-x64",
    region: "nyc3",
    size: "s-2vcpu-2gb",
    sshKeys: [key.fingerprint],
    vpcUuid: network.id,
    tags: ["environment:dev", "owner:web", "cost_center:42"],
  },
});

// Opens a range that includes the SSH port to the whole internet, in two halves, after a rule that is fine.
new digitalocean.Firewall("wide", {
  inboundRules: [
    { protocol: "tcp", portRange: "443", sourceAddresses: ["10.20.0.0/20"] },
    { protocol: "tcp", portRange: "20-30", sourceAddresses: ["0.0.0.0/1", "128.0.0.0/1"] },
  ],
});

new digitalocean.Firewall("undecided-firewall", {
  tags: [later("web")],
  inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: [later("203.0.113.0/24")] }],
});

// Publicly readable, without versions, access log or lifecycle, and deleted together with its contents.
const site = new digitalocean.SpacesBucket("site", { region: "nyc3", acl: "public-read", forceDestroy: true });

new digitalocean.SpacesBucketObject("page", {
  bucket: site.name,
  region: "nyc3",
  key: "index.html",
  content: "<h1>Hello</h1>",
  acl: "public-read",
});

new digitalocean.SpacesBucket("undecided-bucket", {
  name: later("undecided-bucket"),
  region: "nyc3",
  acl: later("private"),
  versioning: { enabled: later(true) },
  lifecycleRules: [{ enabled: later(true), abortIncompleteMultipartUploadDays: 7 }],
  forceDestroy: later(false),
});

// Above the limit of 200 USD a month with the Droplets, and of a size that no list allows; open to the internet, without
// a connection pool or a maintenance window.
new digitalocean.DatabaseCluster("orders", {
  engine: "pg",
  version: "17",
  region: "nyc3",
  size: "db-s-2vcpu-4gb",
  nodeCount: 2,
  privateNetworkUuid: network.id,
  tags: ["environment:dev", "owner:web", "cost_center:42"],
});

// Redis, which is retired and would refuse writes once it is full, with trusted sources that are everyone, in halves.
const cache = new digitalocean.DatabaseCluster("cache", {
  engine: "redis",
  version: "7",
  region: "nyc3",
  size: "db-s-1vcpu-1gb",
  nodeCount: 1,
  maintenanceWindows: [{ day: "sunday", hour: "04:00" }],
  tags: ["environment:dev", "owner:web", "cost_center:42"],
});
new digitalocean.DatabaseFirewall("everyone", {
  clusterId: cache.id,
  rules: [
    { type: "ip_addr", value: "0.0.0.0/1" },
    { type: "ip_addr", value: "128.0.0.0/1" },
    { type: "ip_addr", value: later("203.0.113.7") },
  ],
});
new digitalocean.DatabaseUser("old-client", {
  clusterId: "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30",
  mysqlAuthPlugin: "mysql_native_password",
});

// Kubernetes as many a tutorial from years ago makes it.
new digitalocean.KubernetesCluster("apps", {
  region: "nyc3",
  version: "1.19.15-do.0",
  surgeUpgrade: false,
  destroyAllAssociatedResources: true,
  nodePool: {
    name: "main",
    size: "s-2vcpu-2gb",
    nodeCount: 1,
    tags: ["environment:dev", "owner:web", "cost_center:42"],
  },
  tags: ["environment:dev", "owner:web", "cost_center:42"],
});

const forwardingRules = [
  { entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" },
  { entryPort: 443, entryProtocol: "https", targetPort: 80, targetProtocol: "http", certificateName: "www" },
];

// Plain HTTP without a redirect, TLS with any cipher, in the default VPC.
new digitalocean.LoadBalancer("plain", { region: "nyc3", forwardingRules });

new digitalocean.LoadBalancer("undecided-balancer", {
  region: "nyc3",
  vpcUuid: later("5a4981aa-9653-4bd1-bef5-d6bff52042e4"),
  redirectHttpToHttps: later(true),
  tlsCipherPolicy: later("STRONG"),
  forwardingRules,
});

// Any website's scripts may use the bucket, and one key may use every bucket of the account.
new digitalocean.SpacesBucketCorsConfiguration("cors", {
  bucket: site.name,
  region: "nyc3",
  corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*", later("https://www.example.com")] }],
});
new digitalocean.SpacesKey("master", {
  grants: [
    { bucket: "", permission: "fullaccess" },
    { bucket: site.name, permission: later("read") },
  ],
});

// Logs a bucket of another stack, or the one whose name is unknown.
new digitalocean.SpacesBucketLogging("log", {
  bucket: "archive",
  region: "nyc3",
  targetBucket: "archive-logs",
  targetPrefix: "archive/",
});
