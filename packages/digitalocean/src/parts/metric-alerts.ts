import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Design } from "../component/design";
import type { Recipients } from "./alert-recipients";
import type { Metric } from "./metric";

/** What a component takes that alerts on what it runs. */
interface AlertedArgs {
  alertEmails?: string[];
  alertThresholds?: object;
  skipAlerts?: boolean;
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
}

/** What an alert is about: by tag or by ID. */
type Watched = { readonly tags: pulumi.Input<string>[] } | { readonly entities: pulumi.Input<string>[] };

/** The inputs of an alert that do not depend on the component. */
export function metricAlert(
  component: string,
  { type, value, words }: Omit<Metric, "suffix">,
  { emails, slacks }: Recipients,
): Pick<digitalocean.MonitorAlertArgs, "type" | "compare" | "value" | "window" | "description" | "alerts"> {
  return {
    type,
    compare: "GreaterThan",
    value,
    window: "5m",
    description: `${component}: ${words}`,
    alerts: { emails, slacks },
  };
}

/** Plans an alert for each metric of what a component runs. */
export function planMetricAlerts(
  design: Design<AlertedArgs>,
  metrics: readonly Metric[],
  watched: Watched,
  recipients: Recipients,
): void {
  const { name, plan, args, given, problem, overlay } = design;
  if (args.skipAlerts === true) {
    if (given("monitorAlertArgs")) problem("monitorAlertArgs", "is for alerts, which skipAlerts turns off");
    return;
  }
  for (const metric of metrics) {
    const own: digitalocean.MonitorAlertArgs = { ...metricAlert(name, metric, recipients), ...watched };
    plan.child(digitalocean.MonitorAlert, {
      name: `${name}-alert-${metric.suffix}`,
      ...overlay("monitorAlertArgs", own),
      from: { inputs: { value: `alertThresholds.${metric.suffix}`, alerts: "alertEmails" } },
    });
  }
}
