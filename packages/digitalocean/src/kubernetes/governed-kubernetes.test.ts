import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ArgumentsError } from "../component/arguments-error";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { GovernedKubernetes } from "./governed-kubernetes";
import type { GovernedKubernetesArgs } from "./governed-kubernetes-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 1000
    regions: { allowed: [nyc3, sfo3] }
    resources:
      kubernetes: { allowed_sizes: [s-1vcpu-2gb, s-2vcpu-4gb, s-4vcpu-8gb, gpu-mi300x1-192gb] }
    required_tags: [environment, owner]
exempt_in_code: [kubernetes-control-plane-firewall, kubernetes-auto-upgrade]
tags: { default: { environment: dev } }
`;

const production = `${settings.replace("environment: dev", "cost_center: a1")}
environments: { production: { stacks: ["*/dev"], production: true } }
`;

const least = {
  governor: settings,
  region: "nyc3",
  version: "1.36",
  pools: { web: { size: "s-2vcpu-4gb", minNodes: 2, maxNodes: 5 } },
  apiFrom: ["203.0.113.0/24"],
  alertEmails: ["ops@example.com"],
  tags: { owner: "apps" },
} satisfies GovernedKubernetesArgs;

const cluster = (
  more: Partial<GovernedKubernetesArgs> = {},
  setting?: Setting,
  opts?: pulumi.ComponentResourceOptions,
) => register(() => new GovernedKubernetes("apps", { ...least, ...more }, opts), setting);

/** The problems of the error, without the hints, as `path  message`. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  return inShort(await errorOf(args));
}

/** The error that bad arguments make, with nothing registered. */
async function errorOf(args: unknown): Promise<ArgumentsError> {
  return refusalOf(GovernedKubernetes, ["apps", args]);
}

const exemption = (rule: string) => ({ rule, reason: "a test", owner: "ann", expires: "2999-12-31" });

/** The options with which a program registers its resources, by name. */
async function optionsOf(more: Partial<GovernedKubernetesArgs>, opts: pulumi.ComponentResourceOptions = {}) {
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const seen: pulumi.ResourceTransformation = ({ name, opts: own }) => {
    options.set(name, own);
    return undefined;
  };
  await cluster(more, undefined, { ...opts, transformations: [seen] });
  return (name: string) => options.get(name);
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a governed cluster", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await cluster({ projectId: "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679" });
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toMatchInlineSnapshot(`
      [
        "infrafabric-digitalocean:index:GovernedKubernetes$kubernetesCluster:KubernetesCluster::apps-cluster",
        "infrafabric-digitalocean:index:GovernedKubernetes$kubernetesNodePool:KubernetesNodePool::apps-web",
        "infrafabric-digitalocean:index:GovernedKubernetes$monitorAlert:MonitorAlert::apps-alert-cpu",
        "infrafabric-digitalocean:index:GovernedKubernetes$monitorAlert:MonitorAlert::apps-alert-disk",
        "infrafabric-digitalocean:index:GovernedKubernetes$monitorAlert:MonitorAlert::apps-alert-memory",
        "infrafabric-digitalocean:index:GovernedKubernetes$projectResources:ProjectResources::apps-project",
        "infrafabric-digitalocean:index:GovernedKubernetes$tag:Tag::apps-tag",
        "infrafabric-digitalocean:index:GovernedKubernetes$vpc:Vpc::apps-vpc",
        "infrafabric-digitalocean:index:GovernedKubernetes::apps",
      ]
    `);
  });

  it("is upgraded in a window, and keeps what its workloads have made", async () => {
    const { resources } = await cluster();
    expect(inputsOf(resources, "apps-cluster")).toMatchInlineSnapshot(
      {
        nodePool: { tags: expect.arrayContaining(["environment:dev", "owner:apps"]) },
      },
      `
      {
        "autoUpgrade": true,
        "controlPlaneFirewall": {
          "allowedAddresses": [
            "203.0.113.0/24",
          ],
          "enabled": true,
        },
        "destroyAllAssociatedResources": false,
        "ha": false,
        "maintenancePolicy": {
          "day": "sunday",
          "startTime": "04:00",
        },
        "nodePool": {
          "labels": {
            "pool": "default",
          },
          "name": "default",
          "nodeCount": 1,
          "size": "s-1vcpu-2gb",
          "tags": ArrayContaining [
            "environment:dev",
            "owner:apps",
          ],
          "taints": [
            {
              "effect": "PreferNoSchedule",
              "key": "default-pool",
              "value": "true",
            },
          ],
        },
        "region": "nyc3",
        "registryIntegration": false,
        "surgeUpgrade": true,
        "tags": [
          "environment:dev",
          "owner:apps",
        ],
        "version": "1.36",
        "vpcUuid": Unknown {
          "__pulumiUnknown": true,
        },
      }
    `,
    );
  });

  it("takes another window, ranges and the registry", async () => {
    const { resources } = await cluster({
      upgradeWindow: { day: "any", startTime: "22:00" },
      clusterSubnet: "10.100.0.0/16",
      serviceSubnet: "10.101.0.0/19",
      ipRange: "10.102.0.0/20",
      registryIntegration: true,
      ha: true,
      defaultPoolSize: "s-2vcpu-4gb",
    });
    expect(inputsOf(resources, "apps-cluster")).toMatchObject({
      maintenancePolicy: { day: "any", startTime: "22:00" },
      clusterSubnet: "10.100.0.0/16",
      serviceSubnet: "10.101.0.0/19",
      registryIntegration: true,
      ha: true,
      nodePool: { name: "default", size: "s-2vcpu-4gb", nodeCount: 1 },
    });
    expect(inputsOf(resources, "apps-vpc")).toEqual({
      region: "nyc3",
      description: "Kubernetes cluster apps",
      ipRange: "10.102.0.0/20",
    });
  });

  it("has its pools beside it, by key", async () => {
    const { resources, result } = await cluster(
      {
        pools: {
          web: { size: "s-2vcpu-4gb", minNodes: 0, maxNodes: 5 },
          batch: {
            size: "s-4vcpu-8gb",
            nodeCount: 3,
            labels: { tier: "batch" },
            taints: [{ key: "dedicated", effect: "NoSchedule" }],
            tags: ["team:data"],
          },
          gpu: { size: "gpu-mi300x1-192gb", nodeCount: 0, gpuPartitionMode: "AMD_PARTITION_MODE_SPX_NPS1" },
        },
      },
      { preview: false },
    );
    const tags = ["environment:dev", "owner:apps", expect.stringMatching(/^shop-dev-apps-[0-9a-f]{8}$/)];
    expect(inputsOf(resources, "apps-web")).toEqual({
      clusterId: "apps-cluster-id",
      size: "s-2vcpu-4gb",
      autoScale: true,
      minNodes: 0,
      maxNodes: 5,
      labels: { pool: "web" },
      taints: [],
      tags,
    });
    expect(inputsOf(resources, "apps-batch")).toEqual({
      clusterId: "apps-cluster-id",
      size: "s-4vcpu-8gb",
      nodeCount: 3,
      labels: { pool: "batch", tier: "batch" },
      taints: [{ key: "dedicated", value: "", effect: "NoSchedule" }],
      tags: [...tags, "team:data"],
    });
    expect(inputsOf(resources, "apps-gpu")).toMatchObject({ gpuPartitionMode: "AMD_PARTITION_MODE_SPX_NPS1" });
    expect(Object.keys(result.nodePools)).toEqual(["web", "batch", "gpu"]);
  });

  it("has the same inputs whatever its pools are", async () => {
    const one = inputsOf((await cluster()).resources, "apps-cluster");
    const pools = { api: { size: "s-4vcpu-8gb", nodeCount: 9, labels: { a: "b" }, tags: ["team:a"] } };
    expect(inputsOf((await cluster({ pools })).resources, "apps-cluster")).toEqual(one);
    expect(inputsOf((await cluster({ pools: {} })).resources, "apps-cluster")).toEqual(one);
  });

  it("stands in a given VPC", async () => {
    const { resources, result } = await cluster({ vpcId: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" });
    expect(resources.map(({ kind }) => kind)).not.toContain("Vpc");
    expect(inputsOf(resources, "apps-cluster").vpcUuid).toBe("5a4981aa-9653-4bd1-bef5-d6bff52042e4");
    expect(result.vpc).toBeUndefined();
  });

  it("alerts about its nodes", async () => {
    const { resources } = await cluster({ alertThresholds: { cpu: 60 } });
    const alerts = ["cpu", "memory", "disk"].map((one) => inputsOf(resources, `apps-alert-${one}`));
    expect(alerts.map(({ type, value }) => [type, value])).toEqual([
      ["v1/insights/droplet/cpu", 60],
      ["v1/insights/droplet/memory_utilization_percent", 85],
      ["v1/insights/droplet/disk_utilization_percent", 80],
    ]);
    expect(alerts[0]).toMatchObject({
      tags: [inputsOf(resources, "apps-tag").name],
      alerts: { emails: ["ops@example.com"], slacks: [] },
    });
    const silent = await cluster({ alertEmails: undefined, skipAlerts: true });
    expect(silent.resources.map(({ kind }) => kind)).not.toContain("MonitorAlert");
  });

  it("takes nothing for the alerts that it skips", async () => {
    const nothing = { alertThresholds: { cpu: 50 }, monitorAlertArgs: { window: "10m" }, skipAlerts: true };
    expect(await problemsOf({ ...least, ...nothing })).toEqual([
      "alertEmails  is for alerts, but with skipAlerts there are none",
      "alertThresholds  is for alerts, but with skipAlerts there are none",
      "monitorAlertArgs  is for alerts, which skipAlerts turns off",
    ]);
  });

  it("knows what it costs, from its fewest nodes to its most", async () => {
    const { result } = await cluster({ ha: true });
    // The default pool's node at 12, nodes at 24 of which there are 2 to 5, high availability at 40.
    expect(await settled(result.monthlyCostLow)).toBe(100);
    expect(await settled(result.monthlyCost)).toBe(100);
    expect(await settled(result.monthlyCostHigh)).toBe(172);
    expect(await settled(result.unpriced)).toEqual([]);
    const fixed = await cluster({ pools: { web: { size: "s-4vcpu-8gb", nodeCount: 3 } } });
    expect(await settled(fixed.result.monthlyCost)).toBe(12 + 3 * 48);
    expect(await settled(fixed.result.monthlyCostHigh)).toBe(12 + 3 * 48);
  });

  it("keeps its kubeconfig a secret, and says what to look for once it is deleted", async () => {
    const { result } = await cluster({}, { preview: false });
    expect(await pulumi.isSecret(result.kubeconfig)).toBe(true);
    expect(await settled(result.associatedTag)).toBe("k8s:apps-cluster-id");
    expect(await settled(result.nodeTag)).toMatch(/^shop-dev-apps-/);
  });

  it("says by which settings it was governed", async () => {
    const { resources } = await cluster();
    expect(inputsOf(resources, "apps")).toEqual({
      governor: {
        digest: expect.stringMatching(/^[0-9a-f]{16}$/),
        version: expect.any(String),
        controls: expect.arrayContaining(["kubernetes-auto-upgrade", "kubernetes-control-plane-firewall"]),
      },
    });
  });
});

describe("the version", () => {
  it("is that of the creation: what DigitalOcean has upgraded since does not replace the cluster", async () => {
    expect((await optionsOf({}))("apps-cluster")?.ignoreChanges).toEqual(["version"]);
    expect(inputsOf((await cluster()).resources, "apps-cluster").version).toBe("1.36");
  });

  it("is upgraded in place where that is asked for", async () => {
    const upgrading = { version: "1.35", upgradeTo: "1.36.1-do.0" };
    expect((await optionsOf(upgrading))("apps-cluster")?.ignoreChanges ?? []).toEqual([]);
    expect(inputsOf((await cluster(upgrading)).resources, "apps-cluster").version).toBe("1.36.1-do.0");
  });

  it.each([
    [{ version: "1.63" }, 'version  "1.63" does not exist: the newest in the catalogue'],
    [{ version: "newest" }, 'version  found "newest"; allowed: a slug such as'],
    [{ version: "1.19.15-do.0" }, "version  support has ended for this version of Kubernetes"],
    [{ upgradeTo: "1.37" }, "upgradeTo  is not a slug of a version, such as 1.37.0-do.0"],
    [{ upgradeTo: "1.35.4-do.0" }, 'upgradeTo  "1.35.4-do.0" is older than the version "1.36"'],
    [{ upgradeTo: "1.99.0-do.0" }, 'upgradeTo  "1.99.0-do.0" does not exist'],
    [{ version: "1.34", upgradeTo: "1.36.1-do.0" }, 'upgradeTo  "1.36.1-do.0" skips a minor version after "1.34"'],
  ])("%j is refused", async (args, problem) => {
    const problems = await problemsOf({ ...least, ...args });
    expect(problems.filter((one) => one.startsWith(problem))).toHaveLength(1);
  });
});

describe("in production", () => {
  it("the cluster is highly available and protected", async () => {
    const { resources, result } = await cluster({ governor: production });
    expect(inputsOf(resources, "apps-cluster").ha).toBe(true);
    expect(await settled(result.monthlyCost)).toBe(100);
    expect((await optionsOf({ governor: production }))("apps-cluster")?.protect).toBe(true);
    expect((await optionsOf({ governor: production }))("apps-web")?.protect).not.toBe(true);
    const unprotected = ["apps", { ...least, governor: production }, { protect: false }];
    expect(inShort(await refusalOf(GovernedKubernetes, unprotected))).toEqual([
      'opts.protect  the KubernetesCluster holds data and is not protected in the production environment "production" (protect-stateful)',
    ]);
    expect((await optionsOf({}))("apps-cluster")?.protect).not.toBe(true);
  });

  it("a single control plane is refused", async () => {
    expect(await problemsOf({ ...least, governor: production, ha: false })).toEqual([
      expect.stringMatching(/^ha {2}.*\(kubernetes-high-availability\)$/),
    ]);
  });
});

describe("overrides", () => {
  it("are laid over the cluster's own inputs, and add to its tags", async () => {
    const ssos = [{ enabled: true, issuerUrl: "https://id.example.com", clientId: "doks" }];
    const { resources } = await cluster({
      clusterArgs: { name: "apps", ssos, tags: ["team:a"] },
      vpcArgs: { name: "apps" },
      monitorAlertArgs: { window: "10m" },
    });
    expect(inputsOf(resources, "apps-cluster")).toMatchObject({
      name: "apps",
      ssos,
      tags: ["environment:dev", "owner:apps", "team:a"],
    });
    expect(inputsOf(resources, "apps-vpc")).toMatchObject({ name: "apps" });
    expect(inputsOf(resources, "apps-alert-disk")).toMatchObject({ window: "10m" });
  });

  it("cannot pull the cluster apart, nor replace it by its default pool", async () => {
    const nodePool = { name: "default", size: "s-4vcpu-8gb" };
    expect(
      await problemsOf({
        ...least,
        clusterArgs: { region: "sfo3", vpcUuid: "x", version: "1.35", nodePool, ha: true, maintenancePolicy: {} },
        monitorAlertArgs: { tags: [] },
      }),
    ).toEqual(
      [
        "clusterArgs.region",
        "clusterArgs.version",
        "clusterArgs.vpcUuid",
        "clusterArgs.nodePool",
        "clusterArgs.ha",
        "clusterArgs.maintenancePolicy",
        "monitorAlertArgs.tags",
      ].map((path) => `${path}  is decided by the component`),
    );
  });

  it("that weaken a control are refused, naming the argument, and pass with an exemption", async () => {
    const weak = {
      skipControlPlaneFirewall: true,
      apiFrom: undefined,
      clusterArgs: { autoUpgrade: false, surgeUpgrade: false, destroyAllAssociatedResources: true },
    };
    expect(await problemsOf({ ...least, ...weak })).toEqual([
      expect.stringMatching(/^clusterArgs\.autoUpgrade {2}.*\(kubernetes-auto-upgrade\)$/),
      expect.stringMatching(/^skipControlPlaneFirewall {2}.*\(kubernetes-control-plane-firewall\)$/),
      expect.stringMatching(
        /^clusterArgs\.destroyAllAssociatedResources {2}.*\(kubernetes-keep-associated-resources\)$/,
      ),
      expect.stringMatching(/^clusterArgs\.surgeUpgrade {2}.*\(kubernetes-surge-upgrade\)$/),
    ]);
    const { resources } = await cluster({
      skipControlPlaneFirewall: true,
      apiFrom: undefined,
      exemptions: [exemption("kubernetes-control-plane-firewall")],
    });
    expect(inputsOf(resources, "apps-cluster")).not.toHaveProperty("controlPlaneFirewall");
  });
});

describe("bad arguments", () => {
  it("are all named at once, and nothing is registered", async () => {
    const problems = await problemsOf({
      governor: settings,
      region: "nyc1",
      version: "1.63",
      pools: {
        web: { size: "s-2vcpu-4gb", minNodes: 5, maxNodes: 2, labels: { "a b": "c" } },
        api: { size: "s-8vcpu-16gbb", nodeCount: 600, taints: [{ key: "gpu/", value: "a:b", effect: "NoSchedule" }] },
        job: { size: "s-8vcpu-16gb", nodeCount: 1, maxNodes: 2, tags: ["team a"] },
        none: { size: "s-2vcpu-4gb" },
        half: { size: "s-2vcpu-4gb", minNodes: 1 },
      },
      defaultPoolSize: "s-1vcpu-2gb",
      upgradeWindow: { startTime: "24:00" },
      apiFrom: ["0.0.0.0/0"],
      ipRange: "10.100.0.0/20",
      clusterSubnet: "10.100.0.0/16",
      serviceSubnet: "10.17.0.0/19",
      alertEmails: [],
      tags: { owner: "apps" },
      poolz: {},
    });
    expect(problems).toMatchInlineSnapshot(`
      [
        "poolz  unknown property; did you mean "pools"?",
        "clusterSubnet  the range "10.100.0.0/16" overlaps the range of the VPC",
        "pools.job.nodeCount  is for a pool that does not scale, but minNodes or maxNodes is set",
        "pools.none.nodeCount  is missing",
        "pools.half.maxNodes  is missing",
        "alertEmails  nobody would receive the alerts",
        "region  invalid region "nyc1": it is not one of the allowed regions (region-allowed)",
        "version  "1.63" does not exist: the newest in the catalogue of 2026-11-23 is 1.36; allowed: a slug such as 1.36.1-do.0, a minor version such as 1.36, or latest (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "upgradeWindow.startTime  found "24:00"; allowed: a time of day in UTC such as 04:00 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "apiFrom[0]  the internet can reach the API of the cluster (kubernetes-control-plane-firewall)",
        "pools.web.minNodes  found 5, but maxNodes is 2; allowed: at most maxNodes (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "pools.web.labels  has a key that is not valid; allowed: a key of up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit, after an optional domain and /; a value that is empty or up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit (Kubernetes docs: Labels and Selectors, Nov 2026) (platform-limits)",
        "pools.api.size  "s-8vcpu-16gbb" is not a known size; did you mean "s-8vcpu-16gb"?; allowed: sizes of Droplets with at least 2 GiB of memory (catalogue of 2026-11-23; digitalocean/terraform-provider-digitalocean issue 827, May 2022) (platform-limits)",
        "pools.api.nodeCount  found 600; allowed: 0 to 512 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "pools.api.taints[0].key  found "gpu/"; allowed: a key of up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit, after an optional domain and / (Kubernetes docs: Labels and Selectors, Nov 2026) (platform-limits)",
        "pools.api.taints[0].value  found "a:b"; allowed: an empty value, or up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit (Kubernetes docs: Labels and Selectors, Nov 2026) (platform-limits)",
        "pools.api.size  "s-8vcpu-16gbb" is not a known size; did you mean "s-8vcpu-16gb"? (size-allowed)",
        "pools.job.tags  found (not shown); allowed: 1 to 255 letters, digits, colons, dashes and underscores (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "pools.job.size  the size "s-8vcpu-16gb" is not one of the allowed sizes (size-allowed)",
      ]
    `);
  });

  it.each<[string, Partial<GovernedKubernetesArgs>, string]>([
    ["no networks for the API", { apiFrom: undefined }, "apiFrom"],
    ["networks for a firewall that there is not", { skipControlPlaneFirewall: true }, "apiFrom"],
    ["a network that is none", { apiFrom: ["999.1.1.1/24"] }, "apiFrom[0]"],
    ["a VPC twice", { vpcId: "x", ipRange: "10.10.0.0/20" }, "ipRange"],
    ["a VPC and its overrides", { vpcId: "x", vpcArgs: {} }, "vpcArgs"],
    ["alerts for nobody", { alertEmails: [] }, "alertEmails"],
    ["recipients of nothing", { skipAlerts: true }, "alertEmails"],
    [
      "a key that is no name",
      { pools: { "Web 1": { size: "s-2vcpu-4gb", nodeCount: 1 } } },
      "pools.<key of 5 characters>",
    ],
    ["a missing tag", { tags: {} }, "tags"],
    ["a size for another one", { pools: { web: { size: "s-1vcpu-1gb", nodeCount: 1 } } }, "pools.web.size"],
    ["a day that there is not", JSON.parse('{ "upgradeWindow": { "day": "Sun" } }'), "upgradeWindow.day"],
    [
      "an effect that there is not",
      JSON.parse(
        '{ "pools": { "a": { "size": "s-2vcpu-4gb", "nodeCount": 1, "taints": [{ "key": "a", "effect": "Never" }] } } }',
      ),
      "pools.a.taints[0].effect",
    ],
  ])("%s", async (_, args, path) => {
    const paths = (await problemsOf({ ...least, ...args })).map((problem) => problem.split("  ")[0]);
    expect(paths).toContain(path);
  });

  it("say what is missing, and that sizes must be plain", async () => {
    expect(await problemsOf({ governor: settings })).toEqual(
      expect.arrayContaining(["region  is missing", "version  is missing", "pools  is missing"]),
    );
    expect(
      await problemsOf({ ...least, pools: { web: { size: pulumi.output("s-2vcpu-4gb"), nodeCount: 1 } } }),
    ).toEqual(["pools.web.size  must be a plain value, found an Output"]);
  });

  it("are more nodes than an account may have Droplets, too", async () => {
    const few = settings.replace("    resources:\n", "    resources:\n      droplet: { max_per_account: 5 }\n");
    expect(await problemsOf({ ...least, governor: few })).toEqual([expect.stringContaining("(quota)")]);
  });
});
