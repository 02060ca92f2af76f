import type * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { Bastion } from "./bastion";
import type { BastionArgs } from "./bastion-args";

const settings = `
providers:
  digitalocean:
    regions: { allowed: [nyc3] }
    resources:
      droplet: { allowed_sizes: [s-1vcpu-1gb], backup_required: true, monitoring_required: true }
    required_tags: [environment, owner]
tags: { default: { environment: dev } }
`;

const least = {
  governor: settings,
  region: "nyc3",
  sshFrom: ["203.0.113.0/24"],
  sshKeys: ["3b:16:bf"],
  alertEmails: ["ops@example.com"],
  tags: { owner: "platform" },
} satisfies BastionArgs;

const bastion = (more: Partial<BastionArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new Bastion("gate", { ...least, ...more }, opts), setting);

/** The problems of the error that bad arguments make, as `path  message`, with nothing registered. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  const { problems } = await refusalOf(Bastion, ["gate", args]);
  return problems.map(({ path, message }) => `${path}  ${message.replace(/; allowed.*$/, "")}`);
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a bastion", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await bastion();
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toEqual([
      "infrafabric-digitalocean:index:Bastion$droplet:Droplet::gate-droplet",
      "infrafabric-digitalocean:index:Bastion$firewall:Firewall::gate-firewall",
      "infrafabric-digitalocean:index:Bastion$monitorAlert:MonitorAlert::gate-alert-cpu",
      "infrafabric-digitalocean:index:Bastion$monitorAlert:MonitorAlert::gate-alert-disk",
      "infrafabric-digitalocean:index:Bastion$monitorAlert:MonitorAlert::gate-alert-load",
      "infrafabric-digitalocean:index:Bastion$monitorAlert:MonitorAlert::gate-alert-memory",
      "infrafabric-digitalocean:index:Bastion$reservedIp:ReservedIp::gate-ip",
      "infrafabric-digitalocean:index:Bastion$reservedIpAssignment:ReservedIpAssignment::gate-ip-assignment",
      "infrafabric-digitalocean:index:Bastion$tag:Tag::gate-tag",
      "infrafabric-digitalocean:index:Bastion$vpc:Vpc::gate-vpc",
      "infrafabric-digitalocean:index:Bastion::gate",
    ]);
  });

  it("lets in SSH from the given networks, and out to private ones and for upgrades", async () => {
    const { resources } = await bastion({ sshFrom: ["203.0.113.0/24", "2001:db8::/48"] });
    const { name: tag } = inputsOf(resources, "gate-tag");
    const { inboundRules, outboundRules, tags } = inputsOf(resources, "gate-firewall");
    expect(tags).toEqual([tag]);
    expect(inboundRules).toEqual([
      { protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24", "2001:db8::/48"] },
    ]);
    expect(Object(outboundRules)[0]).toEqual({
      protocol: "tcp",
      portRange: "22",
      destinationAddresses: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
    });
    expect(JSON.stringify(outboundRules).match(/"portRange":"\d+"/g)).toEqual(
      ["22", "443", "80", "53", "53", "123"].map((port) => `"portRange":"${port}"`),
    );
  });

  it("is a small hardened Droplet with a policy for backups, monitoring and the given keys", async () => {
    const { resources } = await bastion({ user: "jump" });
    const { userData, ...droplet } = inputsOf(resources, "gate-droplet");
    expect(droplet).toMatchObject({
      image: "ubuntu-24-04-x64",
      size: "s-1vcpu-1gb",
      region: "nyc3",
      backups: true,
      backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 },
      monitoring: true,
      dropletAgent: true,
      sshKeys: ["3b:16:bf"],
      tags: ["environment:dev", "owner:platform", expect.stringMatching(/^shop-dev-gate-[0-9a-f]{8}$/)],
    });
    expect(JSON.stringify(userData)).toContain("AllowUsers jump");
    expect(inputsOf(resources, "gate-alert-load").value).toBe(2);
  });

  it("has an address, and a rule that lets others in from it alone", async () => {
    const { resources, result } = await bastion({}, { preview: false });
    expect(inputsOf(resources, "gate-ip")).toEqual({ region: "nyc3" });
    const tag = await settled(result.tag);
    expect(tag).toBe(inputsOf(resources, "gate-tag").name);
    expect(await settled(result.inboundRule)).toEqual({ protocol: "tcp", portRange: "22", sourceTags: [tag] });
    // A Droplet at 6 with weekly backups at a fifth more; an address that is assigned is free.
    expect(await settled(result.monthlyCost)).toBe(7.2);
    expect(await settled(result.unpriced)).toEqual([]);
  });

  it("stands in a given VPC, without alerts and backups, where nothing asks for them", async () => {
    const { alertEmails: _, ...silent } = least;
    const args: BastionArgs = {
      ...silent,
      governor: "providers: { digitalocean: { regions: { allowed: [nyc3] } } }",
      vpcId: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
      skipAlerts: true,
      dropletArgs: { backups: false, tags: ["team:a"], ipv6: true },
    };
    const { resources, result } = await register(() => new Bastion("gate", args));
    const kinds = resources.map(({ kind }) => kind);
    for (const kind of ["Vpc", "MonitorAlert"]) expect(kinds).not.toContain(kind);
    expect(inputsOf(resources, "gate-droplet")).toMatchObject({
      vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
      backups: false,
      ipv6: true,
      tags: ["owner:platform", expect.stringMatching(/^shop-dev-gate-/), "team:a"],
    });
    expect(result.vpc).toBeUndefined();
    expect(await settled(result.monthlyCost)).toBe(6);
  });

  it("passes its options on", async () => {
    const { result } = await bastion({}, {}, { protect: true });
    expect(Reflect.get(result.droplet, "__protect")).toBe(true);
  });
});

describe("bad arguments of a bastion", () => {
  it("are a way in for everybody", async () => {
    expect(await problemsOf({ ...least, sshFrom: ["0.0.0.0/0"] })).toEqual([
      expect.stringMatching(/^sshFrom(\[0\])? {2}.*\(firewall-no-public-admin-ports\)$/),
    ]);
  });

  it("are what the schema refuses, all at once", async () => {
    expect(
      await problemsOf({
        governor: settings,
        sshFrom: [],
        sshKeys: [],
        user: "root",
        rebootHour: 24,
        ipRange: "10.20.0.0/24",
        vpcId: "5a4981aa",
        alertEmails: ["ops@example.com"],
        tags: { owner: "platform" },
      }),
    ).toEqual([
      "region  is missing",
      "sshFrom  an empty list lets nobody in",
      "sshKeys  an empty list lets nobody log in",
      expect.stringMatching(/^user {2}is not a user name/),
      expect.stringMatching(/^rebootHour {2}must be at most 23/),
      "ipRange  is for a VPC of its own, but vpcId names another",
    ]);
  });

  it("are inputs that the bastion decides", async () => {
    expect(
      await problemsOf({
        ...least,
        dropletArgs: { userData: "#!/bin/sh", sshKeys: [], publicNetworking: false },
        firewallArgs: { inboundRules: [] },
        alertEmails: [],
      }),
    ).toEqual([
      "firewallArgs.inboundRules  is decided by the component",
      "dropletArgs.sshKeys  is decided by the component",
      "dropletArgs.userData  is decided by the component",
      "dropletArgs.publicNetworking  is decided by the component",
      "alertEmails  nobody would receive the alerts",
    ]);
  });

  it("are controls that are off, and what the settings do not allow", async () => {
    expect(
      await problemsOf({
        ...least,
        region: "sfo3",
        size: "s-2vcpu-2gb",
        image: "ubuntu-18-04-x64",
        dropletArgs: { monitoring: false, backups: false },
        firewallArgs: {
          outboundRules: [{ protocol: "tcp", portRange: "all", destinationAddresses: ["0.0.0.0/0"] }],
        },
      }),
    ).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^region {2}.*\(region-allowed\)$/),
        expect.stringMatching(/^size {2}.*\(size-allowed\)$/),
        expect.stringMatching(/^dropletArgs.monitoring {2}.*\(droplet-monitoring\)$/),
        expect.stringMatching(/^dropletArgs.backups {2}.*\(droplet-backups\)$/),
      ]),
    );
  });
});

it("is hardened only on images whose packages it knows, and for a user of its own", async () => {
  expect(await problemsOf({ ...least, image: "fedora-42-x64" })).toEqual([
    expect.stringContaining('image  "fedora-42-x64" is not an image that a bastion can be hardened on'),
  ]);
  expect(await problemsOf({ ...least, user: "sshd" })).toEqual([expect.stringContaining("user  is not a user name")]);
});
