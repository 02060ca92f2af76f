import { readFileSync } from "node:fs";
import { type RuleId, rules } from "@infrafabric/governor";
import { valueAt } from "@infrafabric/governor/internal";
import type * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ArgumentsError } from "./component/arguments-error";
import { everyComponent, productionSettings } from "./test/every-component";
import { refusalOf } from "./test/refused";
import { type Registered, register } from "./test/register";

/** What turns a control off. */
interface Weakening {
  readonly args?: Readonly<Record<string, unknown>>;
  readonly opts?: pulumi.ComponentResourceOptions;
  /** The argument at which it is refused. */
  readonly at: string;
  /** A rule that finds less of the same and speaks up only once the control is exempt. */
  readonly covered?: RuleId;
}

const unprotected: Weakening = { opts: { protect: false }, at: "opts.protect" };
const everybody = ["0.0.0.0/0"];
const mail = [{ protocol: "tcp", portRange: "587", destinationAddresses: everybody }];
const sshToAll: Weakening = {
  args: { sshFrom: everybody },
  at: "sshFrom",
  covered: "firewall-no-public-ingress",
};
const outboundToAll: Weakening = {
  args: { firewallArgs: { outboundRules: mail } },
  at: "firewallArgs.outboundRules[0].destinationAddresses",
};
const override = (argument: string, input: string, value: unknown, at = input): Weakening => ({
  args: { [argument]: { [input]: value } },
  at: `${argument}.${at}`,
});
const ofBuckets = {
  "spaces-private-acl": override("bucketArgs", "acl", "public-read"),
  "spaces-versioning": override("bucketArgs", "versioning", { enabled: false }, "versioning.enabled"),
  "spaces-lifecycle": override("bucketArgs", "lifecycleRules", []),
  "spaces-access-logging": { args: { skipLogging: true }, at: "skipLogging" },
  "spaces-no-force-destroy": override("bucketArgs", "forceDestroy", true),
  "protect-stateful": unprotected,
} as const;
const ofDroplets = {
  "droplet-monitoring": override("dropletArgs", "monitoring", false),
  "droplet-in-vpc": "every Droplet is in a VPC, its own or vpcId, which no override changes",
  "firewall-no-public-admin-ports": sshToAll,
  "firewall-egress-limited": outboundToAll,
} as const;

