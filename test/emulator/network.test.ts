// What leads traffic to Droplets and watches it, through the real engine and the vendor's provider, against the emulator.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { selfSigned } from "../../packages/emulator/src/test/self-signed.ts";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const { key, leaf, step } = require("./parts.json");
const region = "nyc3";
const tag = new digitalocean.Tag("web", { name: "web" });
const vpc = new digitalocean.Vpc("east", { name: "east", region, ipRange: "10.20.0.0/20" });
const west = new digitalocean.Vpc("west", { name: "west", region: "sfo3", ipRange: "10.30.0.0/20" });
new digitalocean.VpcPeering("coasts", { name: "coasts-" + step, vpcIds: [vpc.id, west.id] });
const droplet = new digitalocean.Droplet("web", {
  region, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpcUuid: vpc.id, tags: [tag.name],
});
const dropletId = droplet.id.apply(Number);

const zone = new digitalocean.Domain("zone", { name: "example.org", ipAddress: "192.0.2.9" });
const record = (type, name, value, more) =>
  new digitalocean.DnsRecord(type + "-" + name, { domain: zone.id, type, name, value, ...more });
record("A", "www", "192.0.2." + step, { ttl: 300 });
record("AAAA", "www", "2001:db8::1");
record("CNAME", "ftp", "www.example.org.");
record("CNAME", "apex", "@");
record("MX", "@", "mail.example.org.", { priority: 10 });
record("TXT", "@", "v=spf1 -all");
record("SRV", "_sip._tcp", "sip.example.org.", { priority: 10, weight: 5, port: 5060 });
record("CAA", "@", "letsencrypt.org.", { flags: 0, tag: "issue" });
record("CAA", "sub", "mailto:ca@example.org", { flags: 0, tag: "iodef" });
record("NS", "sub", "ns1.example.net.");

const custom = new digitalocean.Certificate("custom", { name: "custom", privateKey: key, leafCertificate: leaf });
const issued = new digitalocean.Certificate("issued", {
  name: "issued", type: "lets_encrypt", domains: ["www.example.org", "example.org"],
}, { dependsOn: zone });

const balancer = new digitalocean.LoadBalancer("web", {
  name: "web", region, vpcUuid: vpc.id, dropletIds: [dropletId], sizeUnit: step,
  forwardingRules: [
    { entryProtocol: "https", entryPort: 443, targetProtocol: "http", targetPort: 80, certificateName: custom.name },
    { entryProtocol: "http2", entryPort: 8443, targetProtocol: "http", targetPort: 80, certificateName: issued.name },
    { entryProtocol: "https", entryPort: 9443, targetProtocol: "https", targetPort: 443, tlsPassthrough: true },
  ],
  stickySessions: { type: "cookies", cookieName: "lb", cookieTtlSeconds: 300 },
  firewall: { allows: ["ip:192.0.2.1"], denies: ["cidr:198.51.100.0/24"] },
  redirectHttpToHttps: true, httpIdleTimeoutSeconds: 90,
});
new digitalocean.LoadBalancer("dns", {
  name: "dns", region, type: "REGIONAL_NETWORK", dropletTag: tag.name, networkStack: "DUALSTACK",
  healthcheck: { protocol: "tcp", port: 53 },
  forwardingRules: [{ entryProtocol: "udp", entryPort: 53, targetProtocol: "udp", targetPort: 53 }],
}, { dependsOn: droplet });
new digitalocean.LoadBalancer("inner", {
  name: "inner", region, network: "INTERNAL", vpcUuid: vpc.id, size: "lb-medium",
  forwardingRules: [{ entryProtocol: "tcp", entryPort: 25, targetProtocol: "tcp", targetPort: 25 }],
});
new digitalocean.LoadBalancer("world", {
  name: "world", type: "GLOBAL", targetLoadBalancerIds: [balancer.id],
  glbSettings: {
    targetProtocol: "http", targetPort: 80, cdn: { isEnabled: true }, regionPriorities: { nyc3: 1 }, failoverThreshold: 50,
  },
  domains: [{ name: "world.example.org", isManaged: true, certificateName: issued.name }],
});
new digitalocean.Firewall("web", {
  name: "web-" + step, dropletIds: [dropletId], tags: [tag.name],
  inboundRules: [
    { protocol: "tcp", portRange: "22", sourceAddresses: ["192.0.2.0/24"], sourceTags: [tag.name] },
    { protocol: "tcp", portRange: "80", sourceLoadBalancerUids: [balancer.id], sourceDropletIds: [dropletId] },
    { protocol: "icmp", sourceAddresses: ["0.0.0.0/0", "::/0"] },
  ],
  outboundRules: [
    { protocol: "tcp", portRange: "all", destinationAddresses: ["0.0.0.0/0"] },
    { protocol: "udp", portRange: "1-65535", destinationAddresses: ["::/0"] },
  ],
});

