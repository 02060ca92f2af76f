// What a GovernedWebTier of two Droplets with a domain registers, written out. The names are the component's, which no
// program would choose for itself: so the two can be held side by side.
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

export interface RawWebTierArgs {
  readonly region: string;
  readonly size: string;
  readonly image: string;
  readonly userData: string;
  readonly domain: string;
  readonly sshFrom: string[];
  readonly alertEmails: string[];
  readonly labels: readonly string[];
}

export function rawWebTier(name: string, args: RawWebTierArgs) {
  const { region, domain } = args;

  const tag = new digitalocean.Tag(`${name}-tag`, {
    name: `${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
  });

  const vpc = new digitalocean.Vpc(
    `${name}-vpc`,
    { region, description: `Web tier ${name}` },
    { customTimeouts: { delete: "15m" } },
  );

  for (const key of ["a", "b"]) {
    new digitalocean.Droplet(`${name}-${key}`, {
      image: args.image,
      region,
      size: args.size,
      vpcUuid: vpc.id,
      backups: true,
      backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 },
      monitoring: true,
      dropletAgent: true,
      tags: [...args.labels, tag.name],
      userData: pulumi.secret(args.userData),
    });
  }

  const certificate = new digitalocean.Certificate(`${name}-certificate`, {
    type: "lets_encrypt",
    domains: [domain],
  });

  const loadBalancer = new digitalocean.LoadBalancer(`${name}-lb`, {
    region,
    vpcUuid: vpc.id,
    dropletTag: tag.name,
    enableBackendKeepalive: true,
    forwardingRules: [
      {
        entryPort: 443,
        entryProtocol: "https",
        targetPort: 80,
        targetProtocol: "http",
        certificateName: certificate.name,
      },
      { entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" },
    ],
    redirectHttpToHttps: true,
    tlsCipherPolicy: "STRONG",
    healthcheck: { protocol: "http", port: 80, path: "/" },
    disableLetsEncryptDnsRecords: true,
  });

  const [host = "", ...zone] = domain.split(".");
  new digitalocean.DnsRecord(`${name}-dns`, {
    domain: zone.join("."),
    type: "A",
    name: host,
    value: loadBalancer.ip,
    ttl: 300,
  });

  const everywhere = ["0.0.0.0/0", "::/0"];
  new digitalocean.Firewall(`${name}-firewall`, {
    tags: [tag.name],
    inboundRules: [
      { protocol: "tcp", portRange: "80", sourceLoadBalancerUids: [loadBalancer.id] },
      { protocol: "tcp", portRange: "22", sourceAddresses: args.sshFrom },
    ],
    outboundRules: [
      { protocol: "tcp", portRange: "443", destinationAddresses: everywhere },
      { protocol: "tcp", portRange: "80", destinationAddresses: everywhere },
      { protocol: "tcp", portRange: "53", destinationAddresses: everywhere },
      { protocol: "udp", portRange: "53", destinationAddresses: everywhere },
      { protocol: "udp", portRange: "123", destinationAddresses: everywhere },
    ],
  });

  const cpus = Number(/(\d+)vcpu/.exec(args.size)?.[1]);
  const alerts = [
    { suffix: "cpu", metric: "cpu", value: 80, words: "CPU use above 80 %" },
    { suffix: "memory", metric: "memory_utilization_percent", value: 85, words: "memory use above 85 %" },
    { suffix: "disk", metric: "disk_utilization_percent", value: 80, words: "disk use above 80 %" },
    { suffix: "load", metric: "load_5", value: 2 * cpus, words: `load over five minutes above ${2 * cpus}` },
  ];
  for (const { suffix, metric, value, words } of alerts) {
    new digitalocean.MonitorAlert(`${name}-alert-${suffix}`, {
      type: `v1/insights/droplet/${metric}`,
      compare: "GreaterThan",
      value,
      window: "5m",
      description: `${name}: ${words}`,
      tags: [tag.name],
      alerts: { emails: args.alertEmails, slacks: [] },
    });
  }

  const url = `https://${domain}`;
  const check = new digitalocean.UptimeCheck(`${name}-uptime`, {
    target: `${url}/`,
    type: "https",
    regions: ["us_east", "eu_west"],
  });
  const notifications = [{ emails: args.alertEmails, slacks: [] }];
  new digitalocean.UptimeAlert(`${name}-uptime-down`, {
    checkId: check.id,
    type: "down",
    period: "2m",
    notifications,
  });
  new digitalocean.UptimeAlert(`${name}-uptime-latency`, {
    checkId: check.id,
    type: "latency",
    threshold: 1000,
    comparison: "greater_than",
    period: "5m",
    notifications,
  });
  new digitalocean.UptimeAlert(`${name}-uptime-certificate`, {
    checkId: check.id,
    type: "ssl_expiry",
    threshold: 14,
    comparison: "less_than",
    notifications,
  });

  return { url, ip: loadBalancer.ip };
}
