import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { Recipients } from "../parts/alert-recipients";
import { uptimeConditions } from "../parts/uptime-conditions";
import type { MonitoringDesign } from "./design";
import type { MonitoringThresholdArgs } from "./monitoring-baseline-args";
import type { Thresholds } from "./thresholds";

/** By what the name of an alert ends with: the threshold that it is compared with. */
const compared: Readonly<Record<string, keyof MonitoringThresholdArgs>> = {
  latency: "latency",
  certificate: "certificateDays",
};

/** Plans a check from outside for each site, with its alerts. */
export function planSites(
  design: MonitoringDesign,
  { values, argumentOf }: Thresholds,
  recipients: Recipients,
): Readonly<Record<string, Planned<digitalocean.UptimeCheck>>> {
  const { name, plan, args, given, problem, overlay } = design;
  if (given("uptimeCheckArgs") && !given("sites")) {
    problem("uptimeCheckArgs", "is for the checks of sites, and there are none", { hint: "set sites as well" });
  }
  const checks = Object.entries(args.sites ?? {}).map(([key, site]) => {
    const { target, type = "https", regions = ["us_east", "eu_west"] } = site;
    const path = `sites.${key}` as const;
    const check = plan.child(digitalocean.UptimeCheck, {
      name: `${name}-site-${key}`,
      ...overlay("uptimeCheckArgs", { target, type, regions }),
      from: { mirrors: { target: `${path}.target`, type: `${path}.type`, regions: `${path}.regions` }, whole: path },
    });
    const checkId = check.output(({ id }) => id);
    for (const [suffix, condition] of Object.entries(uptimeConditions(values, type === "https"))) {
      const threshold = compared[suffix];
      plan.child(digitalocean.UptimeAlert, {
        name: `${name}-site-${key}-${suffix}`,
        inputs: { ...condition, checkId, notifications: [recipients] },
        from: { inputs: threshold === undefined ? {} : { threshold: argumentOf(threshold) }, whole: path },
      });
    }
    return [key, check] as const;
  });
  return Object.fromEntries(checks);
}