/** By component and control: what turns it off, or why nothing does. */
const weakenings: Readonly<Record<string, Partial<Readonly<Record<RuleId, Weakening | string>>>>> = {
  AccountBaseline: {
    "ssh-key-strength": { args: { sshKeys: { ann: "ssh-dss AAAAB3NzaC1kc3MAAACBAI ann" } }, at: "sshKeys.ann" },
    "protect-stateful": unprotected,
  },
  ArchivedBucket: {
    ...ofBuckets,
    "spaces-key-scoped": "the key has grants for its own bucket alone, which no override changes",
    "spaces-cors-no-wildcard": {
      args: { corsRules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] },
      at: "corsRules[0].allowedOrigins[0]",
    },
  },
  Bastion: {
    ...ofDroplets,
    "droplet-ssh-keys": "sshKeys is required, and not empty",
    "droplet-behind-firewall": "there is no argument to leave the firewall out",
    "firewall-no-public-ingress": "only port 22 is open, which firewall-no-public-admin-ports judges",
    "firewall-no-all-ports": "only port 22 is open",
    "reserved-ip-assigned": "there is no argument to leave the assignment out",
  },
  DnsZone: {
    "dns-email-authentication": {
      args: {
        records: { mx: { type: "MX", value: "mail.example.net.", priority: 10 } },
        skipSpf: true,
        skipDmarc: true,
      },
      at: "skipSpf",
    },
  },
  GlobalWebTier: { "load-balancer-has-targets": "two tiers are required, and each has a load balancer" },
  GovernedApp: {
    "app-secret-env": { args: { env: { API_TOKEN: `dop_v1_${"0a".repeat(32)}` } }, at: "env.API_TOKEN" },
  },
  GovernedDatabase: {
    "database-trusted-sources": { args: { trustedSources: null }, at: "trustedSources" },
    "database-no-open-source": {
      args: { trustedSources: { addresses: everybody } },
      at: "trustedSources.addresses[0]",
    },
    "database-private-network": "every cluster is in a VPC, its own or vpcId, which no override changes",
    "database-supported-version": { args: { version: "13" }, at: "version" },
    "database-maintenance-window": override("clusterArgs", "maintenanceWindows", []),
    "database-logs-encrypted": { args: { logSink: { server: "logs.example.com", tls: false } }, at: "logSink.tls" },
    "database-standby": { args: { nodes: 1 }, at: "nodes" },
    "database-engine-options": { args: { pools: { web: { size: 500 } } }, at: "pools" },
    "protect-stateful": unprotected,
  },
  GovernedDroplet: {
    ...ofDroplets,
    "droplet-backups": override("dropletArgs", "backups", false),
    "droplet-behind-firewall": { args: { skipFirewall: true }, at: "skipFirewall" },
    "firewall-no-public-ingress": {
      args: { ingress: [{ ports: "8080", fromCidrs: everybody }] },
      at: "ingress[0].fromCidrs",
    },
    "reserved-ip-assigned": "without skipReservedIp the address is always assigned",
    "volume-attached": "without skipVolume the volume is always attached",
  },
  GovernedKubernetes: {
    "kubernetes-auto-upgrade": override("clusterArgs", "autoUpgrade", false),
    "kubernetes-surge-upgrade": override("clusterArgs", "surgeUpgrade", false),
    "kubernetes-high-availability": { args: { ha: false }, at: "ha" },
    "kubernetes-supported-version": { args: { version: "1.20" }, at: "version" },
    "kubernetes-in-vpc": "every cluster is in a VPC, its own or vpcId, which no override changes",
    "kubernetes-control-plane-firewall": {
      args: { apiFrom: null, skipControlPlaneFirewall: true },
      at: "skipControlPlaneFirewall",
    },
    "kubernetes-keep-associated-resources": override("clusterArgs", "destroyAllAssociatedResources", true),
    "protect-stateful": unprotected,
  },
  GovernedNetwork: {
    "firewall-no-all-ports": "what opens all ports opens those that firewall-no-public-admin-ports judges",
    "firewall-no-public-admin-ports": {
      args: { tiers: ["web"], allow: [{ from: "internet", to: "web", ports: [22] }] },
      at: "allow[0].from",
      covered: "firewall-no-public-ingress",
    },
    "firewall-no-public-ingress": {
      args: { tiers: ["web"], allow: [{ from: "internet", to: "web", ports: [8080] }] },
      at: "allow[0].from",
    },
    "vpc-same-region": "a gateway is always in the region of its VPC",
  },
  GovernedWebTier: {
    ...ofDroplets,
    "droplet-backups": override("dropletArgs", "backups", false),
    "droplet-behind-firewall": { args: { skipFirewall: true }, at: "skipFirewall" },
    "firewall-no-public-ingress": "the internet reaches the load balancer, and Droplets only through sshFrom",
    "load-balancer-https": { args: { domain: null }, at: "domain" },
    "load-balancer-strong-tls": override("loadBalancerArgs", "tlsCipherPolicy", "DEFAULT"),
    "load-balancer-in-vpc": "the load balancer is always in the VPC of the Droplets",
  },
  MonitoringBaseline: { "uptime-check-alerted": "every check has its alerts" },
  NfsShare: {
    "protect-stateful": unprotected,
    "vpc-same-region": "the component makes no VPC; whose region is known elsewhere, the policy pack sees",
  },
  SnapshotSchedule: {
    "app-secret-env": "the token is always a secret variable",
    "uptime-check-alerted": "skipAlerts leaves out the check with its alert",
  },
  SpacesObjects: {},
  StaticSite: {
    ...ofBuckets,
    "cdn-certificate": "a domain has a certificate of its own, or certificateName",
  },
};

/** Booleans that a component sets and an override may turn over, since no control is about them. */
const choices: readonly string[] = [
  // DigitalOcean's agent is for the web console.
  "Bastion dropletArgs.dropletAgent",
  "GovernedDroplet dropletArgs.dropletAgent",
  "GovernedWebTier dropletArgs.dropletAgent",
  // Its settings decide whether a bastion needs backups.
  "Bastion dropletArgs.backups",
  "GovernedDroplet dropletArgs.gracefulShutdown",
  "GovernedWebTier loadBalancerArgs.disableLetsEncryptDnsRecords",
  "GovernedWebTier loadBalancerArgs.enableBackendKeepalive",
];

