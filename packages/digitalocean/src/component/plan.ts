import type { ResourceRecord, ResourceView, Value, ValueMap } from "@infrafabric/governor";
import { kindOf, viewOf } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import type { Child, ChildDescription, ResourceClass } from "./child";
import { generatedName, generatedNameInput } from "./generated-name";
import { KnownValues } from "./known-values";
import { type Around, aroundOf, plannedUrn } from "./parents";
import type { Planned } from "./planned";
import { withShortStackTraces } from "./stack-traces";

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
export class Plan<Argument extends string = string> {
  private readonly children: Child[] = [];
  private readonly known = new KnownValues();
  private readonly inner: ResourceView[] = [];
  /** URN of the component. */
  readonly urn: string;

  /** What the component's children get from it and those around it. */
  readonly inside: Around;

  /** @param around What is around the component, which need not be registered yet. */
  constructor(
    private readonly owner: PlanOwner,
    around = aroundOf(owner.opts.parent),
  ) {
    const { type, name, opts } = owner;
    this.urn = plannedUrn(type, name, around);
    this.inside = { ...around, types: [...around.types, type], protect: opts.protect ?? around.protect };
  }

  /** The URN that a child of that class and name is going to have. */
  urnOf(Class: { readonly prototype: pulumi.CustomResource }, name: string): string {
    return plannedUrn(typeOf(Class), name, this.inside);
  }

  /** Adds a child. */
  child<R extends pulumi.CustomResource, A extends object>(
    Class: ResourceClass<R, A>,
    description: ChildDescription<A, Argument>,
  ): Planned<R> {
    const { name, options = {}, hooks, provider, after = [], deletedWith, from = {}, overrides } = description;
    const type = typeOf(Class);
    const { secrets = [], replacing = [] } = kindOf(type) ?? {};
    const inputs = secrets.length === 0 ? description.inputs : this.known.guarded(description.inputs, secrets);
    const urn = this.urnOf(Class, name);
    const settle: ((resource: R) => void)[] = [];
    let registered: R | undefined;
    const planned: Planned<R> = {
      urn,
      output: <T>(read: (resource: R) => pulumi.Output<T>, value?: Value): pulumi.Output<T> => {
        const [output, resolve] = pulumi.deferredOutput<T>();
        settle.push((resource) => resolve(read(resource)));
        this.known.remember(output, urn, value);
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
      protect: options.protect ?? this.inside.protect,
      from,
      overrides,
      replacing: [...replacing, ...(options.replaceOnChanges ?? [])],
      register: (common) => {
        const own = {
          ...options,
          ...(provider === undefined ? {} : { provider: provider.resource }),
          ...(deletedWith === undefined ? {} : { deletedWith: deletedWith.resource }),
          ...(hooks === undefined ? {} : { hooks: hooks() }),
          dependsOn: after.map(({ resource }) => resource),
        };
        // What is common to all comes last: an adopted child is never deleted first, whatever its own options say.
        registered = new Class(name, inputs, pulumi.mergeOptions(own, common));
        for (const one of settle) one(registered);
      },
    });
    return planned;
  }

  /**
   * An Output that is known only later.
   *
   * @param value What rules judge in its place: as far as it is known already.
   */
  foreseen<T>(output: pulumi.Output<T>, value: Value): pulumi.Output<T> {
    this.known.foresee(output, value);
    return output;
  }

  /** The component and its children as rules and prices see them. */
  views(componentInputs: ValueMap): readonly ResourceView[] {
    return this.records(componentInputs).map((record) => viewOf(record, kindOf(record.type)));
  }

  /** The component and its children as data. */
  records(componentInputs: ValueMap): readonly [ResourceRecord, ...ResourceRecord[]] {
    const { owner, urn } = this;
    return [
      { urn, type: owner.type, name: owner.name, inputs: componentInputs },
      ...this.children.map((child) => {
        const { type, name, protect, inputs } = child;
        const propertyDependencies = this.known.dependenciesOf(inputs);
        return { urn: child.urn, type, name, protect, parent: urn, propertyDependencies, inputs: this.valuesOf(child) };
      }),
    ];
  }

  /** Adds the views of a component in this one, which is planned, judged and registered by itself. */
  nest(views: readonly ResourceView[]): void {
    this.inner.push(...views);
  }

  /** The views of the components in this one. */
  get nested(): readonly ResourceView[] {
    return this.inner;
  }

  private valuesOf(child: Child): ValueMap {
    const values: Record<string, Value> = {};
    const nameInput = generatedNameInput(child);
    if (nameInput !== undefined) values[nameInput] = generatedName(child);
    for (const [key, value] of Object.entries(child.inputs)) values[key] = this.known.valueOf(value);
    return values;
  }

  /** The children, in the order in which they were added. */
  get all(): readonly Child[] {
    return this.children;
  }

  /** The child with that URN; undefined for the component and what is around it. */
  childAt(urn: string): Child | undefined {
    return this.children.find((child) => child.urn === urn);
  }

  /**
   * Registers every child, in the order in which they were added, below the component. Children do not inherit what
   * their component waits for, so it is passed on.
   *
   * @param optionsOf What else a child is registered with.
   */
  register(
    parent: pulumi.ComponentResource,
    optionsOf: (child: Child) => pulumi.CustomResourceOptions = () => ({}),
  ): void {
    const { dependsOn = [] } = this.owner.opts;
    withShortStackTraces(() => {
      for (const child of this.children) child.register({ ...optionsOf(child), parent, dependsOn });
    });
  }
}

/** The type token; a provider's class knows the name of its package alone. */
function typeOf(Class: { readonly prototype: pulumi.CustomResource }): string {
  const type = String(Reflect.get(Class, "__pulumiType"));
  return Class.prototype instanceof pulumi.ProviderResource ? `pulumi:providers:${type}` : type;
}
