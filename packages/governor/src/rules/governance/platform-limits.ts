import { judgeLimits, type LimitFault } from "../../limits/judge";
import { reasonOf } from "../../view/reason";
import { unknown } from "../../view/value";
import { undecided, violation } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { defineRule } from "../rule";

export const platformLimits = defineRule({
  id: "platform-limits",
  group: "governance",
  scope: "resource",
  title: "Every resource keeps within what DigitalOcean allows of its type.",
  severity: "medium",
  level: "mandatory",
  kinds: "all",
  why:
    "The provider checks types and little more, so a preview passes what DigitalOcean's API then refuses, and `up` stops half way: with the Droplets there and the firewall in front of them not. " +
    "So what DigitalOcean documents is held here, each limit with its source: backup hours, pools and their bounds, the entries of a firewall, certificates of a load balancer, ranges of a VPC, forms of names and tags, engines of databases and what each can have, regions of Spaces and the like. " +
    "A region or a size that the catalogue does not know at all is a violation, with the nearest one that exists; only sizes with GPUs, of which new ones appear every few months, are undecided instead. " +
    "A value that cannot be read as what its input takes, such as a text in place of a list, is a violation as well. " +
    "Some of it the provider says at preview too; here it is said for all resources at once, in process as well, where no provider runs. " +
    "A number, a choice or a list that an unknown hides is undecided. Names, texts and addresses that are not known yet are not judged: they come from other resources or are made up by the provider, and an undecided finding for each would drown the others.",
  fix: "Keep to what is allowed; where DigitalOcean allows more by now, exempt the resource",
  references: [
    "https://docs.digitalocean.com/products/droplets/details/limits/",
    "https://docs.digitalocean.com/products/networking/firewalls/details/limits/",
    "https://docs.digitalocean.com/products/networking/load-balancers/details/limits/",
    "https://docs.digitalocean.com/products/networking/vpc/details/limits/",
    "https://docs.digitalocean.com/products/spaces/details/limits/",
    "https://docs.digitalocean.com/products/volumes/details/limits/",
    pulumiDocs("Droplet"),
  ],
  good: [
    {
      title: "backups at an hour that there is",
      resources: [
        {
          kind: "Droplet",
          inputs: {
            name: "web-1.example.com",
            backups: true,
            backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 },
          },
        },
      ],
    },
    {
      title: "a pool by load, and one of a fixed number",
      resources: [
        {
          kind: "DropletAutoscale",
          name: "by-load",
          inputs: { config: { minInstances: 2, maxInstances: 10, targetCpuUtilization: 0.6, cooldownMinutes: 5 } },
        },
        { kind: "DropletAutoscale", name: "fixed", inputs: { config: { targetNumberInstances: 3 } } },
      ],
    },
    {
      title: "decrypted at the load balancer, by a certificate that is known after up, or behind it",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: {
            region: "nyc3",
            forwardingRules: [
              {
                entryPort: 443,
                entryProtocol: "https",
                targetPort: 80,
                targetProtocol: "http",
                certificateName: unknown,
              },
              {
                entryPort: 8443,
                entryProtocol: "https",
                targetPort: 8443,
                targetProtocol: "https",
                tlsPassthrough: true,
              },
            ],
          },
        },
      ],
    },
    {
      title: "private ranges that are free, the largest and the smallest",
      resources: [
        { kind: "Vpc", name: "largest", inputs: { region: "nyc3", ipRange: "10.10.0.0/16" } },
        { kind: "Vpc", name: "smallest", inputs: { region: "nyc3", ipRange: "192.168.7.16/28" } },
        { kind: "Vpc", name: "chosen-by-digitalocean", inputs: { region: "nyc3" } },
      ],
    },
    {
      title: "names, texts and addresses that are known after up",
      resources: [
        { kind: "Droplet", name: "web", inputs: { name: unknown, userData: unknown } },
        { kind: "SpacesBucket", name: "bucket", inputs: { name: unknown, region: "ams3" } },
        {
          kind: "Firewall",
          name: "firewall",
          inputs: {
            name: unknown,
            inboundRules: [{ protocol: "tcp", portRange: "443", sourceAddresses: unknown }],
          },
        },
      ],
    },
    {
      title: "alerts with all that they need",
      resources: [
        { kind: "MonitorAlert", name: "cpu", inputs: { type: "v1/insights/droplet/cpu", tags: ["web"] } },
        {
          kind: "UptimeAlert",
          name: "slow",
          inputs: { type: "latency", threshold: 300, comparison: "greater_than", period: "2m" },
        },
        { kind: "UptimeAlert", name: "down", inputs: { type: "down", period: "2m" } },
      ],
    },
  ],
  bad: [
    {
      title: "backups at an hour that there is not, and a policy without backups",
      resources: [
        { kind: "Droplet", name: "hour", inputs: { backups: true, backupPolicy: { plan: "weekly", hour: 3 } } },
        { kind: "Droplet", name: "none", inputs: { backups: false, backupPolicy: { plan: "weekly", hour: 4 } } },
      ],
    },
    {
      title: "an underscore in the name of a Droplet, IPv6 without a public network",
      resources: [{ kind: "Droplet", inputs: { name: "web_1", ipv6: true, publicNetworking: false } }],
    },
    {
      title: "pools that cannot grow: nothing said, too much said, bounds the wrong way round",
      resources: [
        { kind: "DropletAutoscale", name: "nothing", inputs: { config: {} } },
        { kind: "DropletAutoscale", name: "both", inputs: { config: { targetNumberInstances: 3, minInstances: 1 } } },
        {
          kind: "DropletAutoscale",
          name: "reversed",
          inputs: { config: { minInstances: 5, maxInstances: 3, targetCpuUtilization: 0.6 } },
        },
      ],
    },
    {
      title: "a firewall for more Droplets and tags than it can name",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            dropletIds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
            tags: ["web", "api", "jobs", "mail", "logs", "metrics"],
            inboundRules: [{ protocol: "tcp", portRange: "443", sourceAddresses: ["10.0.0.0/8"] }],
          },
        },
      ],
    },
    {
      title: "HTTPS without a certificate, more than one node where there is no sizeUnit",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: {
            region: "nyc2",
            sizeUnit: 2,
            forwardingRules: [{ entryPort: 443, entryProtocol: "https", targetPort: 80, targetProtocol: "http" }],
          },
        },
      ],
    },
    {
      title: "ranges that are not private, too large, or DigitalOcean's own",
      resources: [
        { kind: "Vpc", name: "public", inputs: { region: "nyc3", ipRange: "203.0.113.0/24" } },
        { kind: "Vpc", name: "large", inputs: { region: "nyc3", ipRange: "10.0.0.0/8" } },
        { kind: "Vpc", name: "taken", inputs: { region: "nyc3", ipRange: "10.17.4.0/24" } },
        { kind: "Vpc", name: "taken-everywhere", inputs: { region: unknown, ipRange: "10.244.0.0/20" } },
      ],
    },
    {
      title: "a region and a size that do not exist",
      resources: [{ kind: "Droplet", inputs: { region: "nyc9", size: "s-1vcpu-1gbb" } }],
    },
    {
      title: "a text in place of a list, a number that is none, and a tag with a space",
      resources: [
        { kind: "Firewall", name: "text", inputs: { inboundRules: "x" } },
        { kind: "Volume", name: "number", inputs: { size: "big" } },
        { kind: "Tag", name: "tag", inputs: { name: "owner:team a" } },
      ],
    },
    {
      title: "a firewall without a rule, and rules that cannot be",
      resources: [
        { kind: "Firewall", name: "none", inputs: {} },
        {
          kind: "Firewall",
          name: "wrong",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "90-80", sourceAddresses: ["www.example.com"] }] },
        },
      ],
    },
    {
      title: "a database of an engine that cannot have so few nodes or so small a size, and a rule of no known type",
      resources: [
        {
          kind: "DatabaseCluster",
          name: "queue",
          inputs: { engine: "kafka", version: "3.8", nodeCount: 2, size: "db-s-2vcpu-2gb" },
        },
        {
          kind: "DatabaseCluster",
          name: "small",
          inputs: { engine: "pg", version: "16", nodeCount: 3, size: "db-s-1vcpu-1gb" },
        },
        { kind: "DatabaseFirewall", name: "rule", inputs: { rules: [{ type: "vpc", value: "5a4981aa" }] } },
      ],
    },
    {
      title: "a volume with an upper-case name, and a label too long for XFS",
      resources: [
        {
          kind: "Volume",
          inputs: {
            name: "Bad_Name",
            size: 100,
            initialFilesystemType: "xfs",
            initialFilesystemLabel: "thirteenbytes",
          },
        },
      ],
    },
    {
      title: "buckets with a dot in the name, where there are no Spaces, where the provider knows of none yet",
      resources: [
        { kind: "SpacesBucket", name: "dot", inputs: { name: "logs.example.com", region: "nyc3" } },
        { kind: "SpacesBucket", name: "elsewhere", inputs: { region: "nyc1" } },
        { kind: "SpacesBucketObject", name: "too-early", inputs: { region: "mkc1", key: "report.csv" } },
      ],
    },
    {
      title: "a lifecycle rule that says nothing of what to remove",
      resources: [{ kind: "SpacesBucket", inputs: { lifecycleRules: [{ enabled: true, expiration: {} }] } }],
    },
    {
      title: "alerts on nothing, and at no threshold",
      resources: [
        { kind: "MonitorAlert", name: "nothing", inputs: { type: "v1/insights/droplet/cpu", tags: [] } },
        { kind: "UptimeAlert", name: "slow", inputs: { type: "latency", comparison: "greater_than" } },
      ],
    },
  ],
  undecided: [
    {
      title: "a size with GPUs that is newer than the catalogue",
      resources: [{ kind: "Droplet", inputs: { size: "gpu-b300x8-2304gb" } }],
    },
    {
      title: "an hour that is known after up, and backups for a policy",
      resources: [
        { kind: "Droplet", name: "hour", inputs: { backups: true, backupPolicy: { plan: "weekly", hour: unknown } } },
        { kind: "Droplet", name: "backups", inputs: { backups: unknown, backupPolicy: { plan: "daily", hour: 4 } } },
      ],
    },
    {
      title: "a pool that is known after up",
      resources: [{ kind: "DropletAutoscale", inputs: { config: unknown } }],
    },
    {
      title: "a protocol without a certificate, and Droplets without a number",
      resources: [
        {
          kind: "LoadBalancer",
          inputs: {
            region: "nyc3",
            dropletIds: unknown,
            forwardingRules: [{ entryPort: 443, entryProtocol: unknown, targetPort: 80, targetProtocol: "http" }],
          },
        },
      ],
    },
    {
      title: "a range that is known after up",
      resources: [{ kind: "Vpc", inputs: { region: "nyc3", ipRange: unknown } }],
    },
  ],
  *check(resource) {
    const { broken, unseen } = judgeLimits(resource);
    for (const [path, faults] of broken) yield violation(undefined, wordsOf(faults), { path, ...fixOf(faults) });
    for (const property of unseen) {
      // What cannot be read breaks a limit already: what is left is newer than the catalogue.
      const reason = property.opaque ? reasonOf(property) : "the catalogue does not list it";
      yield undecided(property, `cannot determine whether DigitalOcean allows it: ${reason}`);
    }
  },
});

function wordsOf(faults: readonly LimitFault[]): string {
  return faults.map(({ found, allowed, source }) => `${found}; allowed: ${allowed} (${source})`).join("; and ");
}

function fixOf(faults: readonly LimitFault[]): { readonly fix?: string } {
  const fixes = faults.flatMap(({ fix }) => fix ?? []);
  return fixes.length === 0 ? {} : { fix: fixes.join("; ") };
}
