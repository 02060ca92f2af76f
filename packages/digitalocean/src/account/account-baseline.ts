import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import type { AccountBaselineArgs } from "./account-baseline-args";
import { accountArguments } from "./arguments";
import { planAccount } from "./children";

/**
 * What a team sets up once in an account, governed by default: a project for each environment, SSH keys, a container
 * registry, and the tags that everything else carries.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/account-baseline.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class AccountBaseline extends pulumi.ComponentResource {
  /** IDs of the projects, by key. */
  readonly projectIds: pulumi.Output<Record<string, string>>;
  /** Fingerprints of the SSH keys, by key, as Droplets take them. */
  readonly sshKeyFingerprints: pulumi.Output<Record<string, string>>;
  /** The label tags of the settings and the component, `key:value`, for resources that are not in a component. */
  readonly defaultTags: pulumi.Output<string[]>;
  /** Where images are pushed to. Undefined without `registry`. */
  readonly registryEndpoint: pulumi.Output<string | undefined>;
  /** A command that frees the storage of images without a tag, to run on a schedule. Undefined without `registry`. */
  readonly garbageCollection: pulumi.Output<string | undefined>;
  /** USD per month, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  /** By key. */
  readonly projects: Record<string, digitalocean.Project>;
  /** By key. */
  readonly sshKeys: Record<string, digitalocean.SshKey>;
  /** Undefined without `registry`. */
  readonly registry: digitalocean.ContainerRegistry | undefined;

  /**
   * @param name Logical name: part of every child's name, so a change replaces the children.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. In production the registry is protected where `protect` is not given.
   * They do not get `ignoreChanges`, `replaceOnChanges`, `customTimeouts` and `additionalSecretOutputs`: set those for a
   * child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: AccountBaselineArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { children } = planned;
    this.projects = Object.fromEntries(Object.entries(children.projects).map(([key, { resource }]) => [key, resource]));
    this.sshKeys = Object.fromEntries(Object.entries(children.sshKeys).map(([key, { resource }]) => [key, resource]));
    this.registry = children.registry?.registry.resource;
    this.projectIds = pulumi.output(
      Object.fromEntries(Object.entries(this.projects).map(([key, { id }]) => [key, id])),
    );
    this.sshKeyFingerprints = pulumi.output(
      Object.fromEntries(Object.entries(this.sshKeys).map(([key, { fingerprint }]) => [key, fingerprint])),
    );
    this.defaultTags = pulumi.output([...children.defaultTags]);
    this.registryEndpoint = pulumi.output(this.registry?.endpoint);
    this.garbageCollection = pulumi.output(children.registry?.garbageCollection);
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({
      ...planned.inputs,
      projectIds: this.projectIds,
      sshKeyFingerprints: this.sshKeyFingerprints,
      defaultTags: this.defaultTags,
      registryEndpoint: this.registryEndpoint,
      garbageCollection: this.garbageCollection,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
  }
}

const definition = {
  className: "AccountBaseline",
  arguments: accountArguments,
  controls: ["ssh-key-strength", "protect-stateful", "platform-limits"],
  children: planAccount,
} as const;
