import * as pulumi from "@pulumi/pulumi";

/** What a schema says of each component: its properties are the outputs. */
interface ComponentSchemas {
  readonly resources: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>;
}

/**
 * Serves the components to programs in every language.
 *
 * The SDK's `componentProviderHost` would make the schema from sources each time it starts, with the compiler of
 * whoever runs it, which takes seconds and needs sources that the package does not have.
 */
export class ComponentsProvider implements pulumi.provider.Provider {
  private readonly schemas: ComponentSchemas;

  /**
   * @param version Of the package.
   * @param schema The package's schema, JSON.
   * @param classes The components, by class name.
   */
  constructor(
    readonly version: string,
    readonly schema: string,
    private readonly classes: Readonly<Record<string, unknown>>,
  ) {
    this.schemas = JSON.parse(schema);
  }

  async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const Component = this.classes[type.split(":").at(-1) ?? ""];
    const schema = this.schemas.resources[type];
    if (typeof Component !== "function" || schema === undefined) {
      throw new Error(`unknown component ${type}: this version has ${Object.keys(this.schemas.resources).join(", ")}`);
    }
    const component: unknown = Reflect.construct(Component, [name, inputs, options]);
    if (!(component instanceof pulumi.ComponentResource)) throw new Error(`${type} is not a component`);
    const state = Object.keys(schema.properties ?? {}).map((output) => [output, Reflect.get(component, output)]);
    return { urn: component.urn, state: Object.fromEntries(state) };
  }
}