new digitalocean.VpcNatGateway("out", {
  name: "out", type: "PUBLIC", region, size: 1, vpcs: [{ vpcUuid: vpc.id, defaultGateway: true }], tcpTimeoutSeconds: 60,
});

const assets = new digitalocean.SpacesBucket("assets", { name: "emulated-assets", region });
new digitalocean.Cdn("assets", {
  origin: assets.bucketDomainName, customDomain: "cdn.example.org", certificateName: custom.name, ttl: step === 1 ? 3600 : 600,
});
new digitalocean.ReservedIp("spare", { region });
new digitalocean.Project("shop", {
  name: "shop", purpose: "learning", environment: "production", description: "step " + step,
  resources: step === 1 ? [droplet.dropletUrn, zone.domainUrn, assets.bucketUrn] : [droplet.dropletUrn],
});
const edge = new digitalocean.Project("edge", { name: "edge" });
new digitalocean.ProjectResources("edge", { project: edge.id, resources: [balancer.loadBalancerUrn] });

new digitalocean.MonitorAlert("busy", {
  alerts: { emails: ["ops@example.org"], slacks: [{ channel: "#ops", url: "https://hooks.slack.com/services/example" }] },
  compare: "GreaterThan", description: "busy", type: "v1/insights/droplet/cpu", value: 80 + step, window: "5m",
  entities: [droplet.id],
});
new digitalocean.MonitorAlert("unhealthy", {
  alerts: { emails: ["ops@example.org"] }, compare: "GreaterThan", description: "unhealthy",
  type: "v1/insights/lbaas/droplet_health", value: 1, window: "5m", entities: [balancer.id],
});
const check = new digitalocean.UptimeCheck("web", {
  name: "web", target: "https://www.example.org/" + step, regions: ["us_east"],
});
new digitalocean.UptimeAlert("slow", {
  name: "slow", checkId: check.id, type: "latency", threshold: 300, comparison: "greater_than", period: "2m",
  notifications: [{ emails: ["ops@example.org"] }],
});
exports.ip = balancer.ip;
`;

describe.skipIf(!hasEngine || real === undefined)("networking, with the real provider", () => {
  it("of all kinds is created, stays as it is, changes and goes without a trace", async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    const { private_key: key, leaf_certificate: leaf } = selfSigned(["cdn.example.org"]);
    const parts = (step: number) => JSON.stringify({ key, leaf, step });
    const dir = bench.project({ program, files: { "parts.json": parts(1) } });
    const stack = await bench.stack(dir, { pack: "none", env: emulator.env() });
    for (const [step, done] of [
      [1, "+ 35 created"],
      [2, "~ 8 updated"],
    ] as const) {
      writeFileSync(join(dir, "parts.json"), parts(step));
      const up = await stack.up();
      expect(up, up.text).toMatchObject({ code: 0 });
      expect(up.text).toContain(done);
      await expectUnchanged(stack);
    }
    const destroy = await stack.destroy();
    expect(destroy, destroy.text).toMatchObject({ code: 0 });
    // An assignment outlives what was assigned under an id that never comes again.
    expect(left(emulator.cloud)).toEqual({ vpcs: 2, projects: 1, project_assignments: 2 });
  });
});
