import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import type { ArgumentsError } from "../component/arguments-error";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, type Registered, register, type Setting, settled } from "../test/register";
import { GovernedDroplet } from "./governed-droplet";
import type { GovernedDropletArgs } from "./governed-droplet-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 500
    regions: { allowed: [nyc3, sfo3], disallowed: [nyc1] }
    resources:
      droplet: { allowed_sizes: [s-1vcpu-1gb, s-2vcpu-2gb], backup_required: true, monitoring_required: true }
    required_tags: [environment, owner]
exempt_in_code: [no-secrets-in-user-data, droplet-backups, droplet-behind-firewall]
tags: { default: { environment: dev } }
`;

const least = {
  governor: settings,
  region: "nyc3",
  size: "s-2vcpu-2gb",
  image: "ubuntu-24-04-x64",
  alertEmails: ["ops@example.com"],
  tags: { owner: "git" },
} satisfies GovernedDropletArgs;

const compose = "services: { web: { image: caddy, volumes: ['./site:/srv'] } }\n";

const host = (more: Partial<GovernedDropletArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new GovernedDroplet("git", { ...least, ...more }, opts), setting);

/** The problems of the error, without the hints, as `path  message`. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  return inShort(await errorOf(args));
}

/** The error that bad arguments make, with nothing registered. */
async function errorOf(args: unknown): Promise<ArgumentsError> {
  return refusalOf(GovernedDroplet, ["git", args]);
}

const kindsOf = (resources: readonly Registered[]) => resources.map(({ kind }) => kind);

const userDataOf = (resources: readonly Registered[]): string => {
  // The mocks mark as secret what holds a secret.
  const { value }: { value?: unknown } = Object(inputsOf(resources, "git-droplet").userData);
  return String(value);
};

const exemption = (rule: string) => ({ rule, reason: "a test", owner: "ann", expires: "2999-12-31" });

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a GovernedDroplet", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await host({ domain: "git.example.com", projectId: "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679" });
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toMatchInlineSnapshot(`
      [
        "infrafabric-digitalocean:index:GovernedDroplet$dnsRecord:DnsRecord::git-dns",
        "infrafabric-digitalocean:index:GovernedDroplet$droplet:Droplet::git-droplet",
        "infrafabric-digitalocean:index:GovernedDroplet$firewall:Firewall::git-firewall",
        "infrafabric-digitalocean:index:GovernedDroplet$monitorAlert:MonitorAlert::git-alert-cpu",
        "infrafabric-digitalocean:index:GovernedDroplet$monitorAlert:MonitorAlert::git-alert-disk",
        "infrafabric-digitalocean:index:GovernedDroplet$monitorAlert:MonitorAlert::git-alert-load",
        "infrafabric-digitalocean:index:GovernedDroplet$monitorAlert:MonitorAlert::git-alert-memory",
        "infrafabric-digitalocean:index:GovernedDroplet$projectResources:ProjectResources::git-project",
        "infrafabric-digitalocean:index:GovernedDroplet$reservedIp:ReservedIp::git-ip",
        "infrafabric-digitalocean:index:GovernedDroplet$reservedIpAssignment:ReservedIpAssignment::git-ip-assignment",
        "infrafabric-digitalocean:index:GovernedDroplet$tag:Tag::git-tag",
        "infrafabric-digitalocean:index:GovernedDroplet$volume:Volume::git-volume",
        "infrafabric-digitalocean:index:GovernedDroplet$volumeAttachment:VolumeAttachment::git-attachment",
        "infrafabric-digitalocean:index:GovernedDroplet$vpc:Vpc::git-vpc",
        "infrafabric-digitalocean:index:GovernedDroplet::git",
      ]
    `);
  });

  it("is in a VPC behind a firewall that lets in who is named, and nobody else", async () => {
    const { resources } = await host({
      ingress: [
        { ports: "443", fromCidrs: ["0.0.0.0/0", "::/0"] },
        { ports: "51820", protocol: "udp", fromCidrs: ["203.0.113.0/24"] },
        { ports: "8000-8010", fromTags: ["ci"], fromLoadBalancers: [pulumi.output("4de7ac8b")] },
      ],
      sshFrom: ["203.0.113.0/24"],
    });
    const { name: tag } = inputsOf(resources, "git-tag");
    expect(tag).toMatch(/^shop-dev-git-[0-9a-f]{8}$/);
    expect(inputsOf(resources, "git-firewall")).toMatchObject({
      tags: [tag],
      inboundRules: [
        { protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0", "::/0"] },
        { protocol: "udp", portRange: "51820", sourceAddresses: ["203.0.113.0/24"] },
        { protocol: "tcp", portRange: "8000-8010", sourceTags: ["ci"], sourceLoadBalancerUids: ["4de7ac8b"] },
        { protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24"] },
      ],
    });
    expect(inputsOf(resources, "git-droplet")).toMatchObject({
      tags: ["environment:dev", "owner:git", tag],
      backups: true,
      backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 },
      monitoring: true,
      gracefulShutdown: true,
    });
    expect(inputsOf((await host()).resources, "git-firewall").inboundRules).toEqual([]);
  });

  it("has a volume of its own with a name that is known before, and the labels", async () => {
    const { resources, result } = await host({ volumeSize: 100 });
    const { name, ...volume } = inputsOf(resources, "git-volume");
    expect(name).toMatch(/^shop-dev-git-[0-9a-f]{8}$/);
    expect(volume).toEqual({ region: "nyc3", size: 100, tags: ["environment:dev", "owner:git"] });
    expect(result.volumeName === undefined ? undefined : await settled(result.volumeName)).toBe(name);
    expect(userDataOf(resources)).toContain(`/dev/disk/by-id/scsi-0DO_Volume_${name} /mnt/data ext4`);
    expect(inputsOf((await host()).resources, "git-volume").size).toBe(10);
  });

  it("connects volume, address and Droplet once it runs", async () => {
    const { resources, result } = await host({ domain: "git.example.com", projectId: "p" }, { preview: false });
    expect(inputsOf(resources, "git-attachment")).toMatchObject({ volumeId: "git-volume-id" });
    expect(inputsOf(resources, "git-ip-assignment")).toHaveProperty("dropletId");
    expect(inputsOf(resources, "git-ip")).toEqual({ region: "nyc3" });
    expect(inputsOf(resources, "git-dns")).toMatchObject({ domain: "example.com", name: "git", type: "A", ttl: 300 });
    expect(inputsOf(resources, "git-project")).toMatchObject({ project: "p" });
    expect(result.volume).toBeDefined();
  });

  it("takes a given volume, address, VPC and record", async () => {
    const { resources, result } = await host({
      volumeId: "506f78a4-e098-11e5-ad9f-000f53306ae1",
      volumeName: "old-data",
      reservedIp: "203.0.113.7",
      vpcId: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
      domain: "git.example.com",
      skipDnsRecord: true,
    });
    for (const kind of ["Volume", "ReservedIp", "Vpc", "DnsRecord"]) expect(kindsOf(resources)).not.toContain(kind);
    expect(inputsOf(resources, "git-attachment").volumeId).toBe("506f78a4-e098-11e5-ad9f-000f53306ae1");
    expect(inputsOf(resources, "git-ip-assignment").ipAddress).toBe("203.0.113.7");
    expect(inputsOf(resources, "git-droplet").vpcUuid).toBe("5a4981aa-9653-4bd1-bef5-d6bff52042e4");
    expect(userDataOf(resources)).toContain("scsi-0DO_Volume_old-data ");
    expect(await settled(result.ip)).toBe("203.0.113.7");
  });

  it("does without volume, address and alerts where they are skipped", async () => {
    const { resources } = await host({
      skipVolume: true,
      skipReservedIp: true,
      skipAlerts: true,
      alertEmails: undefined,
    });
    expect([...new Set(kindsOf(resources))].sort()).toEqual(["Droplet", "Firewall", "GovernedDroplet", "Tag", "Vpc"]);
    expect(inputsOf(resources, "git-droplet")).not.toHaveProperty("userData");
  });

  it("leads its domain to the private address where there is no public network", async () => {
    const { resources } = await register(
      () =>
        new GovernedDroplet("git", {
          ...least,
          skipReservedIp: true,
          domain: "git.example.com",
          dropletArgs: { publicNetworking: false },
        }),
    );
    expect(inputsOf(resources, "git-dns")).toMatchObject({ name: "git" });
    expect(inputsOf(resources, "git-droplet").publicNetworking).toBe(false);
  });

  it("alerts on what is measured inside", async () => {
    const { resources } = await host({ alertThresholds: { disk: 60 } });
    const alerts = ["cpu", "memory", "disk", "load"].map((one) => inputsOf(resources, `git-alert-${one}`));
    expect(alerts.map(({ type, value }) => [type, value])).toEqual([
      ["v1/insights/droplet/cpu", 80],
      ["v1/insights/droplet/memory_utilization_percent", 85],
      ["v1/insights/droplet/disk_utilization_percent", 60],
      ["v1/insights/droplet/load_5", 4],
    ]);
  });

  it("knows what it costs", async () => {
    const { result } = await host({ volumeSize: 50 });
    // A Droplet at 18 with weekly backups at a fifth more, 50 GiB at 0.10; an address that is assigned is free.
    expect(await settled(result.monthlyCost)).toBe(26.6);
    expect(await settled(result.unpriced)).toEqual([]);
  });

  it("lays overrides over its inputs, and refuses those that would pull it apart", async () => {
    const { resources } = await host({
      dropletArgs: { ipv6: true, tags: ["team:a"] },
      volumeArgs: { description: "repositories", tags: ["team:a"] },
    });
    expect(inputsOf(resources, "git-droplet")).toMatchObject({
      ipv6: true,
      tags: ["environment:dev", "owner:git", expect.stringMatching(/^shop-dev-git-/), "team:a"],
    });
    expect(inputsOf(resources, "git-volume")).toMatchObject({
      description: "repositories",
      tags: ["environment:dev", "owner:git", "team:a"],
    });
    const args = { ...least, volumeArgs: { name: "x", size: 1 }, dropletArgs: { volumeIds: ["x"], userData: "x" } };
    expect((await problemsOf(args)).map((problem) => problem.split("  ")[0])).toEqual([
      "volumeArgs.name",
      "volumeArgs.size",
      "dropletArgs.userData",
      "dropletArgs.volumeIds",
    ]);
  });
});

describe("the volume", () => {
  /** Whether the volume is protected, as the engine is told. */
  async function protection(more: Partial<GovernedDropletArgs>, opts?: pulumi.ComponentResourceOptions) {
    const { result } = await host(more, {}, opts);
    return result.volume === undefined ? undefined : Reflect.get(result.volume, "__protect");
  }

  it("is protected, unless the program says no", async () => {
    expect(await protection({})).toBe(true);
    expect(await protection({ protectVolume: false })).not.toBe(true);
    expect(await protection({ protectVolume: false }, { protect: true })).toBe(true);
  });

  it("cannot be left unprotected in production", async () => {
    const governor = `${settings}environments: { prod: { production: true } }\n`;
    expect(await problemsOf({ ...least, governor, environment: "prod", protectVolume: false })).toEqual([
      expect.stringMatching(/^protectVolume {2}.*\(protect-stateful\)$/),
    ]);
  });

  it("is mounted beside the program's own user data, which stays a secret", async () => {
    const { resources, result } = await host({ userData: "#!/bin/sh\necho hello\n" });
    expect(userDataOf(resources)).toMatch(/^MIME-Version/);
    expect(userDataOf(resources)).toContain("echo hello");
    expect(await pulumi.isSecret(result.droplet.userData)).toBe(true);
  });
});

describe("docker", () => {
  it("passes its variables on as secrets, whether they are known or not", async () => {
    const docker = {
      compose: "services: { web: { image: 'caddy:$TAG' } }",
      env: { TAG: "2", SITE: pulumi.output("x$y") },
    };
    const { resources, result } = await host({ docker }, { preview: false });
    const { write_files: files } = parse(userDataOf(resources));
    expect(files).toContainEqual({ path: "/etc/compose/env", permissions: "0600", content: 'TAG="2"\nSITE="x\\$y"\n' });
    expect(await pulumi.isSecret(result.droplet.userData)).toBe(true);
  });

  it("is a cloud-config that mounts the volume before it installs anything", async () => {
    const { resources } = await host({ docker: { compose } });
    const text = userDataOf(resources);
    expect(text).toMatch(/^#cloud-config\n/);
    const config = parse(text);
    expect(Object.keys(config)).toEqual(["merge_how", "write_files", "runcmd"]);
    expect(config.runcmd).toEqual(["/usr/local/sbin/set-up-volume && /usr/local/sbin/set-up-docker"]);
    for (const file of config.write_files) expect(Object.keys(file)).toEqual(["path", "permissions", "content"]);
    expect(config.write_files.map(({ path, permissions }: Record<string, string>) => `${permissions} ${path}`)).toEqual(
      [
        "0700 /usr/local/sbin/set-up-volume",
        "0600 /etc/compose/compose.yaml",
        "0600 /etc/compose/env",
        "0644 /etc/docker/daemon.json",
        "0644 /etc/systemd/system/docker.service.d/volume.conf",
        "0644 /etc/systemd/system/compose.service",
        "0700 /usr/local/sbin/set-up-docker",
      ],
    );
    expect(config.write_files[1].content).toBe(compose);
  });

  it("is refused a credential in its variables, also one that is known later, without an exemption", async () => {
    const docker = {
      compose: "services: { db: { image: postgres, environment: { POSTGRES_PASSWORD: $DB_PASSWORD } } }",
      env: { DB_PASSWORD: pulumi.secret("hunter2") },
    };
    const { message, problems } = await errorOf({ ...least, docker });
    expect(message).not.toContain("hunter2");
    expect(problems).toEqual([
      {
        path: "docker.env",
        message: expect.stringMatching(/^user data contains a password \(line \d+\) \(no-secrets-in-user-data\)$/),
        hint: expect.stringContaining("or exempt it with the exemptions argument"),
      },
    ]);
    const { resources } = await host({ docker, exemptions: [exemption("no-secrets-in-user-data")] });
    expect(kindsOf(resources)).toContain("Droplet");
  });

  it.each<[string, Partial<GovernedDropletArgs>, string]>([
    ["a Compose file that is no YAML", { docker: { compose: "services:\n\tweb: {}\n" } }, "docker.compose"],
    ["a mount outside the volume", { docker: { compose: compose.replace("./site", "/srv") } }, "docker.compose"],
    ["a name that no variable has", { docker: { compose, env: { "A-B": "x" } } }, "docker.env.A-B"],
    ["a control character in a variable", { docker: { compose, env: { A: "x\u0000" } } }, "docker.env.A"],
    ["Debian's own packages", { docker: { compose }, image: "debian-13-x64" }, "docker.source"],
    ["an image without apt", { docker: { compose }, image: "fedora-42-x64" }, "image"],
    [
      "an image without apt as an override",
      { docker: { compose }, dropletArgs: { image: "fedora-42-x64" } },
      "dropletArgs.image",
    ],
    ["no volume", { docker: { compose }, skipVolume: true }, "skipVolume"],
    ["a source that there is not", JSON.parse('{ "docker": { "compose": "x", "source": "snap" } }'), "docker.source"],
    ["no Compose file", JSON.parse('{ "docker": {} }'), "docker.compose"],
  ])("is refused %s", async (_, args, path) => {
    const paths = (await problemsOf({ ...least, ...args })).map((problem) => problem.split("  ")[0]);
    expect(paths).toEqual([path]);
  });

  it("takes Docker's own packages on Debian, and what no slug tells", async () => {
    const debian = await host({ docker: { compose, source: "docker" }, image: "debian-13-x64" });
    expect(userDataOf(debian.resources)).toContain("https://download.docker.com/linux/$ID");
    const snapshot = await host({ docker: { compose }, image: "123456789" });
    expect(userDataOf(snapshot.resources)).toContain("docker-compose-v2");
  });
});

describe("bad arguments", () => {
  it("are all named at once, and nothing is registered", async () => {
    expect(
      await problemsOf({
        governor: settings,
        region: "nyc1",
        size: pulumi.output("s-2vcpu-2gb"),
        image: "ubuntu-24-04-x64",
        volumeSize: 20_000,
        volumeName: "Data_1",
        ingress: [
          { ports: "20-30", fromCidrs: ["203.0.113.0/24"] },
          { ports: "5432", fromCidrs: ["0.0.0.0/0"] },
          { ports: "99999", fromTags: ["no tag!"] },
          { ports: "80" },
        ],
        sshFrom: ["0.0.0.0/0"],
        backupPolicy: { hour: 3 },
        ipRange: "10.0.0.0/8",
        domain: "git.example.com",
        dnsZone: "example.org",
        docker: { compose: "services: {}", env: { A: "hunter2" } },
        tags: {},
      }),
    ).toMatchInlineSnapshot(`
      [
        "size  must be a plain value, found an Output",
        "ingress[0].ports  20-30 contains port 22, which is for sshFrom",
        "ingress[3]  names nobody who may connect to 80",
        "docker.compose  has no services",
        "dnsZone  the domain "git.example.com" does not end with it",
        "alertEmails  nobody would receive the alerts",
        "ipRange  the range "10.0.0.0/8" is larger than /16; allowed: private ranges (RFC 1918) from /16 to /28 that DigitalOcean does not reserve (DigitalOcean OpenAPI, 7 Aug 2026; DigitalOcean docs: VPC limits, Sep 2025) (platform-limits)",
        "region  invalid region "nyc1": it is disallowed (region-allowed)",
        "ingress[1].fromCidrs  the internet can reach port 5432 (PostgreSQL) over tcp (firewall-no-public-admin-ports)",
        "sshFrom  the internet can reach port 22 (SSH) over tcp (firewall-no-public-admin-ports)",
        "ingress[2].ports  found "99999"; allowed: a port, a range such as 8000-9000, or 0 or all for every port; ports are 1 to 65535 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "ingress[2].fromTags[0]  found (not shown); allowed: 1 to 255 letters, digits, colons, dashes and underscores (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "volumeName  found "Data_1"; allowed: at most 64 lower-case letters, digits and dashes, starting with a letter (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "volumeSize  found 20000; allowed: 1 to 16384 (digitalocean/csi-digitalocean v4.16.0) (platform-limits)",
        "tags  the required tag owner is missing (required-tags)",
        "backupPolicy.hour  found 3; allowed: 0, 4, 8, 12, 16 or 20 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "  the stack costs $2000 a month, $1500 over the limit of $500; most expensive: Volume git-volume $2000; not counted: Droplet git-droplet (size is unknown until pulumi up) (monthly-budget)",
      ]
    `);
  });

  it("do not show what stands in the place of a secret", async () => {
    const docker = { compose: 424242, env: { A: ["hunter2"] }, source: "hunter2" };
    const { message, problems } = await errorOf({ ...least, docker, alertSlacks: [{ channel: "#a", url: 424242 }] });
    expect(message).not.toMatch(/424242|hunter2/);
    expect(problems.map(({ path }) => path)).toEqual([
      "docker.compose",
      "docker.env.A",
      "docker.source",
      "alertSlacks[0].url",
    ]);
  });

  it.each<[string, Partial<GovernedDropletArgs>, string]>([
    ["a volume twice", { volumeId: "x", volumeName: "x", volumeSize: 10 }, "volumeSize"],
    ["a given volume without its name", { volumeId: "x" }, "volumeName"],
    ["the size of no volume", { skipVolume: true, volumeSize: 10 }, "volumeSize"],
    ["an address that is skipped", { skipReservedIp: true, reservedIp: "203.0.113.7" }, "reservedIp"],
    ["no address", { reservedIp: "git.example.com" }, "reservedIp"],
    ["an address without a network", { dropletArgs: { publicNetworking: false } }, "dropletArgs.publicNetworking"],
    ["a firewall that is skipped", { skipFirewall: true, sshFrom: ["203.0.113.0/24"] }, "sshFrom"],
    ["no firewall", { skipFirewall: true }, "skipFirewall"],
    ["no backups", { dropletArgs: { backups: false } }, "dropletArgs.backups"],
    ["a VPC twice", { vpcId: "x", ipRange: "10.10.0.0/20" }, "ipRange"],
    ["alerts for nobody", { alertEmails: [] }, "alertEmails"],
    ["recipients of nothing", { skipAlerts: true }, "alertEmails"],
    ["a record of no domain", { dnsZone: "example.com" }, "dnsZone"],
    ["SSH for a tag", { ingress: [{ ports: "22", fromTags: ["ci"] }] }, "ingress[0].ports"],
    ["every port", { ingress: [{ ports: "all", fromTags: ["ci"] }] }, "ingress[0].ports"],
    ["a part of a GiB", { volumeSize: 1.5 }, "volumeSize"],
    ["a network that is none", { ingress: [{ ports: "80", fromCidrs: ["anywhere"] }] }, "ingress[0].fromCidrs[0]"],
  ])("%s", async (_, args, path) => {
    const paths = (await problemsOf({ ...least, ...args })).map((problem) => problem.split("  ")[0]);
    expect(paths).toContain(path);
  });
});
