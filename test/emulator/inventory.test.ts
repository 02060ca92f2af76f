// What the provider makes, read back as an account: each resource of the stack once, with the inputs that it was given.
import { openClient } from "@infrafabric/connect";
import { readInventory } from "@infrafabric/connect/internal";
import { startEmulator } from "@infrafabric/emulator";
import { evaluate, loadSettings, readStack, rules, type StackView, stackOfRecords } from "@infrafabric/governor";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { spacesKeyOf } from "./estate.ts";

const program = `
const region = "nyc3";
const vpc = new digitalocean.Vpc("net", { name: "net", region, ipRange: "10.20.0.0/24", description: "ours" });
const tag = new digitalocean.Tag("web", { name: "web" });
const key = new digitalocean.SshKey("ann", { name: "ann", publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE0Qp0cwuz2OuvyiO2HIhWeoXBTKUXJNoK55pTIuOLbQ ann" });
const web = new digitalocean.Droplet("web", {
  name: "web", region, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpcUuid: vpc.id, tags: [tag.id],
  monitoring: true, ipv6: true, backups: true, sshKeys: [key.fingerprint],
});
const volume = new digitalocean.Volume("data", { name: "data", region, size: 20, initialFilesystemType: "ext4", description: "ours" });
new digitalocean.VolumeAttachment("data", { volumeId: volume.id, dropletId: web.id.apply(Number) });
new digitalocean.VolumeSnapshot("data", { name: "data-1", volumeId: volume.id });
new digitalocean.DropletSnapshot("web", { name: "web-1", dropletId: web.id });
new digitalocean.Firewall("edge", {
  name: "edge", dropletIds: [web.id.apply(Number)],
  inboundRules: [{ protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0", "::/0"] }],
  outboundRules: [{ protocol: "tcp", portRange: "1-65535", destinationAddresses: ["0.0.0.0/0"] }, { protocol: "icmp", destinationAddresses: ["0.0.0.0/0"] }],
});
new digitalocean.LoadBalancer("edge", {
  name: "edge", region, vpcUuid: vpc.id, dropletIds: [web.id.apply(Number)], redirectHttpToHttps: false,
  forwardingRules: [{ entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" }],
  healthcheck: { port: 80, protocol: "http", path: "/" },
});
const domain = new digitalocean.Domain("zone", { name: "example.com" });
new digitalocean.DnsRecord("www", { domain: domain.id, type: "CNAME", name: "www", value: "example.net.", ttl: 600 });
new digitalocean.DnsRecord("mail", { domain: domain.id, type: "MX", name: "@", value: "mail.example.net.", priority: 10 });
new digitalocean.ReservedIp("address", { region, dropletId: web.id.apply(Number) });
new digitalocean.ReservedIpv6("address", { regionSlug: region });
new digitalocean.Project("shop", { name: "shop", description: "ours", purpose: "Web Application", environment: "Development" });
const check = new digitalocean.UptimeCheck("shop", { name: "shop", target: "https://shop.example.com/", regions: ["us_east"] });
new digitalocean.UptimeAlert("down", { name: "down", checkId: check.id, type: "down", period: "2m", notifications: [{ emails: ["ops@example.com"] }] });
new digitalocean.MonitorAlert("cpu", {
  type: "v1/insights/droplet/cpu", compare: "GreaterThan", value: 90, window: "5m", description: "busy", enabled: true, tags: [tag.id],
  alerts: { emails: ["ops@example.com"] },
});
const pg = new digitalocean.DatabaseCluster("pg", {
  name: "main", engine: "pg", version: "17", size: "db-s-1vcpu-2gb", nodeCount: 1, region, privateNetworkUuid: vpc.id, tags: ["prod"],
});
new digitalocean.DatabaseDb("app", { clusterId: pg.id, name: "app" });
const user = new digitalocean.DatabaseUser("app", { clusterId: pg.id, name: "app" });
new digitalocean.DatabaseConnectionPool("app", { clusterId: pg.id, name: "app-pool", mode: "transaction", size: 10, dbName: "defaultdb", user: user.name });
new digitalocean.DatabaseFirewall("pg", { clusterId: pg.id, rules: [{ type: "ip_addr", value: "203.0.113.7" }] });
new digitalocean.SpacesKey("ci", { name: "ci", grants: [{ bucket: "logs", permission: "read" }] });
const logs = new digitalocean.SpacesBucket("logs", { name: "acme-logs", region });
const files = new digitalocean.SpacesBucket("files", {
  name: "acme-files", region, acl: "public-read", versioning: { enabled: true },
  lifecycleRules: [
    { enabled: true, prefix: "tmp/", expiration: { days: 7 }, abortIncompleteMultipartUploadDays: 3 },
    { id: "old", enabled: true, noncurrentVersionExpiration: { days: 30 } },
  ],
});
const ofFiles = { bucket: files.id, region };
new digitalocean.SpacesBucketCorsConfiguration("files", { ...ofFiles, corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"], maxAgeSeconds: 60 }] });
new digitalocean.SpacesBucketLogging("files", { ...ofFiles, targetBucket: logs.id, targetPrefix: "files/" });
new digitalocean.SpacesBucketPolicy("files", {
  ...ofFiles,
  // In the order in which the provider writes it.
  policy: JSON.stringify({ Statement: [{ Action: "s3:GetObject", Effect: "Allow", Principal: "*", Resource: "arn:aws:s3:::acme-files/*" }], Version: "2012-10-17" }),
});
new digitalocean.ContainerRegistry("acme", { name: "acme", region, subscriptionTierSlug: "basic" });
`;

