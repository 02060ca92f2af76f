// What was made by hand becomes components: imported by the CLI, then adopted, with the real engine and provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const { ArchivedBucket, GovernedDatabase, GovernedDroplet, GovernedWebTier } = require("@infrafabric/digitalocean");
const urn = (type, name) => \`urn:pulumi:\${pulumi.getStack()}::\${pulumi.getProject()}::digitalocean:index/\${type}::\${name}\`;
const { droplet = {}, database = {} } = require("./changed.json");
const machine = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", skipAlerts: true };

const web = new GovernedWebTier("web", {
  ...machine, keys: ["a"], skipUptimeCheck: true,
  exemptions: [{ rule: "load-balancer-https", reason: "a test", owner: "web", expires: "2099-12-31" }],
  adopt: { "web-vpc": urn("vpc:Vpc", "net"), "web-a": urn("droplet:Droplet", "one") },
});
new GovernedDroplet("git", {
  ...machine, vpcId: web.vpcId, volumeName: "repositories", volumeSize: 20, sshFrom: ["203.0.113.7/32"],
  adopt: {
    "git-droplet": urn("droplet:Droplet", "two"),
    "git-volume": urn("volume:Volume", "repositories"),
    "git-ip": urn("reservedIp:ReservedIp", "address"),
    "git-ip-assignment": urn("reservedIpAssignment:ReservedIpAssignment", "address"),
    "git-firewall": urn("firewall:Firewall", "ssh"),
  },
  ...droplet,
});
new GovernedDatabase("orders", {
  engine: "pg", version: "17", region: "nyc3", size: "db-s-2vcpu-4gb", skipAlerts: true, vpcId: web.vpcId,
  trustedSources: { tags: [web.dropletTag] },
  databases: ["shop"],
  adopt: {
    "orders-cluster": urn("databaseCluster:DatabaseCluster", "orders"),
    "orders-db-shop": urn("databaseDb:DatabaseDb", "shop"),
  },
  ...database,
});
new ArchivedBucket("archive", { region: "nyc3", adopt: { "archive-bucket": urn("spacesBucket:SpacesBucket", "assets") } });
`;

const settings = "providers: { digitalocean: {} }\nexempt_in_code: [load-balancer-https]\n";

