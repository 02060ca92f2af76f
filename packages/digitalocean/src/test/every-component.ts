import type * as pulumi from "@pulumi/pulumi";
import * as components from "../index";
import { SpacesObjects } from "../objects";

type ComponentClass = new (...args: never[]) => pulumi.ComponentResource;

/** A component with arguments that it takes. */
export interface Sample {
  readonly Component: ComponentClass;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Settings under which every rule that applies in production does. */
export const productionSettings = `
providers: { digitalocean: { cost_limit_monthly: 5000 } }
environments: { production: { stacks: ["*/*"], production: true } }
`;

const alertEmails = ["ops@example.com"];
const exemptionFree = { governor: productionSettings };
const tier = { size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

const least = {
  AccountBaseline: {
    projects: { prod: {} },
    sshKeys: { ann: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8lx5mTb8cJ0Wc7M1Y2N5cO3lB6y4mUu1tq7t1p0aXv ann" },
    registry: { name: "acme", region: "nyc3" },
  },
  ArchivedBucket: { region: "nyc3" },
  Bastion: { region: "nyc3", sshFrom: ["203.0.113.0/24"], sshKeys: ["289794"], alertEmails },
  DnsZone: { domain: "example.com" },
  GlobalWebTier: {
    domain: "www.example.com",
    tiers: { nyc: { region: "nyc3", ...tier }, ams: { region: "ams3", ...tier } },
    alertEmails,
  },
  GovernedApp: { region: "nyc", services: { web: { image: { repository: "web" } } }, alertEmails },
  GovernedDatabase: {
    engine: "pg",
    version: "17",
    region: "nyc3",
    size: "db-s-1vcpu-2gb",
    trustedSources: { tags: ["web"] },
    alertEmails,
  },
  GovernedDroplet: { region: "nyc3", ...tier, alertEmails },
  GovernedKubernetes: {
    region: "nyc3",
    version: "1.36",
    pools: { web: { size: "s-2vcpu-4gb", nodeCount: 2 } },
    apiFrom: ["203.0.113.0/24"],
    alertEmails,
  },
  GovernedNetwork: { vpcs: { nyc: { region: "nyc3" } } },
  GovernedWebTier: { region: "nyc3", ...tier, domain: "www.example.com", alertEmails },
  MonitoringBaseline: { dropletTags: ["web"], sites: { shop: { target: "https://www.example.com" } }, alertEmails },
  NfsShare: { region: "atl1", size: 50, vpcId: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" },
  SnapshotSchedule: { region: "nyc3", token: "a-token", volumeTag: "data", alertEmails },
  SpacesObjects: { bucket: "assets", region: "nyc3", files: { "index.html": { content: "hello" } } },
  StaticSite: { region: "nyc3" },
} satisfies Readonly<Record<string, object>>;

const classes: Readonly<Record<string, unknown>> = { ...components, SpacesObjects };

/** Every component of the package, by class name, with the least arguments. */
export const everyComponent: Readonly<Record<string, Sample>> = Object.fromEntries(
  Object.entries(least).map(([name, args]) => [
    name,
    { Component: classOf(name), args: { ...exemptionFree, ...args } },
  ]),
);

function classOf(name: string): ComponentClass {
  const found = classes[name];
  if (!isComponentClass(found)) throw new Error(`${name} is not a component`);
  return found;
}

function isComponentClass(value: unknown): value is ComponentClass {
  return typeof value === "function";
}
