// Stacks that every source must come to the same verdict on, from small to whole.

/** A stack of the corpus. */
export interface CorpusStack {
  readonly name: string;
  /** JavaScript; `digitalocean` and `pulumi` are imported. */
  readonly program: string;
  /** The same stack for Terraform, resource by resource under the same names. Its plan is `plans/<name>.json`. */
  readonly terraform?: string;
  /** True if the real engine runs it: a run costs ten seconds, and what the others show is read in the same way. */
  readonly engine: boolean;
}

/** Settings that ask for as much as settings can. */
export const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 60
    regions: { allowed: [nyc3, sfo3], disallowed: [ams2] }
    resources:
      droplet: { max_per_account: 2, allowed_sizes: [s-1vcpu-1gb, s-2vcpu-2gb], backup_required: true, monitoring_required: true }
      spaces: { max_buckets: 1, encryption_required: true }
    required_tags: [owner]
environments: { production: { stacks: ["*/prod-*"], production: true } }
`;

export const stacks: readonly CorpusStack[] = [
  {
    name: "bare-droplet",
    engine: true,
    program: `
new digitalocean.Droplet("web", { name: "web", image: "ubuntu-24-04-x64", region: "ams3", size: "s-8vcpu-16gb" });
`,
    terraform: `
resource "digitalocean_droplet" "web" {
  name   = "web"
  image  = "ubuntu-24-04-x64"
  region = "ams3"
  size   = "s-8vcpu-16gb"
}
`,
  },
  {
    name: "good-droplet",
    engine: true,
    program: `