describe.skipIf(!hasEngine || real === undefined)("what was made by hand", () => {
  it("is imported and adopted as it is, and stays", { timeout: 600_000 }, async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    try {
      const env = emulator.env();
      const headers = { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` };
      const get = async (path: string) => (await fetch(`${emulator.url}/v2/${path}`, { headers })).json();
      const post = async (path: string, body: object) => {
        const response = await fetch(`${emulator.url}/v2/${path}`, {
          method: "POST",
          headers,
          body: JSON.stringify(body),
        });
        const answer = await response.json();
        expect(response.ok, `${path}: ${JSON.stringify(answer)}`).toBe(true);
        return answer;
      };
      // The first VPC of a region becomes its default.
      await post("vpcs", { name: "default", region: "nyc3" });
      const { vpc } = await post("vpcs", { name: "by-hand", region: "nyc3", ip_range: "10.20.0.0/24" });
      const place = { region: "nyc3", vpc_uuid: vpc.id };
      const machine = { ...place, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags: ["by-hand"] };
      const { droplet: one } = await post("droplets", { ...machine, name: "one.example.com" });
      const { droplet: two } = await post("droplets", { ...machine, name: "two.example.com" });
      const { volume } = await post("volumes", {
        name: "repositories",
        region: "nyc3",
        size_gigabytes: 20,
        filesystem_type: "ext4",
      });
      await post(`volumes/${volume.id}/actions`, { type: "attach", droplet_id: two.id, region: "nyc3" });
      const { reserved_ip: address } = await post("reserved_ips", { droplet_id: two.id });
      const { firewall } = await post("firewalls", {
        name: "ssh",
        droplet_ids: [two.id],
        inbound_rules: [{ protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0"] } }],
      });
      const { database: cluster } = await post("databases", {
        ...{
          name: "orders-by-hand",
          engine: "pg",
          version: "17",
          region: "nyc3",
          size: "db-s-2vcpu-4gb",
          num_nodes: 1,
        },
        private_network_uuid: vpc.id,
      });
      await post(`databases/${cluster.id}/dbs`, { name: "shop" });
      const { SPACES_ACCESS_KEY_ID: accessKeyId = "", SPACES_SECRET_ACCESS_KEY: secretAccessKey = "" } = env;
      const credentials = { accessKeyId, secretAccessKey };
      const spaces = new S3Client({ endpoint: emulator.url, region: "nyc3", forcePathStyle: true, credentials });
      await spaces.send(new CreateBucketCommand({ Bucket: "acme-assets" }));

      const dir = bench.project({ program, settings });
      const change = (more: object) => writeFileSync(join(dir, "changed.json"), JSON.stringify(more));
      const stack = await bench.stack(dir, { env, pack: "none" });
      const imported = await stack.import(
        (
          [
            ["vpc:Vpc", "net", vpc.id],
            ["droplet:Droplet", "one", one.id],
            ["droplet:Droplet", "two", two.id],
            ["volume:Volume", "repositories", volume.id],
            ["reservedIp:ReservedIp", "address", address.ip],
            ["reservedIpAssignment:ReservedIpAssignment", "address", `${address.ip},${two.id}`],
            ["firewall:Firewall", "ssh", firewall.id],
            ["databaseCluster:DatabaseCluster", "orders", cluster.id],
            ["databaseDb:DatabaseDb", "shop", `${cluster.id},shop`],
            ["spacesBucket:SpacesBucket", "assets", "nyc3,acme-assets"],
          ] as const
        ).map(([type, name, id]) => ({ type: `digitalocean:index/${type}`, name, id: String(id) })),
      );
      expect(imported, imported.text).toMatchObject({ code: 0 });

      change({ droplet: { volumeName: null } });
      const refused = await stack.preview();
      expect(refused.code).not.toBe(0);
      expect(refused.text).toMatch(
        /GovernedDroplet "git" adopts git-volume and does not replace it: .*name \(volumeName\)/,
      );

      change({});
      const up = await stack.up("--skip-preview");
      expect(up, up.text).toMatchObject({ code: 0 });
      expect(up.text).not.toMatch(/deleted|replaced/);
      await expectUnchanged(stack);

      const placed = async () => {
        const [{ volumes }, { reserved_ips: addresses }, { droplets }, { firewalls }, { databases }] =
          await Promise.all(["volumes", "reserved_ips", "droplets", "firewalls", "databases"].map(get));
        return {
          droplets: droplets.map((droplet: { readonly id: number; readonly name: string }) => [
            droplet.id,
            droplet.name,
          ]),
          volumes: volumes.map((one: { readonly id: string; readonly droplet_ids: unknown }) => [
            one.id,
            one.droplet_ids,
          ]),
          addresses: addresses.map((one: { readonly droplet: { readonly id: number } }) => one.droplet?.id),
          firewall: firewalls.find(({ id }: { readonly id: string }) => id === firewall.id),
          databases: databases.map(({ id }: { readonly id: string }) => id),
        };
      };
      const kept = {
        droplets: [
          [one.id, "one.example.com"],
          [two.id, "two.example.com"],
        ],
        volumes: [[volume.id, [two.id]]],
        addresses: [two.id],
        firewall: { droplet_ids: [], tags: [expect.stringMatching(/^project-1-dev-git-/)] },
        databases: [cluster.id],
      };
      expect(await placed()).toMatchObject(kept);
      const { deployment } = JSON.parse(await stack.exported());
      // The firewall leaves the Droplet by its ID only once it reaches it by its tag.
      const child = (name: string) =>
        deployment.resources.find(({ urn }: { readonly urn: string }) => urn.endsWith(`::${name}`));
      expect(child("git-firewall").dependencies).toContain(child("git-droplet").urn);
      expect(child("git-droplet").dependencies).not.toContain(child("git-firewall").urn);

      // Not even without a preview is anything deleted.
      for (const [more, message] of [
        [{ droplet: { image: "debian-13-x64" } }, /adopts git-droplet and does not replace it: .*: image, region,/],
        [{ database: { engine: "mysql", version: "8" } }, /adopts orders-cluster and does not replace it: .*: engine,/],
      ] as const) {
        change(more);
        const stopped = await stack.up("--skip-preview");
        expect(stopped.code).not.toBe(0);
        expect(stopped.text).toMatch(message);
        expect(stopped.text).not.toMatch(/deleting|deleted/);
      }
      expect(await placed()).toMatchObject(kept);
      change({});
      expect(await stack.unchanged()).toMatchObject({ code: 0 });
    } finally {
      bench.close();
      await emulator.close();
    }
  });
});
