import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { digestsOutput } from "../parts/remembered";
import { snapshotArguments } from "./arguments";
import { planSchedule } from "./children";
import type { SnapshotScheduleArgs } from "./snapshot-schedule-args";

/**
 * Takes snapshots of volumes and Droplets on a schedule, copies those of Droplets to other regions, deletes old ones by
 * days, weeks and months, and raises an alert when one is missed. A small app does it, by code that is part of this
 * package.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/snapshot-schedule.md for the scopes of the token, the controls, the cost and the limits of DigitalOcean.
 */
export class SnapshotSchedule extends pulumi.ComponentResource {
  /** Answers 200 while every snapshot is on time, else 503. */
  readonly url: pulumi.Output<string>;
  /** What the names of the schedule's snapshots begin with, and those of no other. */
  readonly snapshotPrefix: pulumi.Output<string>;
  /** USD per month for the app and its check, rounded to cents. What the snapshots cost depends on their size. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly app: digitalocean.App;
  /** Undefined with `skipAlerts`. */
  readonly uptimeCheck: digitalocean.UptimeCheck | undefined;

  /**
   * @param name Logical name: part of the names of children and snapshots, so that a schedule under another name leaves the
   * snapshots of this one alone for ever.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: SnapshotScheduleArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const schedule = planComponent(definition, name, args, opts);
    super(schedule.type, name, schedule.inputs, opts);
    schedule.register(this);

    const { children } = schedule;
    this.app = children.app.resource;
    this.uptimeCheck = children.uptimeCheck?.resource;
    this.url = this.app.liveUrl;
    this.snapshotPrefix = pulumi.output(children.snapshotPrefix);
    this.monthlyCost = pulumi.output(schedule.monthlyCost);
    this.unpriced = pulumi.output(schedule.unpriced);
    this.registerOutputs({
      ...schedule.inputs,
      url: this.url,
      snapshotPrefix: this.snapshotPrefix,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
      // Only once the app is there as they say.
      [digestsOutput]: pulumi.secret(pulumi.all([children.digests, this.app.id]).apply(([digests]) => digests)),
    });
  }
}

const definition = {
  className: "SnapshotSchedule",
  arguments: snapshotArguments,
  controls: ["app-secret-env", "uptime-check-alerted", "platform-limits"],
  children: planSchedule,
} as const;
