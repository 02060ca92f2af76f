import {
  type Finding,
  kindOf,
  plainValue,
  type ResourceView,
  type Value,
  type ValueMap,
  viewOf,
} from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "./deferred";
import { plannedUrn, protects } from "./parents";

/** A resource class, such as `digitalocean.Droplet`. */
export type ResourceClass<R, A> = new (name: string, args: A, opts?: pulumi.CustomResourceOptions) => R;

/** A child as a component describes it. */
export interface ChildDescription<A> {
  /** Logical name, which is its identity: never renamed. */
  readonly name: string;
  readonly inputs: A;
  /** Of the options only what this child needs besides its parent; other resources as planned ones. */
  readonly options?: Omit<pulumi.CustomResourceOptions, "parent" | "dependsOn" | "provider">;
  /** Default: that of the parent. */
  readonly provider?: Pick<Planned<pulumi.ProviderResource>, "resource">;
  /** Children to wait for where no input shows it. */
  readonly after?: readonly Planned<pulumi.Resource>[];
  /** The argument that overrides its inputs, such as `dropletArgs`, and the inputs that it does override. */
  readonly overrides?: { readonly argument: string; readonly inputs: ReadonlySet<string> };
  /**
   * The arguments that its inputs come from, by input path, so that a fault can name the argument. A `*` at the end: the
   * argument is built as the input is. What concerns the whole child comes from the argument under the rule's id, else
   * from the one under the empty path.
   */
  readonly from?: Readonly<Record<string, string>>;
}

/** A child that will be registered. */
export interface Planned<R> {
  readonly urn: string;
  /**
   * One of its outputs; settled once the child is registered.
   *
   * @param value What it is going to be, where that is known already, so that rules can judge it.
   */
  output<T>(read: (resource: R) => pulumi.Output<T>, value?: Value): pulumi.Output<T>;
  /** The registered resource. Throws before that. */
  readonly resource: R;
}

interface Child {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
  readonly protect: boolean;
  readonly from: ChildDescription<object>["from"];
  readonly overrides: ChildDescription<object>["overrides"];
  register(options: pulumi.CustomResourceOptions): void;
}

/** The component that a plan is for. */
export interface PlanOwner {
  /** Type token. */
  readonly type: string;
  readonly name: string;
  readonly opts: pulumi.ComponentResourceOptions;
}

/**
 * The children of a component before any of them is registered. What one child takes from another is an output that
 * the registration settles, so that all inputs are complete, and can be judged and priced, while nothing exists yet.
 */
export class Plan {
  private readonly children: Child[] = [];
  private readonly origins = new Map<unknown, string>();
  private readonly settled = new Map<unknown, Value>();
  /** URN of the component. */
  readonly urn: string;

  constructor(private readonly owner: PlanOwner) {
    this.urn = plannedUrn(owner.type, owner.name, owner.opts.parent);
  }

  /** Adds a child. */
  child<R extends pulumi.CustomResource, A extends object>(
    Class: ResourceClass<R, A>,
    description: ChildDescription<A>,
  ): Planned<R> {
    const { name, inputs, options = {}, provider, after = [], from, overrides } = description;
    const type = typeOf(Class);
    const urn = plannedUrn(`${this.owner.type}$${type}`, name, this.owner.opts.parent);
    const settle: ((resource: R) => void)[] = [];
    let registered: R | undefined;
    const planned: Planned<R> = {
      urn,
      output: <T>(read: (resource: R) => pulumi.Output<T>, value?: Value): pulumi.Output<T> => {
        const [output, resolve] = pulumi.deferredOutput<T>();
        settle.push((resource) => resolve(read(resource)));
        this.origins.set(output, urn);
        if (value !== undefined) this.settled.set(output, value);
        return output;
      },
      get resource() {
        if (registered === undefined) throw new Error(`${name} is not registered yet`);
        return registered;
      },
    };
    this.children.push({
      urn,
      type,
      name,
      inputs,
      protect: options.protect ?? this.owner.opts.protect ?? protects(this.owner.opts.parent),
      from,
      overrides,
      register: (common) => {
        const waits = after.map(({ resource }) => resource);
        const own = {
          ...options,
          ...(provider === undefined ? {} : { provider: provider.resource }),
          dependsOn: waits,
        };
        registered = new Class(name, inputs, pulumi.mergeOptions(common, own));
        for (const one of settle) one(registered);
      },
    });
    return planned;
  }

  /** Marks a text as a secret that rules can judge all the same; none of them shows it. */
  secret(value: string): pulumi.Output<string> {
    const output = pulumi.secret(value);
    this.settled.set(output, value);
    return output;
  }

  /** The component and its children as rules and prices see them. */
  views(componentInputs: ValueMap): readonly ResourceView[] {
    const { owner, urn } = this;
    return [
      viewOf({ urn, type: owner.type, name: owner.name, inputs: componentInputs }, undefined),
      ...this.children.map(({ inputs, protect, type, ...child }) =>
        viewOf(
          {
            ...child,
            type,
            protect,
            parent: urn,
            inputs: Object.fromEntries(
              Object.entries(inputs).map(([key, value]) => [key, plainValue(value, this.settled)]),
            ),
            propertyDependencies: this.dependenciesOf(inputs),
          },
          kindOf(type),
        ),
      ),
    ];
  }

  /** The argument of the component that a finding about a child comes from. */
  argumentOf({ urn, rule, path = "" }: Pick<Finding, "urn" | "rule" | "path">): string {
    const child = this.children.find((one) => one.urn === urn);
    if (child === undefined) return "";
    const { from = {}, overrides } = child;
    if (path === "" && from[rule] !== undefined) return from[rule];
    const [head = ""] = path.split(/[.[]/);
    if (overrides?.inputs.has(head) === true) return `${overrides.argument}.${path}`;
    const prefix = Object.keys(from)
      .filter((one) => one === "" || path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`))
      .sort((a, b) => b.length - a.length)[0];
    if (prefix === undefined) return overrides === undefined || path === "" ? "" : `${overrides.argument}.${path}`;
    const argument = from[prefix] ?? "";
    return argument.endsWith("*") ? `${argument.slice(0, -1)}${path.slice(prefix.length)}` : argument;
  }

  /**
   * Registers every child, in the order in which they were added, below the component. Children do not inherit what
   * their component waits for, so it is passed on.
   */
  register(parent: pulumi.ComponentResource): void {
    const { dependsOn = [] } = this.owner.opts;
    for (const child of this.children) child.register({ parent, dependsOn });
  }

  private dependenciesOf(inputs: object): Readonly<Record<string, readonly string[]>> {
    const dependencies: Record<string, readonly string[]> = {};
    for (const [key, value] of Object.entries(inputs)) {
      const urns = new Set<string>();
      this.addOrigins(value, urns);
      if (urns.size > 0) dependencies[key] = [...urns];
    }
    return dependencies;
  }

  private addOrigins(value: unknown, urns: Set<string>): void {
    if (typeof value !== "object" || value === null) return;
    const origin = this.origins.get(value);
    if (origin !== undefined) urns.add(origin);
    else if (!isDeferred(value)) for (const inner of Object.values(value)) this.addOrigins(inner, urns);
  }
}

/** The type token; a provider's class knows the name of its package alone. */
function typeOf(Class: { readonly prototype: pulumi.CustomResource }): string {
  const type = String(Reflect.get(Class, "__pulumiType"));
  return Class.prototype instanceof pulumi.ProviderResource ? `pulumi:providers:${type}` : type;
}
