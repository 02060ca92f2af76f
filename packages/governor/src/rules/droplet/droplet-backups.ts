import { unknown } from "../../view/value";
import { askedBySwitch } from "../kit/asked-by-switch";
import { repairTrue, requireTrue } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const required = "resources: { droplet: { backup_required: true } }";

export const dropletBackups = defineRule({
  id: "droplet-backups",
  group: "droplet",
  scope: "resource",
  title: "Every Droplet has backups.",
  severity: "high",
  asked: askedBySwitch("droplet", "backup_required"),
  kinds: ["Droplet", "DropletAutoscale"],
  why:
    "Backups are off by default, and a disk that was never backed up cannot be restored after a mistake or a break-in. " +
    "Weekly backups cost 20 % of the Droplet's price and daily ones 30 %, and daily is the default without a backupPolicy; they do not include attached volumes (DigitalOcean docs, Backups limits). " +
    "The Droplets of an autoscale pool cannot have backups at all: neither its template nor DigitalOcean's API has a field for them. No change to the pool could satisfy the rule, so the rule reports once that it cannot be verified.",
  fix: "Set backups: true; an existing Droplet is updated in place",
  references: [
    "https://docs.digitalocean.com/products/backups/",
    pulumiDocs("Droplet"),
    pulumiDocs("DropletAutoscale"),
  ],
  controls: { cis: ["11.2"], iso27001: ["8.13"], soc2: ["A1.2"], "nist-800-53": ["CP-9"] },
  good: [
    {
      title: "backups, weekly",
      settings: required,
      resources: [
        { kind: "Droplet", inputs: { backups: true, backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 } } },
      ],
    },
  ],
  bad: [
    {
      title: "no backups (the default)",
      settings: required,
      resources: [{ kind: "Droplet", inputs: {} }],
      fixed: { resources: [{ kind: "Droplet", inputs: { backups: true } }] },
    },
    {
      title: "backups disabled",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { backups: false } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { backups: true } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { backups: unknown } }],
    },
  ],
  *check(resource) {
    if (resource.kind?.name === "DropletAutoscale") {
      yield {
        status: "unverifiable",
        message: "the Droplets of an autoscale pool cannot have backups: DigitalOcean has no field for them",
        fix: "Keep no data on the pool's Droplets (use a database, a bucket or a volume), or use single Droplets with backups: true",
      };
      return;
    }
    yield* requireTrue(resource, "backups", {
      whether: "backups are enabled",
      otherwise: "the Droplet has no backups",
    });
  },
  remediation: repairTrue(["Droplet"], "backups"),
});
