import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { registeredByKey } from "../component/registered";
import { nfsShareArguments } from "./arguments";
import { planShareChildren } from "./children";
import type { NfsShareArgs } from "./nfs-share-args";

/**
 * A network file system that is governed by default: a share that Droplets of one or more VPCs mount, protected in
 * production, at the price that one can still raise.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/nfs-share.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class NfsShare extends pulumi.ComponentResource {
  /** ID of the share. */
  readonly shareId: pulumi.Output<string>;
  /** Address of the server in the VPC. */
  readonly host: pulumi.Output<string>;
  /** Path of the share on the server. */
  readonly mountPath: pulumi.Output<string>;
  /** What to mount: `host:path`. */
  readonly source: pulumi.Output<string>;
  /** IDs of the snapshots by key. */
  readonly snapshotIds: pulumi.Output<Record<string, string>>;
  /** USD per month, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly share: digitalocean.Nfs;
  /** By key. */
  readonly attachments: Record<string, digitalocean.NfsAttachment>;
  /** By key. */
  readonly snapshots: Record<string, digitalocean.NfsSnapshot>;

  /**
   * @param name Logical name: part of every child's name, so a change replaces the share, and its files are lost.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: NfsShareArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { share, attachments, snapshots } = planned.children;
    this.share = share.resource;
    this.attachments = registeredByKey(attachments);
    this.snapshots = registeredByKey(snapshots);
    this.shareId = this.share.id;
    this.host = this.share.host;
    this.mountPath = this.share.mountPath;
    this.source = pulumi.interpolate`${this.host}:${this.mountPath}`;
    this.snapshotIds = pulumi.output(
      Object.fromEntries(Object.entries(this.snapshots).map(([key, { id }]) => [key, id])),
    );
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({
      ...planned.inputs,
      shareId: this.shareId,
      host: this.host,
      mountPath: this.mountPath,
      source: this.source,
      snapshotIds: this.snapshotIds,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
  }
}

const definition = {
  className: "NfsShare",
  arguments: nfsShareArguments,
  controls: ["platform-limits", "protect-stateful", "vpc-same-region"],
  children: planShareChildren,
} as const;
