import * as pulumi from "@pulumi/pulumi";

/** A resource that a program registered. */
export interface Registered {
  /** Types of the resource and all around it, and its name: `...:GovernedWebTier$...:Droplet::web-a`. */
  readonly identity: string;
  /** Class name. */
  readonly kind: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Where the program runs. */
export interface Setting {
  readonly project?: string;
  readonly stack?: string;
  /** Default: true. */
  readonly preview?: boolean;
  readonly config?: Readonly<Record<string, string>>;
  /** Outputs that every resource has, beside its inputs. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Runs a program under Pulumi's mocks and answers with what it registered, in order of type and name. */
export async function register<T>(
  program: () => T,
  { project = "shop", stack = "dev", preview = true, config = {}, outputs = {} }: Setting = {},
): Promise<{ readonly result: T; readonly resources: readonly Registered[] }> {
  const seen = new Map<string, Readonly<Record<string, unknown>>>();
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      newResource: ({ type, name, inputs, custom }) => {
        seen.set(`${type}::${name}`, inputs);
        // The engine gives a resource its id, and here a name, only once it exists.
        const state = { name: `${name}-1a2b3c4`, ...outputs, ...inputs };
        return { id: custom === false || preview ? undefined : `${name}-id`, state };
      },
    },
    project,
    stack,
    preview,
  );
  pulumi.runtime.setAllConfig({ ...config });
  const monitor: unknown = pulumi.runtime.getMonitor();
  const result = program();
  // Waits until nothing is under way; the next `setMocks` connects anew.
  await pulumi.runtime.disconnect();
  return { result, resources: registeredIn(monitor, seen) };
}

function registeredIn(
  monitor: unknown,
  seen: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): readonly Registered[] {
  const urns = Object(monitor).getRegisteredResources().keys();
  return [...urns]
    .map((urn: unknown) => {
      const [, , types = "", ...rest] = String(urn).split("::");
      const type = types.split("$").at(-1) ?? "";
      const name = rest.join("::");
      return {
        identity: `${types}::${name}`,
        kind: type.split(":").at(-1) ?? "",
        name,
        inputs: seen.get(`${type}::${name}`) ?? {},
      };
    })
    .sort((a, b) => (a.identity < b.identity ? -1 : 1));
}

/** The inputs of the one resource with that name. */
export function inputsOf(resources: readonly Registered[], name: string): Readonly<Record<string, unknown>> {
  const found = resources.filter((resource) => resource.name === name);
  if (found.length !== 1) throw new Error(`${found.length} resources are called ${name}`);
  return found[0]?.inputs ?? {};
}

/** The value of an output; undefined where it is not known. */
export function settled<T>(output: pulumi.Output<T>): Promise<unknown> {
  return new Promise((resolve) => {
    pulumi.all([output]).apply(([value]) => resolve(value));
  });
}