const net = new digitalocean.Vpc("net", { name: "net", region: "nyc3" });
const ops = new digitalocean.SshKey("ops", { name: "ops", publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIomNr7VqzxbyPrmzgZ3JWwI8RmPVAo0vzDO0SeTvBTC made-up" });
const web = new digitalocean.Droplet("web", {
  name: "web", image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", vpcUuid: net.id, sshKeys: [ops.fingerprint],
  tags: ["owner:ops"], monitoring: true, backups: true, backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 },
});
new digitalocean.Firewall("web", {
  name: "web", dropletIds: [web.id.apply(Number)],
  inboundRules: [{ protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0"] }],
  outboundRules: [{ protocol: "tcp", portRange: "443", destinationAddresses: ["0.0.0.0/0"] }],
});
`,
    terraform: `
resource "digitalocean_vpc" "net" {
  name   = "net"
  region = "nyc3"
}
resource "digitalocean_ssh_key" "ops" {
  name       = "ops"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIomNr7VqzxbyPrmzgZ3JWwI8RmPVAo0vzDO0SeTvBTC made-up"
}
resource "digitalocean_droplet" "web" {
  name       = "web"
  image      = "ubuntu-24-04-x64"
  region     = "nyc3"
  size       = "s-1vcpu-1gb"
  vpc_uuid   = digitalocean_vpc.net.id
  ssh_keys   = [digitalocean_ssh_key.ops.fingerprint]
  tags       = ["owner:ops"]
  monitoring = true
  backups    = true
  backup_policy {
    plan    = "weekly"
    weekday = "SUN"
    hour    = 4
  }
}
resource "digitalocean_firewall" "web" {
  name        = "web"
  droplet_ids = [digitalocean_droplet.web.id]
  inbound_rule {
    protocol         = "tcp"
    port_range       = "443"
    source_addresses = ["0.0.0.0/0"]
  }
  outbound_rule {
    protocol              = "tcp"
    port_range            = "443"
    destination_addresses = ["0.0.0.0/0"]
  }
}
`,
  },
  {
    name: "open-firewall",
    engine: false,
    program: `
new digitalocean.Firewall("all", {
  name: "all", tags: ["web"],
  inboundRules: [
    { protocol: "tcp", portRange: "22", sourceAddresses: ["0.0.0.0/0", "::/0"] },
    { protocol: "udp", portRange: "1-65535", sourceAddresses: ["203.0.113.0/24"] },
  ],
  outboundRules: [{ protocol: "tcp", portRange: "1-65535", destinationAddresses: ["0.0.0.0/0"] }],
});
`,
    terraform: `
resource "digitalocean_firewall" "all" {
  name = "all"
  tags = ["web"]
  inbound_rule {
    protocol         = "tcp"
    port_range       = "22"
    source_addresses = ["0.0.0.0/0", "::/0"]
  }
  inbound_rule {
    protocol         = "udp"
    port_range       = "1-65535"
    source_addresses = ["203.0.113.0/24"]
  }
  outbound_rule {
    protocol              = "tcp"
    port_range            = "1-65535"
    destination_addresses = ["0.0.0.0/0"]
  }
}
`,
  },
  {
    name: "plain-load-balancer",
    engine: false,
    program: `
new digitalocean.LoadBalancer("lb", {
  name: "lb", region: "nyc3", dropletTag: "web",
  forwardingRules: [{ entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" }],
});
`,
    terraform: `
resource "digitalocean_loadbalancer" "lb" {
  name        = "lb"
  region      = "nyc3"
  droplet_tag = "web"
  forwarding_rule {
    entry_port      = 80
    entry_protocol  = "http"
    target_port     = 80
    target_protocol = "http"
  }
}
`,
  },
  {
    name: "buckets",
    engine: true,
    program: `
const files = new digitalocean.SpacesBucket("files", { name: "corpus-files", region: "nyc3", acl: "public-read" });
new digitalocean.SpacesBucket("logs", { name: "corpus-logs", region: "nyc3", acl: "private", versioning: { enabled: true } });
new digitalocean.SpacesBucketCorsConfiguration("files", {
  bucket: files.name, region: "nyc3", corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }],
});
`,
    terraform: `
resource "digitalocean_spaces_bucket" "files" {
  name   = "corpus-files"
  region = "nyc3"
  acl    = "public-read"
}
resource "digitalocean_spaces_bucket" "logs" {
  name   = "corpus-logs"
  region = "nyc3"
  acl    = "private"
  versioning {
    enabled = true
  }
}
resource "digitalocean_spaces_bucket_cors_configuration" "files" {
  bucket = digitalocean_spaces_bucket.files.name
  region = "nyc3"
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
`,
  },
  {
    name: "secrets",
    engine: false,
    program: `
new digitalocean.Droplet("web", {
  name: "web", image: "ubuntu-24-04-x64", region: pulumi.secret("ams3"), size: "s-1vcpu-1gb", backups: pulumi.secret(false),
  userData: pulumi.secret("#!/bin/sh\\nexport PASSWORD=made-up\\n"),
});
`,
  },
  {
    name: "unknowns",
    engine: true,
    program: `
const net = new digitalocean.Vpc("net", { name: "net", region: "nyc3" });
const web = new digitalocean.Droplet("web", {
  name: "web", image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", vpcUuid: net.id,
  tags: ["owner:ops"], backups: net.id.apply((id) => id.length > 3), monitoring: true,
});
new digitalocean.Firewall("web", {
  name: "web", dropletIds: [web.id.apply(Number)],
  inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: [web.ipv4Address, "10.0.0.0/8"] }],
});
`,
    terraform: `
resource "digitalocean_vpc" "net" {
  name   = "net"
  region = "nyc3"
}
resource "digitalocean_droplet" "web" {
  name       = "web"
  image      = "ubuntu-24-04-x64"
  region     = "nyc3"
  size       = "s-1vcpu-1gb"
  vpc_uuid   = digitalocean_vpc.net.id
  tags       = ["owner:ops"]
  backups    = length(digitalocean_vpc.net.id) > 3
  monitoring = true
}
resource "digitalocean_firewall" "web" {
  name        = "web"
  droplet_ids = [digitalocean_droplet.web.id]
  inbound_rule {
    protocol         = "tcp"
    port_range       = "22"
    source_addresses = [digitalocean_droplet.web.ipv4_address, "10.0.0.0/8"]
  }
}
`,
  },
  {
    name: "prod-component",
    engine: true,
    program: `
class Store extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("example:index:Store", name, {}, opts);
    new digitalocean.Volume(name + "-data", { name: name + "-data", region: "nyc3", size: 100, tags: ["owner:ops"] }, { parent: this });
    new digitalocean.Volume(name + "-scratch", { name: name + "-scratch", region: "nyc3", size: 100 }, { parent: this, protect: false });
  }
}
new Store("kept", { protect: true });
new Store("free");
`,
  },
  {
    name: "tags",
    engine: false,
    program: `