/** Types that no account lists: they are inputs of others there. */
const within: ReadonlySet<string> = new Set(["digitalocean:index/volumeAttachment:VolumeAttachment"]);

/** Ids in which the provider puts something random. */
const randomIds: ReadonlySet<string> = new Set(["digitalocean:index/databaseFirewall:DatabaseFirewall"]);

/** Lists whose order the provider does not keep. */
const unordered: ReadonlySet<string> = new Set(["Firewall.inboundRules", "Firewall.outboundRules"]);

/** Rules that find less in an account: DigitalOcean has chosen what the program leaves open. */
const chosen: ReadonlySet<string> = new Set(["database-maintenance-window"]);

interface Exported {
  readonly deployment: {
    readonly resources: readonly {
      readonly type: string;
      readonly id?: string;
      readonly inputs?: Readonly<Record<string, unknown>>;
    }[];
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where what both show is not the same. */
function differences(path: string, given: unknown, shown: unknown): readonly string[] {
  // A symbol stands for what the API does not show.
  if (given === undefined || shown === undefined || typeof shown === "symbol") return [];
  if (isObject(given) && isObject(shown))
    return Object.keys(given).flatMap((key) => differences(`${path}.${key}`, given[key], shown[key]));
  if (Array.isArray(given) && Array.isArray(shown) && given.length === shown.length)
    return unordered.has(path)
      ? differencesOfSets(path, given, shown)
      : given.flatMap((element, index) => differences(`${path}[${index}]`, element, shown[index]));
  return given === shown ? [] : [`${path}: ${JSON.stringify(given)} is read as ${JSON.stringify(shown)}`];
}

function differencesOfSets(path: string, given: readonly unknown[], shown: readonly unknown[]): readonly string[] {
  return given
    .filter((one) => !shown.some((other) => differences(path, one, other).length === 0))
    .map((one) => `${path}: ${JSON.stringify(one)} is not read`);
}

describe.skipIf(!hasEngine || real === undefined)("an account that the real provider filled", () => {
  it("is read back as the resources of the stack, with their inputs", { timeout: 600_000 }, async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    const dir = bench.project({ program, settings: "providers: { digitalocean: {} }\n" });
    const stack = await bench.stack(dir, { pack: "none", env: emulator.env() });
    const up = await stack.up();
    expect(up, up.text).toMatchObject({ code: 0 });
    const text = await stack.exported();
    const { deployment }: Exported = JSON.parse(text);
    const { DIGITALOCEAN_TOKEN: token = "token" } = emulator.env();
    const { records } = await readInventory(openClient({ token, url: emulator.url }), {
      name: "acme",
      spaces: spacesKeyOf(emulator),
    });

    const made = deployment.resources.filter(({ type }) => type.startsWith("digitalocean:") && !within.has(type));
    expect(new Set(made.map(({ type }) => type)).size).toBeGreaterThan(20);
    const missing: string[] = [];
    const differing: string[] = [];
    for (const { type, id, inputs } of made) {
      const same = records.filter((one) => one.type === type && (randomIds.has(type) || one.id === id));
      const [read] = same;
      if (read === undefined || same.length > 1) missing.push(`${type} ${id}: ${same.length}`);
      else differing.push(...differences(type.split(":").at(-1) ?? "", inputs, read.inputs));
    }
    expect(missing).toEqual([]);
    expect(differing).toEqual([]);

    const ids = new Set(made.map(({ type, id }) => `${type} ${id}`));
    const violated = (view: StackView) => {
      const { project, stack: name } = view;
      const settings = loadSettings({ order: "project", env: {}, startDir: dir, rules, project, stack: name });
      return evaluate(view, settings, rules)
        .findings.flatMap(({ rule, status, urn, path = "" }) => {
          const { type, id } = view.resource(urn) ?? {};
          return status === "violation" && !chosen.has(rule) && ids.has(`${type} ${id}`)
            ? [`${rule}: ${type} ${id} ${path}`]
            : [];
        })
        .sort();
    };
    expect(violated(stackOfRecords(records, ["source-positions"], "the account"))).toEqual(violated(readStack(text)));
  });
});
