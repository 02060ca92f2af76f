import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { monitoringArguments } from "./arguments";
import { planMonitoring } from "./children";
import type { MonitoringBaselineArgs } from "./monitoring-baseline-args";

/**
 * Alerts on what a team has: on Droplets and databases by tag or id, on load balancers by id, and on sites that are
 * checked from outside, by email and Slack, with thresholds for each environment.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/monitoring-baseline.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class MonitoringBaseline extends pulumi.ComponentResource {
  /** USD per month, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  /** Those on Droplets, load balancers and databases, in this order. */
  readonly alerts: digitalocean.MonitorAlert[];
  /** By key of the site. */
  readonly checks: Record<string, digitalocean.UptimeCheck>;

  /**
   * @param name Logical name: part of every child's name, so a change replaces all alerts and checks.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: MonitoringBaselineArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { children } = planned;
    this.alerts = children.alerts.map(({ resource }) => resource);
    this.checks = Object.fromEntries(Object.entries(children.checks).map(([key, { resource }]) => [key, resource]));
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({ ...planned.inputs, monthlyCost: this.monthlyCost, unpriced: this.unpriced });
  }
}

const definition = {
  className: "MonitoringBaseline",
  arguments: monitoringArguments,
  controls: ["uptime-check-alerted", "platform-limits"],
  children: planMonitoring,
} as const;
