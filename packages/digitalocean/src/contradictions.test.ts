// Arguments of which one would be ignored without a word.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { everyComponent } from "./test/every-component";
import { inShort, refusalOf } from "./test/refused";
import { register } from "./test/register";

type Args = Readonly<Record<string, unknown>>;

const daily = { backupPolicy: { plan: "daily", weekday: "MON" } };
const weekdayOfDaily = ["backupPolicy.weekday  is for weekly backups, but plan is daily"];
const overrides = (override: string, argument: string) => `${override}  overrides ${argument}, which is given as well`;
const ranges = { ipRange: "10.1.0.0/24", vpcArgs: { ipRange: "10.2.0.0/24" } };
const rangeTwice = [overrides("vpcArgs.ipRange", "ipRange")];

const cases: readonly (readonly [component: string, args: Args, problems: readonly string[]])[] = [
  ["GovernedWebTier", daily, weekdayOfDaily],
  ["GovernedDroplet", daily, weekdayOfDaily],
  ["Bastion", daily, weekdayOfDaily],
  ["GovernedWebTier", ranges, rangeTwice],
  ["GovernedDatabase", ranges, rangeTwice],
  ["GovernedKubernetes", ranges, rangeTwice],
  [
    "GovernedWebTier",
    { sshKeys: ["1"], dropletArgs: { sshKeys: ["2"] } },
    [overrides("dropletArgs.sshKeys", "sshKeys")],
  ],
  [
    "GovernedWebTier",
    { healthCheckPath: "/up", loadBalancerArgs: { healthcheck: { port: 80, protocol: "http" } } },
    [overrides("loadBalancerArgs.healthcheck", "healthCheckPath")],
  ],
  [
    "GovernedWebTier",
    { skipUptimeCheck: true, alertThresholds: { latency: 500 } },
    ["alertThresholds.latency  is for an alert that skipUptimeCheck turns off"],
  ],
  [
    "GovernedWebTier",
    { skipAlerts: true, alertThresholds: { cpu: 70, latency: 500 } },
    ["alertThresholds.cpu  is for an alert that skipAlerts turns off"],
  ],
  [
    "GovernedDatabase",
    { maintenanceWindow: { hour: 3 }, clusterArgs: { maintenanceWindows: [{ day: "monday", hour: "01:00" }] } },
    [overrides("clusterArgs.maintenanceWindows", "maintenanceWindow")],
  ],
  [
    "GovernedDatabase",
    { logSink: { server: "logs.example.com", port: 6000 }, rsyslogArgs: { port: 7000 } },
    [overrides("rsyslogArgs.port", "logSink.port")],
  ],
  [
    "GovernedKubernetes",
    { pools: { web: { size: "s-2vcpu-4gb", nodeCount: 2, labels: { pool: "other" } } } },
    ['pools.web.labels.pool  is "web", the key of the pool, by which pods select its nodes'],
  ],
  [
    "GovernedNetwork",
    { vpcs: { nyc: { region: "nyc3", ipRange: "10.1.0.0/24" } }, prefixLength: 24 },
    ["prefixLength  is for VPCs whose range is allocated, but every VPC has a range or a vpcId of its own"],
  ],
  [
    "DnsZone",
    { skipDmarc: true, mail: { senders: [], dmarcPolicy: "reject", reportEmails: ["a@example.com"] } },
    [
      "mail.dmarcPolicy  is for the DMARC record, which skipDmarc turns off",
      "mail.reportEmails  is for the DMARC record, which skipDmarc turns off",
    ],
  ],
  [
    "StaticSite",
    {
      noncurrentVersionDays: 5,
      bucketArgs: {
        lifecycleRules: [
          { enabled: true, abortIncompleteMultipartUploadDays: 3, noncurrentVersionExpiration: { days: 9 } },
        ],
      },
    },
    [overrides("bucketArgs.lifecycleRules", "noncurrentVersionDays")],
  ],
  [
    "MonitoringBaseline",
    { thresholds: { loadBalancerCpu: 70, dropletCpu: 70 } },
    ["thresholds.loadBalancerCpu  is for what is not watched"],
  ],
  [
    "MonitoringBaseline",
    { dropletTags: null, monitorAlertArgs: { window: "10m" } },
    ["monitorAlertArgs  is for alerts on Droplets, load balancers and databases, and none is watched"],
  ],
  ["SnapshotSchedule", { dropletIds: ["1"], copyTo: ["ams3", "ams3"] }, ['copyTo[1]  "ams3" is a duplicate']],
  [
    "GovernedApp",
    { services: { web: { image: { repository: "web", credentials: "ann:token" } } } },
    ["services.web.image.credentials  is for other registries: App Platform has access to DOCR"],
  ],
];

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("arguments that contradict each other", () => {
  it.each(cases)("%s %j", async (name, more, problems) => {
    const { Component, args } = everyComponent[name] ?? {};
    if (Component === undefined) throw new Error(`there is no ${name}`);
    expect(inShort(await refusalOf(Component, ["shop", { ...args, ...more }]))).toEqual(problems);
  });
});

