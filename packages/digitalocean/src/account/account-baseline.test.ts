import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { AccountBaseline } from "./account-baseline";
import type { AccountBaselineArgs } from "./account-baseline-args";

const settings = `
providers: { digitalocean: { regions: { allowed: [nyc3] }, required_tags: [environment, owner] } }
tags: { default: { environment: dev } }
environments:
  production: { stacks: ["*/prod"], production: true }
`;

const ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKcuGPJnLjuW1ChjNxebMQDWQLb9peoM9FdSKUfj/9jb ann@example.com";
const dsa = "ssh-dss AAAAB3NzaC1kc3MAAACBAKmtnpXpE54E349xCLOj";

const all = {
  governor: settings,
  projects: {
    dev: {},
    production: { name: "Shop", description: "The shop", purpose: "Shop", resources: ["do:domain:a"] },
  },
  sshKeys: { ann: ed25519 },
  registry: { name: "acme", region: "nyc3" },
  tags: { owner: "platform" },
} satisfies AccountBaselineArgs;

const account = (more: Partial<AccountBaselineArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new AccountBaseline("account", { ...all, ...more }, opts), setting);

/** The problems of the error that bad arguments make, as `path  message`, with nothing registered. */
async function problemsOf(args: unknown, setting?: Setting, opts?: unknown): Promise<readonly string[]> {
  const { problems } = await refusalOf(AccountBaseline, ["account", args, opts], setting);
  return problems.map(({ path, message }) => `${path}  ${message.replace(/; allowed.*$/, "")}`);
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("an account's baseline", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await account();
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toEqual([
      "infrafabric-digitalocean:index:AccountBaseline$containerRegistry:ContainerRegistry::account-registry",
      "infrafabric-digitalocean:index:AccountBaseline$project:Project::account-project-dev",
      "infrafabric-digitalocean:index:AccountBaseline$project:Project::account-project-production",
      "infrafabric-digitalocean:index:AccountBaseline$projectResources:ProjectResources::account-project-production-resources",
      "infrafabric-digitalocean:index:AccountBaseline$sshKey:SshKey::account-key-ann",
      "infrafabric-digitalocean:index:AccountBaseline::account",
    ]);
  });

  it("has a project for each environment, with what is in it beside it", async () => {
    const { resources } = await account(
      { projects: { ...all.projects, staging: { environment: "Production" }, lab: {} } },
      { preview: false },
    );
    expect(inputsOf(resources, "account-project-dev")).toEqual({ name: "dev", environment: "Development" });
    expect(inputsOf(resources, "account-project-production")).toEqual({
      name: "Shop",
      environment: "Production",
      purpose: "Shop",
      description: "The shop",
    });
    expect(inputsOf(resources, "account-project-production-resources")).toEqual({
      project: "account-project-production-id",
      resources: ["do:domain:a"],
    });
    expect(inputsOf(resources, "account-project-staging").environment).toBe("Production");
    expect(inputsOf(resources, "account-project-lab")).toEqual({ name: "lab" });
  });

  it("has SSH keys and a registry, and says how to clean it", async () => {
    const { resources, result } = await account({}, { preview: false });
    expect(inputsOf(resources, "account-key-ann")).toEqual({ name: "ann", publicKey: ed25519 });
    expect(inputsOf(resources, "account-registry")).toEqual({
      name: "acme",
      region: "nyc3",
      subscriptionTierSlug: "basic",
    });
    expect(await settled(result.garbageCollection)).toBe(
      "doctl registries garbage-collection start acme --include-untagged-manifests --force",
    );
    expect(await settled(result.projectIds)).toEqual({
      dev: "account-project-dev-id",
      production: "account-project-production-id",
    });
    expect(Object.keys(result.sshKeys)).toEqual(["ann"]);
    // The registry's subscription; projects and keys are free.
    expect(await settled(result.monthlyCost)).toBe(5);
    expect(await settled(result.unpriced)).toEqual([]);
  });

  it("costs what the tier of its registry costs", async () => {
    const costs = { starter: 0, basic: 5, professional: 20 } as const;
    for (const tier of ["starter", "basic", "professional"] as const) {
      const { result } = await account({ registry: { ...all.registry, tier } });
      expect(await settled(result.monthlyCost)).toBe(costs[tier]);
    }
  });

  it("tells the tags that everything carries", async () => {
    const { result } = await account();
    expect(await settled(result.defaultTags)).toEqual(["environment:dev", "owner:platform"]);
  });

  it("can be empty, or have only resources that are known later", async () => {
    const { resources, result } = await register(() => new AccountBaseline("account", { governor: settings }));
    expect(resources.map(({ name }) => name)).toEqual(["account"]);
    expect(result.registry).toBeUndefined();
    expect(await settled(result.garbageCollection)).toBeUndefined();
    const later = await account({ projects: { dev: { resources: [pulumi.output("do:droplet:1")] } } });
    expect(inputsOf(later.resources, "account-project-dev-resources").resources).toEqual(["do:droplet:1"]);
  });

  it("protects its registry in production", async () => {
    const { result } = await account({}, { stack: "prod" });
    expect(Reflect.get(result.registry ?? {}, "__protect")).toBe(true);
    expect(Reflect.get(result.projects.dev ?? {}, "__protect")).not.toBe(true);
    const dev = await account();
    expect(Reflect.get(dev.result.registry ?? {}, "__protect")).not.toBe(true);
    expect(await problemsOf(all, { stack: "prod" }, { protect: false })).toEqual([
      expect.stringMatching(/^opts.protect {2}.*\(protect-stateful\)$/),
    ]);
  });
});

describe("bad arguments of an account's baseline", () => {
  it("are reported all at once, by path", async () => {
    expect(
      await problemsOf({
        ...all,
        projects: {
          dev: { name: "a".repeat(176) },
          one: { name: "two" },
          two: {},
          long: { description: "a".repeat(256) },
        },
        sshKeys: { ann: ed25519, again: ed25519.replace("ann@", "bob@"), old: dsa, none: "not a key" },
        registry: { name: "Acme_1", region: "nyc9", tier: "basic" },
      }),
    ).toEqual([
      'projects.two.name  "two" is the name of projects.one, too',
      "sshKeys.again  is the same public key as sshKeys.ann",
      "projects.dev.name  has 176 bytes",
      "projects.long.description  has 256 bytes",
      expect.stringMatching(/^sshKeys.old {2}.*\(ssh-key-strength\)$/),
      expect.stringMatching(/^sshKeys.none {2}/),
      'registry.name  found "Acme_1"',
      expect.stringMatching(/^registry.region {2}/),
      expect.stringMatching(/^registry.region {2}/),
    ]);
  });

  it("are what the schema refuses", async () => {
    expect(
      await problemsOf({
        governor: settings,
        projects: { Dev: {}, dev: { environment: "test", owner: "ann" } },
        sshKeys: { ann: 1 },
        registry: { tier: "free" },
      }),
    ).toEqual([
      expect.stringMatching(/^projects.Dev {2}a key contains/),
      expect.stringMatching(/^projects.dev.environment {2}unknown environment/),
      expect.stringMatching(/^projects.dev.owner {2}unknown property/),
      expect.stringMatching(/^sshKeys.ann {2}/),
      expect.stringMatching(/^registry.name {2}is missing/),
      expect.stringMatching(/^registry.region {2}is missing/),
      expect.stringMatching(/^registry.tier {2}unknown tier/),
    ]);
  });
});
