import { monthlyCost as estimate } from "@infrafabric/governor";
import * as digitalocean from "@pulumi/digitalocean";

const region = "nyc3";
const tags = ["environment:dev", "cost_center:42", "owner:web"];

const network = new digitalocean.Vpc("network", { region, ipRange: "10.30.0.0/20" });

const key = new digitalocean.SshKey("ops", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKFq1Yp1wY1xS5yWm0xQmB2xJ3oQm2oQe4eV8mS8Nn ops@example.com",
});

const web = {
  image: "ubuntu-24-04-x64",
  region,
  size: "s-2vcpu-2gb",
  sshKeys: [key.fingerprint],
  vpcUuid: network.id,
  backups: true,
  backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 },
  monitoring: true,
  tags,
};
const first = new digitalocean.Droplet("web-a", web);
const droplets = [first, new digitalocean.Droplet("web-b", web)];

const balancer = {
  region,
  vpcUuid: network.id,
  dropletIds: droplets.map((droplet) => droplet.id.apply(Number)),
  forwardingRules: [
    { entryPort: 443, entryProtocol: "https", targetPort: 443, targetProtocol: "https", tlsPassthrough: true },
  ],
  healthcheck: { port: 443, protocol: "tcp" },
};
const loadBalancer = new digitalocean.LoadBalancer("balancer", balancer);

new digitalocean.Firewall("web-firewall", {
  dropletIds: droplets.map((droplet) => droplet.id.apply(Number)),
  inboundRules: [
    { protocol: "tcp", portRange: "443", sourceLoadBalancerUids: [loadBalancer.id] },
    { protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24"] },
  ],
  outboundRules: [
    { protocol: "tcp", portRange: "443", destinationAddresses: ["0.0.0.0/0", "::/0"] },
    { protocol: "udp", portRange: "53", destinationAddresses: ["0.0.0.0/0", "::/0"] },
  ],
});

const data = { region, size: 100, tags };
const volume = new digitalocean.Volume("data", data);
new digitalocean.VolumeAttachment("data-on-web-a", { volumeId: volume.id, dropletId: first.id.apply(Number) });

const bucket = {
  region,
  acl: "private",
  versioning: { enabled: true },
  lifecycleRules: [{ enabled: true, noncurrentVersionExpiration: { days: 90 }, abortIncompleteMultipartUploadDays: 7 }],
};
const archive = new digitalocean.SpacesBucket("archive", bucket);
const logs = new digitalocean.SpacesBucket("logs", bucket);
new digitalocean.SpacesBucketLogging("archive-logging", {
  region,
  bucket: archive.id,
  targetBucket: logs.id,
  targetPrefix: "archive/",
});

const cost = estimate([
  ...droplets.map(() => ({ kind: "Droplet", inputs: web })),
  { kind: "LoadBalancer", inputs: balancer },
  { kind: "Volume", inputs: data },
  ...[archive, logs].map(() => ({ kind: "SpacesBucket", inputs: bucket })),
]);

/** USD per month; what has no price is named in `unpriced`. */
export const monthlyCost = cost.monthly;
export const unpriced = cost.unpriced;