describe("an override beside an argument", () => {
  it.each([
    // The domain is for more than the certificate.
    { certificateArgs: { domains: ["www.example.com", "example.com"] } },
    { port: 8080, loadBalancerArgs: { healthcheck: { port: 9090, protocol: "http" } } },
    { healthCheckPath: "/up", loadBalancerArgs: { healthcheck: { port: 80, protocol: "http", path: "/up" } } },
    { tags: { team: "a" }, dropletArgs: { tags: ["team:b"] } },
  ])("is taken where the argument is not ignored: %j", async (more) => {
    const { Component, args } = everyComponent.GovernedWebTier ?? {};
    if (Component === undefined) throw new Error("there is no GovernedWebTier");
    const { resources } = await register(() => Reflect.construct(Component, ["shop", { ...args, ...more }]));
    expect(resources.length).toBeGreaterThan(1);
  });
});

describe("a problem with an input that the component sets", () => {
  it("is one of the override that brings it about", async () => {
    const { Component, args } = everyComponent.GovernedDroplet ?? {};
    if (Component === undefined) throw new Error("there is no GovernedDroplet");
    const given = { ...args, firewallArgs: { outboundRules: [] } };
    expect(inShort(await refusalOf(Component, ["shop", given]))).toEqual([
      expect.stringMatching(/^firewallArgs {2}none is set; allowed: at least one rule/),
    ]);
  });

  it("is one of tags where a label is at fault, in every child", async () => {
    const settings = `${String(everyComponent.GovernedKubernetes?.args.governor).replace(
      "cost_limit_monthly: 5000",
      "required_tags: [owner]",
    )}`;
    for (const name of ["GovernedKubernetes", "GovernedDatabase", "GovernedDroplet", "GovernedWebTier", "NfsShare"]) {
      const { Component, args } = everyComponent[name] ?? {};
      if (Component === undefined) throw new Error(`there is no ${name}`);
      const { problems } = await refusalOf(Component, ["shop", { ...args, governor: settings }]);
      expect([...new Set(problems.map(({ path }) => path))]).toEqual(["tags"]);
    }
  });
});

describe("what names a resource of DigitalOcean", () => {
  it("is refused where it cannot be one", async () => {
    const { Component, args } = everyComponent.AccountBaseline ?? {};
    if (Component === undefined) throw new Error("there is no AccountBaseline");
    const projects = { prod: { resources: ["nope", "do:droplet:1", "urn:pulumi:dev::shop::a:b:C::d"] } };
    expect(inShort(await refusalOf(Component, ["shop", { ...args, projects }]))).toEqual([
      expect.stringMatching(/^projects\.prod\.resources\[0\] {2}found "nope"; allowed: URNs of DigitalOcean/),
      expect.stringMatching(/^projects\.prod\.resources\[2\] {2}.*URNs of DigitalOcean/),
    ]);
  });
});
