import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "./planned";
import type { Overridden, Provenance } from "./provenance";

/** A resource class, such as `digitalocean.Droplet`. */
export type ResourceClass<R, A> = new (name: string, args: A, opts?: pulumi.CustomResourceOptions) => R;

/** A child as a component describes it. */
export interface ChildDescription<A, Argument extends string = string> {
  /** Logical name, which is its identity: never renamed. */
  readonly name: string;
  readonly inputs: A;
  /** Of the options only what this child needs besides its parent; other resources as planned ones. */
  readonly options?: Omit<pulumi.CustomResourceOptions, "parent" | "dependsOn" | "provider" | "hooks">;
  /** Hooks that it needs; asked for when it is registered, as making one registers it with the engine. */
  readonly hooks?: () => pulumi.ResourceHookBinding;
  /** Default: that of the parent. */
  readonly provider?: Pick<Planned<pulumi.ProviderResource>, "resource">;
  /** Children to wait for where no input shows it. */
  readonly after?: readonly Planned<pulumi.Resource>[];
  /** The child whose deletion deletes it as well, so that it need not be deleted by itself. */
  readonly deletedWith?: Planned<pulumi.Resource>;
  /** The argument that overrides its inputs, such as `dropletArgs`, and the inputs that it does override. */
  readonly overrides?: Overridden;
  /** Default: no argument decides over it. */
  readonly from?: Provenance<Argument>;
}

/** A child of a plan. */
export interface Child {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
  readonly protect: boolean;
  readonly from: Provenance;
  readonly overrides: Overridden | undefined;
  /** Paths of the inputs whose change replaces it. */
  readonly replacing: readonly string[];
  register(options: pulumi.CustomResourceOptions): void;
}