const schema: unknown = JSON.parse(readFileSync(new URL("../plugin/schema.generated.json", import.meta.url), "utf8"));

const inCode = `${productionSettings}exempt_in_code: [${rules.map(({ id }) => id).join(", ")}]\n`;

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe.each(Object.entries(everyComponent))("a control of %s", (name, { Component, args }) => {
  const made = (more: Readonly<Record<string, unknown>> = {}, opts: pulumi.ComponentResourceOptions = {}) =>
    register(() => Reflect.construct(Component, ["shop", { ...args, ...more }, opts]));

  it("is weakened by nothing, or by what is listed here", async () => {
    const { resources } = await made();
    const controls = controlsOf(resources, name).filter((id) => id !== "platform-limits");
    expect(Object.keys(weakenings[name] ?? {}).sort()).toEqual(controls.sort());
  });

  const listed = Object.entries(weakenings[name] ?? {}).filter(
    (entry): entry is [string, Weakening] => typeof entry[1] !== "string",
  );
  it.runIf(listed.length > 0).each(listed)("%s is weakened only by an exemption", async (rule, weakening) => {
    const given = { ...args, ...weakening.args };
    const { problems } = await refusalOf(Component, ["shop", given, weakening.opts]);
    expect(problems).toEqual([
      expect.objectContaining({
        path: weakening.at,
        message: expect.stringContaining(`(${rule})`),
        hint: expect.stringContaining("; or request an exemption in governor.yaml"),
      }),
    ]);
    const exemptions = [rule, ...(weakening.covered === undefined ? [] : [weakening.covered])].map((one) => ({
      rule: one,
      ...{ reason: "a test", owner: "ann", expires: "2999-12-31" },
    }));
    const { resources } = await made({ ...weakening.args, governor: inCode, exemptions }, weakening.opts);
    expect(resources.length).toBeGreaterThan(1);
  });

  it("is not weakened by a boolean that an override turns over, unless it is a choice", async () => {
    const { resources } = await made();
    const accepted: string[] = [];
    for (const [argument, kind] of overridesOf(name)) {
      for (const [input, value] of booleansOf(childrenOf(resources, name), kind)) {
        const given = { ...args, [argument]: { [input]: !value } };
        const { result } = await register(() => outcomeOf(() => Reflect.construct(Component, ["shop", given])));
        if (result !== "refused") accepted.push(`${name} ${argument}.${input}`);
      }
    }
    expect(accepted.sort()).toEqual(choices.filter((choice) => choice.startsWith(`${name} `)).sort());
  });
});

function outcomeOf(make: () => unknown): "made" | "refused" {
  try {
    make();
    return "made";
  } catch (error) {
    if (error instanceof ArgumentsError) return "refused";
    throw error;
  }
}

/** The rules that a component says it keeps by itself. */
function controlsOf(resources: readonly Registered[], name: string): string[] {
  const component = resources.find(({ identity }) => identity === `infrafabric-digitalocean:index:${name}::shop`);
  const controls = valueAt(component?.inputs, ["governor", "controls"]);
  return Array.isArray(controls) ? controls.map(String) : [];
}

/** The arguments that override inputs, each with the kind of the children that it is for. */
function overridesOf(name: string): readonly (readonly [argument: string, kind: string])[] {
  const inputs = valueAt(schema, ["resources", `infrafabric-digitalocean:index:${name}`, "inputProperties"]) ?? {};
  return Object.entries(inputs).flatMap(([argument, property]) => {
    const kind = /:Partial(\w+)Args$/.exec(String(valueAt(property, ["$ref"])))?.[1];
    return kind === undefined ? [] : [[argument, kind] as const];
  });
}

/** The component's own children, without those of components in it. */
function childrenOf(resources: readonly Registered[], name: string): readonly Registered[] {
  return resources.filter(({ identity }) =>
    identity.startsWith(`infrafabric-digitalocean:index:${name}$digitalocean:`),
  );
}

function booleansOf(resources: readonly Registered[], kind: string): ReadonlyMap<string, boolean> {
  const inputs = resources.filter((one) => one.kind === kind).flatMap((one) => Object.entries(one.inputs));
  return new Map(inputs.filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"));
}
