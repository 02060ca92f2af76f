import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { kubernetesArguments } from "./arguments";
import { planKubernetes } from "./children";
import type { GovernedKubernetesArgs } from "./governed-kubernetes-args";

/**
 * A Kubernetes cluster (DOKS) that is governed by default: in a VPC, with a firewall in front of its API, upgraded by
 * DigitalOcean in a window, highly available in production, with alerts about its nodes. Its nodes stand in pools beside
 * a minimal default pool, so that no change of a pool replaces the cluster.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/governed-kubernetes.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class GovernedKubernetes extends pulumi.ComponentResource {
  /** ID of the cluster. */
  readonly clusterId: pulumi.Output<string>;
  /** URL of the API. */
  readonly endpoint: pulumi.Output<string>;
  /**
   * The kubeconfig of an administrator, a secret. Its token expires after seven days; a `pulumi refresh` or `pulumi up
   * --refresh` after that fetches a new one.
   */
  readonly kubeconfig: pulumi.Output<string>;
  /** Version that runs, such as `1.36.1-do.0`, as of the last refresh. */
  readonly version: pulumi.Output<string>;
  /** ID of the VPC, its own or the given one. */
  readonly vpcId: pulumi.Output<string>;
  /** The tag that the Droplets of all nodes carry, and nothing else of the account. */
  readonly nodeTag: pulumi.Output<string>;
  /** The tag of the volumes and load balancers that workloads have made, which remain when the cluster is deleted. */
  readonly associatedTag: pulumi.Output<string>;
  /** USD per month without traffic, rounded to cents: pools that scale count at their minimum. Without `unpriced`. */
  readonly monthlyCost: pulumi.Output<number>;
  /** The least that a month can cost. */
  readonly monthlyCostLow: pulumi.Output<number>;
  /** The most that a month can cost: pools that scale count at their maximum. */
  readonly monthlyCostHigh: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly cluster: digitalocean.KubernetesCluster;
  /** By key, without the default pool. */
  readonly nodePools: Record<string, digitalocean.KubernetesNodePool>;
  /** Undefined where the cluster stands in a given VPC. */
  readonly vpc: digitalocean.Vpc | undefined;

  /**
   * @param name Logical name: part of every child's name and of the tag, so a change replaces the cluster.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. In production the cluster is protected; `protect: false` needs an
   * exemption from `protect-stateful`. They do not get `ignoreChanges`, `replaceOnChanges`, `customTimeouts` and
   * `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: GovernedKubernetesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { children } = planned;
    this.cluster = children.cluster.resource;
    this.nodePools = Object.fromEntries(
      Object.entries(children.nodePools).map(([key, { resource }]) => [key, resource]),
    );
    this.vpc = children.vpc?.resource;
    this.clusterId = this.cluster.id;
    this.endpoint = this.cluster.endpoint;
    this.kubeconfig = pulumi.secret(this.cluster.kubeConfigs.apply((configs) => configs?.[0]?.rawConfig ?? ""));
    this.version = this.cluster.version;
    this.vpcId = pulumi.output(children.vpcId);
    this.nodeTag = children.tag.resource.name;
    this.associatedTag = pulumi.interpolate`k8s:${this.cluster.id}`;
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.monthlyCostLow = pulumi.output(planned.monthlyCostLow);
    this.monthlyCostHigh = pulumi.output(planned.monthlyCostHigh);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({
      ...planned.inputs,
      clusterId: this.clusterId,
      endpoint: this.endpoint,
      kubeconfig: this.kubeconfig,
      version: this.version,
      vpcId: this.vpcId,
      nodeTag: this.nodeTag,
      associatedTag: this.associatedTag,
      monthlyCost: this.monthlyCost,
      monthlyCostLow: this.monthlyCostLow,
      monthlyCostHigh: this.monthlyCostHigh,
      unpriced: this.unpriced,
    });
  }
}

const definition = {
  className: "GovernedKubernetes",
  arguments: kubernetesArguments,
  controls: [
    "kubernetes-auto-upgrade",
    "kubernetes-surge-upgrade",
    "kubernetes-high-availability",
    "kubernetes-supported-version",
    "kubernetes-in-vpc",
    "kubernetes-control-plane-firewall",
    "kubernetes-keep-associated-resources",
    "protect-stateful",
    "platform-limits",
  ],
  children: planKubernetes,
} as const;
