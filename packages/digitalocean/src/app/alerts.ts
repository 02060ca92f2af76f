import { valueAt } from "@infrafabric/governor/internal";
import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { recipientsOf } from "../parts/recipients";
import type { AppDesign, Place, SpecDesign } from "./design";

type AppAlert = digitalocean.types.input.AppSpecAlert;
type ComponentAlert = digitalocean.types.input.AppSpecServiceAlert;

/** Recipients of alerts, as every alert of a spec takes them. */
export type Destinations = AppAlert["destinations"];

/** Checks who gets alerts; once for the app. */
export function checkRecipients(design: AppDesign): void {
  recipientsOf(design, { skipAlerts: design.args.skipAlerts });
}

/** The alerts of the app as a whole. */
export function appAlertsOf(design: SpecDesign): { readonly alerts?: AppAlert[] } {
  const { args, destinations } = design;
  if (args.skipAlerts === true) return {};
  const scales = [...Object.values(args.services ?? {}), ...Object.values(args.workers ?? {})].some(
    ({ autoscale }) => autoscale !== undefined,
  );
  const rules = [
    "DEPLOYMENT_FAILED",
    ...(args.domain === undefined ? [] : ["DOMAIN_FAILED"]),
    ...(scales ? ["AUTOSCALE_FAILED"] : []),
  ];
  return { alerts: rules.map((rule) => ({ rule, destinations })) };
}

/** The alerts of a component of containers. Of a job, only how much it takes. */
export function alertsOf(design: SpecDesign, place: Place): { readonly alerts?: ComponentAlert[] } {
  const { args, from, destinations } = design;
  if (args.skipAlerts === true) return {};
  const { cpu = 80, memory = 85, restarts = 3 } = args.alertThresholds ?? {};
  const thresholds = [
    ["CPU_UTILIZATION", cpu, "cpu"],
    ["MEM_UTILIZATION", memory, "memory"],
    ...(place.list === "jobs" ? [] : [["RESTART_COUNT", restarts, "restarts"] as const]),
  ] as const;
  return {
    alerts: thresholds.map(([rule, value, argument], index) => {
      from[`${place.input}.alerts[${index}].value`] = `alertThresholds.${argument}`;
      return { rule, value, operator: "GREATER_THAN", window: "FIVE_MINUTES", destinations };
    }),
  };
}

/**
 * Who gets the alerts. The same for all of them: the provider tells them apart by their rules alone, and takes recipients
 * from all if it is given those of only some.
 */
export function destinationsOf({ args, plan, remembered }: Omit<SpecDesign, "destinations">): Destinations {
  const { alertEmails: emails = [], alertSlacks = [], alertThresholds = {}, domain } = args;
  const slackWebhooks = alertSlacks.map(({ channel, url }) => ({ channel, url }));
  const components = [args.services, args.workers, args.jobs].map((all) => Object.keys(all ?? {}));
  const kept = remembered
    .keep("alerts", { destinations: { emails, slackWebhooks }, alertThresholds, domain, components }, (spec, now) =>
      (valueAt(spec, ["alerts", 0, "destinations"]) ?? undefined) === undefined ? undefined : now,
    )
    .apply((now) => now?.destinations);
  return plan.foreseen(slackWebhooks.length === 0 ? kept : pulumi.secret(kept), { emails });
}
