import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { recipientsOf } from "../parts/recipients";
import { planAlerts } from "./alerts";
import type { MonitoringDesign } from "./design";
import { planSites } from "./sites";
import { thresholdsOf } from "./thresholds";

/** The children of a monitoring baseline that others may want to look at. */
export interface MonitoringChildren {
  readonly alerts: readonly Planned<digitalocean.MonitorAlert>[];
  /** By key of the site. */
  readonly checks: Readonly<Record<string, Planned<digitalocean.UptimeCheck>>>;
}

const watched = ["dropletTags", "dropletIds", "loadBalancerIds", "databaseTags", "databaseIds", "sites"] as const;

/** Plans the children of a monitoring baseline, in the order in which they are registered. */
export function planMonitoring(design: MonitoringDesign): MonitoringChildren {
  const { given, problem } = design;
  if (!watched.some((argument) => given(argument))) {
    problem("dropletTags", "there is nothing to watch", { hint: `set one of ${watched.join(", ")}` });
  }
  if (given("monitorAlertArgs") && !watched.some((argument) => argument !== "sites" && given(argument))) {
    problem("monitorAlertArgs", "is for alerts on Droplets, load balancers and databases, and none is watched", {
      hint: `set one of ${watched.filter((argument) => argument !== "sites").join(", ")}`,
    });
  }
  checkThresholds(design);
  const recipients = recipientsOf(design);
  const thresholds = thresholdsOf(design);
  return { alerts: planAlerts(design, thresholds, recipients), checks: planSites(design, thresholds, recipients) };
}

/** What the name of a threshold begins with, and the arguments that say what it is for. */
const watchedBy = [
  ["droplet", ["dropletTags", "dropletIds"]],
  ["loadBalancer", ["loadBalancerIds"]],
  ["database", ["databaseTags", "databaseIds"]],
  ["latency", ["sites"]],
  ["certificate", ["sites"]],
] as const;

/** Those for environments may be for what only some of them have. */
function checkThresholds({ args, given, problem }: MonitoringDesign): void {
  for (const threshold of Object.keys(args.thresholds ?? {})) {
    const needed = watchedBy.find(([prefix]) => threshold.startsWith(prefix))?.[1] ?? [];
    if (needed.some((argument) => given(argument))) continue;
    problem(`thresholds.${threshold}`, "is for what is not watched", {
      hint: `set ${needed.join(" or ")}, or remove it`,
    });
  }
}
