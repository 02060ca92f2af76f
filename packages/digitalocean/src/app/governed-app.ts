import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { digestsOutput } from "../parts/remembered";
import { appDefinition } from "./definition";
import type { GovernedAppArgs } from "./governed-app-args";

/**
 * An app of App Platform that is governed by default: services, workers, jobs, static sites and functions as maps, with
 * health checks, alerts, and secrets that are encrypted, known at run time only, and no change as long as they stay the
 * same.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/governed-app.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class GovernedApp extends pulumi.ComponentResource {
  /** Id of the app, such as for the trusted sources of a database. */
  readonly appId: pulumi.Output<string>;
  /** Where the app answers: by its domain, or below `ondigitalocean.app`. */
  readonly url: pulumi.Output<string>;
  /** Where CNAME records of domains point to. */
  readonly defaultIngress: pulumi.Output<string>;
  /** Addresses that requests of the app come from. Empty without `dedicatedEgress`. */
  readonly egressIps: pulumi.Output<string[]>;
  /** USD per month without traffic, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** The same with every component at its fewest containers. */
  readonly monthlyCostLow: pulumi.Output<number>;
  /** The same with every component at its most containers, and jobs that never end. */
  readonly monthlyCostHigh: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly app: digitalocean.App;

  /**
   * @param name Logical name: part of the child's name, and the app's name without `appName`, so a change replaces the app.
   * @param args What it is made of.
   * @param opts The child inherits `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and waits for what the component `dependsOn`. It does not get `ignoreChanges`, `replaceOnChanges`, `customTimeouts`
   * and `additionalSecretOutputs`: set those with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: GovernedAppArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(appDefinition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { children } = planned;
    this.app = children.app.resource;
    this.appId = this.app.id;
    this.url = args.domain === undefined ? this.app.liveUrl : pulumi.output(`https://${args.domain}`);
    this.defaultIngress = this.app.defaultIngress;
    this.egressIps = this.app.dedicatedIps.apply((ips) => (ips ?? []).map(({ ip }) => ip));
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.monthlyCostLow = pulumi.output(planned.monthlyCostLow);
    this.monthlyCostHigh = pulumi.output(planned.monthlyCostHigh);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({
      ...planned.inputs,
      appId: this.appId,
      url: this.url,
      defaultIngress: this.defaultIngress,
      egressIps: this.egressIps,
      monthlyCost: this.monthlyCost,
      monthlyCostLow: this.monthlyCostLow,
      monthlyCostHigh: this.monthlyCostHigh,
      unpriced: this.unpriced,
      // Only once the app is there as they say.
      [digestsOutput]: pulumi.secret(pulumi.all([children.digests, this.appId]).apply(([digests]) => digests)),
    });
  }
}
