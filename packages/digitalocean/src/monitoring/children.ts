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
  const recipients = recipientsOf(design);
  const thresholds = thresholdsOf(design);
  return { alerts: planAlerts(design, thresholds, recipients), checks: planSites(design, thresholds, recipients) };
}