const web = new digitalocean.Tag("web");
new digitalocean.Droplet("web", {
  name: "web", image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", tags: [web.name, "owner:ops"], backups: true, monitoring: true,
});
new digitalocean.Firewall("web", {
  name: "web", tags: [web.name], inboundRules: [{ protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0"] }],
});
`,
  },
  {
    name: "managed-services",
    engine: false,
    program: `
new digitalocean.DatabaseCluster("orders", { name: "orders", engine: "pg", version: "16", size: "db-s-1vcpu-1gb", region: "sfo3", nodeCount: 1 });
new digitalocean.KubernetesCluster("apps", {
  name: "apps", region: "ams3", version: "1.31.1-do.3", tags: ["owner:ops"],
  nodePool: { name: "default", size: "s-2vcpu-2gb", autoScale: true, minNodes: 1, maxNodes: 3 },
});
`,
    terraform: `
resource "digitalocean_database_cluster" "orders" {
  name       = "orders"
  engine     = "pg"
  version    = "16"
  size       = "db-s-1vcpu-1gb"
  region     = "sfo3"
  node_count = 1
}
resource "digitalocean_kubernetes_cluster" "apps" {
  name    = "apps"
  region  = "ams3"
  version = "1.31.1-do.3"
  tags    = ["owner:ops"]
  node_pool {
    name       = "default"
    size       = "s-2vcpu-2gb"
    auto_scale = true
    min_nodes  = 1
    max_nodes  = 3
  }
}
`,
  },
  {
    name: "platform-limits",
    engine: false,
    program: `
new digitalocean.Firewall("none", { name: "x_y", tags: ["a", "b", "c", "d", "e", "f"] });
new digitalocean.Vpc("wide", { name: "wide net!", region: "nyc3", ipRange: "10.0.0.0/30" });
`,
  },
  {
    name: "web-tier",
    engine: true,
    program: `
const net = new digitalocean.Vpc("net", { name: "net", region: "nyc3" });
const tag = new digitalocean.Tag("web", { name: "web" });
const webs = ["a", "b", "c"].map((name) => new digitalocean.Droplet(name, {
  name, image: "ubuntu-24-04-x64", region: "nyc3", size: "s-2vcpu-2gb", vpcUuid: net.id, tags: [tag.name, "owner:ops"],
  backups: name !== "c", monitoring: true,
}));
new digitalocean.LoadBalancer("lb", {
  name: "lb", region: "nyc3", vpcUuid: net.id, dropletIds: webs.slice(0, 2).map(({ id }) => id.apply(Number)),
  forwardingRules: [{ entryPort: 443, entryProtocol: "https", targetPort: 80, targetProtocol: "http", certificateName: "web" }],
});
new digitalocean.Firewall("web", {
  name: "web", dropletIds: webs.slice(0, 2).map(({ id }) => id.apply(Number)),
  inboundRules: [{ protocol: "tcp", portRange: "80", sourceAddresses: ["10.0.0.0/8"] }],
});
new digitalocean.Volume("data", { name: "data", region: "nyc3", size: 100 });
`,
  },
];
