import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { objectsArguments } from "./arguments";
import { planObjects } from "./children";
import { bucketEndpointOf } from "./endpoint";
import type { SpacesObjectsArgs } from "./spaces-objects-args";

/**
 * Files in a Spaces bucket: a folder or a map of them, each a private object with its content type and cache control,
 * uploaded anew when what it holds has changed. They go through the AWS provider to the Spaces of the bucket's region.
 *
 * Everything is read and checked before anything is registered.
 *
 * See docs/spaces-objects.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class SpacesObjects extends pulumi.ComponentResource {
  /** Where the objects are, such as `https://assets.nyc3.digitaloceanspaces.com`; a reader needs a signature. */
  readonly endpoint: pulumi.Output<string>;
  /** How many objects there are. Thousands of addresses in an output would only be in the way. */
  readonly objectCount: pulumi.Output<number>;

  /**
   * @param name Logical name: part of every child's name. After a change every object is uploaded under its new name
   * and then deleted under its old one, which is the same key: give the old name in `aliases`.
   * @param args What is uploaded, and where to.
   * @param opts An AWS provider in `provider` or `providers` uploads in place of the component's own. Children inherit
   * `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`, and wait for what the component
   * `dependsOn`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: SpacesObjectsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { provider, objects, warning } = planned.children;
    if (warning !== undefined) pulumi.log.warn(warning, this);
    providers.set(this, provider.resource);
    this.endpoint = pulumi.output(args.bucket).apply((bucket) => bucketEndpointOf(bucket, args.region));
    this.objectCount = pulumi.output(objects.length);
    this.registerOutputs({ ...planned.inputs, endpoint: this.endpoint, objectCount: this.objectCount });
  }

  /**
   * The AWS provider that uploads. Other SpacesObjects of the region can share it, as `provider` in their options, and
   * save a process.
   */
  get spacesProvider(): pulumi.ProviderResource {
    const provider = providers.get(this);
    if (provider === undefined) throw new Error("the component is not constructed yet");
    return provider;
  }
}

/** Not a field, which to Pulumi's schema would be an output, and a provider cannot be one. */
const providers = new WeakMap<SpacesObjects, pulumi.ProviderResource>();

const definition = {
  className: "SpacesObjects",
  arguments: objectsArguments,
  controls: [],
  children: planObjects,
} as const;
