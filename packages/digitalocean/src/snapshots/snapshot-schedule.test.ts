import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ArgumentsError } from "../component/arguments-error";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, type Registered, register, type Setting, settled } from "../test/register";
import { SnapshotSchedule } from "./snapshot-schedule";
import type { SnapshotScheduleArgs } from "./snapshot-schedule-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 20
    regions: { allowed: [nyc3, sfo3] }
    required_tags: [owner]
exempt_in_code: [app-secret-env]
`;

const volume = "5a4981aa-9653-4bd1-bef5-d6bff52042e4";

const least = {
  governor: settings,
  region: "nyc3",
  token: pulumi.secret("dop_v1_secret"),
  volumeIds: [volume],
  alertEmails: ["ops@example.com"],
  tags: { owner: "apps" },
} satisfies SnapshotScheduleArgs;

const schedule = (
  more: Partial<SnapshotScheduleArgs> = {},
  setting?: Setting,
  opts?: pulumi.ComponentResourceOptions,
) => register(() => new SnapshotSchedule("nightly", { ...least, ...more }, opts), setting);

/** The error that bad arguments make, with nothing registered. */
async function errorOf(args: unknown): Promise<ArgumentsError> {
  return refusalOf(SnapshotSchedule, ["nightly", args]);
}

/** The problems of the error, without the hints, as `path  message`. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  return inShort(await errorOf(args));
}

/** The spec of the app, which is a secret as a whole where it holds one. */
function specOf(resources: readonly Registered[]): ReturnType<typeof JSON.parse> {
  const { spec } = Object(inputsOf(resources, "nightly-app"));
  return spec.value;
}

/** What the job is told, from the command of the app. */
async function toldBy(more: Partial<SnapshotScheduleArgs> = {}) {
  const { resources } = await schedule(more);
  const argument = specOf(resources).services[0].runCommand.split(" ").at(-1);
  return JSON.parse(Buffer.from(argument, "base64").toString());
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a snapshot schedule", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await schedule();
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toMatchInlineSnapshot(`
      [
        "infrafabric-digitalocean:index:SnapshotSchedule$app:App::nightly-app",
        "infrafabric-digitalocean:index:SnapshotSchedule$uptimeAlert:UptimeAlert::nightly-uptime-down",
        "infrafabric-digitalocean:index:SnapshotSchedule$uptimeCheck:UptimeCheck::nightly-uptime",
        "infrafabric-digitalocean:index:SnapshotSchedule::nightly",
      ]
    `);
  });

  it("is an app of one container that runs the job, with the token as its secret", async () => {
    const { resources } = await schedule({ projectId: "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679" });
    expect(inputsOf(resources, "nightly-app").projectId).toBe("4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679");
    const [{ runCommand, ...service }] = specOf(resources).services;
    expect(runCommand).toMatch(/^node --eval "eval\(.*\)" [A-Za-z0-9+/=]+$/);
    expect({ ...specOf(resources), services: [service] }).toMatchInlineSnapshot(`
      {
        "alerts": [
          {
            "rule": "DEPLOYMENT_FAILED",
          },
        ],
        "ingress": {
          "rules": [
            {
              "component": {
                "name": "snapshots",
              },
              "match": {
                "path": {
                  "prefix": "/",
                },
              },
            },
          ],
        },
        "name": "shop-dev-nightly-6688c777",
        "region": "nyc",
        "services": [
          {
            "envs": [
              {
                "key": "DIGITALOCEAN_TOKEN",
                "scope": "RUN_TIME",
                "type": "SECRET",
                "value": "dop_v1_secret",
              },
            ],
            "healthCheck": {
              "httpPath": "/alive",
            },
            "httpPort": 8080,
            "image": {
              "registry": "library",
              "registryType": "DOCKER_HUB",
              "repository": "node",
              "tag": "24-alpine",
            },
            "instanceCount": 1,
            "instanceSizeSlug": "apps-s-1vcpu-0.5gb",
            "livenessHealthCheck": {
              "httpPath": "/alive",
            },
            "name": "snapshots",
          },
        ],
      }
    `);
  });

  it("is asked from outside whether it is on time", async () => {
    const { resources } = await schedule({ alertSlacks: [{ channel: "#ops", url: "https://hooks.slack.com/x" }] });
    expect(inputsOf(resources, "nightly-uptime")).toMatchInlineSnapshot(`
      {
        "regions": [
          "us_east",
          "eu_west",
        ],
        "target": Unknown {
          "__pulumiUnknown": true,
        },
        "type": "https",
      }
    `);
    expect(inputsOf(resources, "nightly-uptime-down")).toMatchInlineSnapshot(`
      {
        "checkId": Unknown {
          "__pulumiUnknown": true,
        },
        "notifications": {
          "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          "value": [
            {
              "emails": [
                "ops@example.com",
              ],
              "slacks": [
                {
                  "channel": "#ops",
                  "url": "https://hooks.slack.com/x",
                },
              ],
            },
          ],
        },
        "period": "5m",
        "type": "down",
      }
    `);
  });

  it("tells the job what it is to do", async () => {
    expect(await toldBy()).toEqual({
      owner: expect.stringMatching(/^shop-dev-nightly-[0-9a-f]{8}$/),
      volumes: [volume],
      droplets: [],
      copyTo: [],
      everyHours: 24,
      startTime: "03:00",
      lateHours: 6,
      keep: { daily: 7, weekly: 4, monthly: 6 },
      tags: ["owner:apps"],
    });
    const more = {
      volumeIds: undefined,
      volumeTag: "nightly",
      dropletIds: [pulumi.output("1")],
      dropletTag: pulumi.output("web"),
      copyTo: ["SFO3"],
      everyHours: 6,
      startTime: "01:30",
      keep: { daily: 2, weekly: 0 },
      alertThresholds: { hoursLate: 1.5 },
    };
    expect(await toldBy(more as object)).toMatchObject({
      volumes: [],
      volumeTag: "nightly",
      droplets: ["1"],
      dropletTag: "web",
      copyTo: ["sfo3"],
      everyHours: 6,
      startTime: "01:30",
      lateHours: 1.5,
      keep: { daily: 2, weekly: 0, monthly: 6 },
    });
  });

  it("is told what it owns: the same that the program learns", async () => {
    const { result } = await schedule({}, { preview: false });
    expect(`${(await toldBy()).owner}-`).toBe(await settled(result.snapshotPrefix));
  });

  it("takes volumes of the same program, whose IDs are not known yet", async () => {
    const { resources } = await register(() => {
      const data = new digitalocean.Volume("data", { region: "nyc3", size: 10 });
      return new SnapshotSchedule("nightly", { ...least, volumeIds: [data.id] });
    });
    expect(specOf(resources).services[0].runCommand).toMatchObject({ __pulumiUnknown: true });
  });

  it("runs in the city of a datacenter, or in the one that is given", async () => {
    for (const region of ["nyc3", "NYC3", "nyc"]) {
      const { resources } = await schedule({ region });
      expect(specOf(resources).region).toBe("nyc");
    }
  });

  it("costs its container, and a dollar for the check beyond the team's first", async () => {
    const { result } = await schedule({}, { preview: false });
    // $5 for apps-s-1vcpu-0.5gb; the first uptime check is free.
    expect(await settled(result.monthlyCost)).toBe(5);
    expect(await settled(result.unpriced)).toEqual([]);
  });

  it("can do without alerts", async () => {
    const { resources, result } = await schedule({ alertEmails: undefined, skipAlerts: true } as object);
    expect(resources.map(({ kind }) => kind)).toEqual(["App", "SnapshotSchedule"]);
    expect(result.uptimeCheck).toBeUndefined();
  });

  it("takes inputs of its check, and adopts an app", async () => {
    const urn = "urn:pulumi:dev::shop::digitalocean:index/app:App::snapshots";
    const { resources } = await schedule({
      uptimeCheckArgs: { regions: ["us_west"], name: "nightly" },
      adopt: { "nightly-app": urn },
    });
    expect(inputsOf(resources, "nightly-uptime")).toMatchObject({
      regions: ["us_west"],
      name: "nightly",
      type: "https",
    });
  });
});

describe("the arguments of a snapshot schedule", () => {
  it("are all checked at once, before anything is registered", async () => {
    expect(
      await problemsOf({
        governor: settings,
        volumeIds: [],
        copyTo: ["sfo33", "fra1"],
        everyHours: 5,
        startTime: "3:00",
        keep: { daily: -1, yearly: 1 },
        alertThresholds: { hoursLate: 0 },
        uptimeCheckArgs: { target: "https://example.com" },
      }),
    ).toMatchInlineSnapshot(`
      [
        "region  is missing",
        "token  is missing",
        "everyHours  must divide the day: 1, 2, 3, 4, 6, 8, 12 or 24, found 5",
        "startTime  is not a time, UTC, written HH:MM, such as 03:00, found "3:00"",
        "keep.daily  must be at least 0, found -1",
        "keep.yearly  unknown property",
        "alertThresholds.hoursLate  must be more than 0, found 0",
        "volumeIds  is empty",
        "copyTo  is for snapshots of Droplets: DigitalOcean cannot copy those of volumes to another region",
        "copyTo  "sfo33" is not a known region; did you mean "sfo3"?; allowed: nyc1, nyc2, nyc3, ams3, sfo2, sfo3, sgp1, lon1, fra1, tor1, blr1, syd1, atl1, ric1, mkc1, mem1, ams2, sfo1 (catalogue of 2026-11-23) (platform-limits)",
        "copyTo[0]  invalid region "sfo33": there is no such region; did you mean "sfo3"? (region-allowed)",
        "copyTo[1]  invalid region "fra1": it is not one of the allowed regions (region-allowed)",
        "alertEmails  nobody would receive the alerts",
        "uptimeCheckArgs.target  is decided by the component",
      ]
    `);
  });

  it("must name something to take snapshots of, and somebody to tell", async () => {
    const { volumeIds: _, alertEmails: __, ...rest } = least;
    expect(String(await errorOf(rest))).toMatchInlineSnapshot(`
      "ArgumentsError: SnapshotSchedule "nightly" cannot be created: 2 problems, nothing was registered
      volumeIds    is missing: there is nothing to take snapshots of
                   do: set one or more of volumeIds, volumeTag, dropletIds, dropletTag
      alertEmails  nobody would receive the alerts
                   do: set alertEmails or alertSlacks, or skipAlerts"
    `);
  });

  it("contradict each other without alerts", async () => {
    expect(
      await problemsOf({
        ...least,
        skipAlerts: true,
        alertThresholds: { hoursLate: 3 },
        uptimeCheckArgs: { name: "x" },
      }),
    ).toMatchInlineSnapshot(`
      [
        "alertEmails  is for alerts, but with skipAlerts there are none",
        "alertThresholds  is for alerts, but with skipAlerts there are none",
        "uptimeCheckArgs  is for the alert, which skipAlerts turns off",
      ]
    `);
  });

  it("say that snapshots of volumes cannot be copied", async () => {
    expect(await problemsOf({ ...least, copyTo: ["sfo3"] })).toEqual([
      "copyTo  is for snapshots of Droplets: DigitalOcean cannot copy those of volumes to another region",
    ]);
    await schedule({ dropletTag: "web", copyTo: ["sfo3"] });
  });

  it("name regions that exist, whether or not the settings limit them", async () => {
    const args = { ...least, governor: "providers: { digitalocean: {} }", region: "xyz1", dropletTag: "web" };
    expect(await problemsOf({ ...args, copyTo: ["SFO3", "sfo33"] })).toMatchInlineSnapshot(`
      [
        "copyTo  "sfo33" is not a known region; did you mean "sfo3"?; allowed: nyc1, nyc2, nyc3, ams3, sfo2, sfo3, sgp1, lon1, fra1, tor1, blr1, syd1, atl1, ric1, mkc1, mem1, ams2, sfo1 (catalogue of 2026-11-23) (platform-limits)",
        "region  "xyz1" is not a known region; allowed: nyc, ams, sfo, sgp, lon, fra, tor, blr, syd, atl (catalogue of 2026-11-23) (platform-limits)",
      ]
    `);
  });

  it("are held to the settings", async () => {
    expect(
      await problemsOf({ ...least, region: "lon1", dropletTag: "web", copyTo: ["nyc3", "ams3"] }),
    ).toMatchInlineSnapshot(`
      [
        "copyTo[1]  invalid region "ams3": it is not one of the allowed regions (region-allowed)",
        "region  invalid region "lon": none of its datacenters is allowed (region-allowed)",
      ]
    `);
    const cheap = settings.replace("cost_limit_monthly: 20", "cost_limit_monthly: 4");
    expect(await problemsOf({ ...least, governor: cheap })).toMatchInlineSnapshot(`
      [
        "  the stack costs $5 a month, $1 over the limit of $4; most expensive: App nightly-app $5 (monthly-budget)",
      ]
    `);
  });

  it("show no token", async () => {
    const error = await errorOf({ ...least, token: 17, region: "" });
    expect(error.problems.map(({ path }) => path).sort()).toEqual(["region", "token"]);
    expect(String(error)).not.toContain("17");
  });
});
