import type { StackReference } from "@pulumi/pulumi";
import type { Sdk, Struct } from "./sdk.mts";

/** Outputs of other stacks as they were given, by the name that a program refers to them by. */
export type GivenStacks = Readonly<Record<string, object>>;

/** Answers for other stacks with what was given of them; the outputs of all others are unknown, in `up` as well. */
export function stackReferences(sdk: Sdk, stacks: GivenStacks, tell: (message: string) => void) {
  const { pulumi } = sdk;
  const isGiven = (name: string) => Object.hasOwn(stacks, name);
  const prototype = pulumi.StackReference.prototype;

  for (const method of ["getOutput", "requireOutput"] as const) {
    const original = prototype[method];
    prototype[method] = function output(this: StackReference, name) {
      return pulumi.output(this.name).apply((stack) => (isGiven(stack) ? original.call(this, name) : pulumi.unknown));
    };
  }
  for (const method of ["getOutputDetails", "getOutputValue", "requireOutputValue"] as const) {
    const original: unknown = Reflect.get(prototype, method);
    if (typeof original !== "function") continue;
    Reflect.set(prototype, method, async function value(this: StackReference, name: unknown) {
      const stack = await nameOf(this);
      if (isGiven(stack)) return original.call(this, name);
      throw new Error(
        `${method} needs a value at once, and the outputs of stack ${stack} were not given: ${fix(stack)}`,
      );
    });
  }

  return {
    /** The properties of a reference, or undefined where they stay unknown. */
    propertiesOf(properties: Struct | undefined, name: string): Struct | undefined {
      if (!isGiven(name)) {
        tell(`the outputs of stack ${name} are unknown, as nothing is looked up here: ${fix(name)}`);
        return undefined;
      }
      const { outputs, secrets } = sealed(sdk, stacks[name] ?? {});
      return sdk.struct({ ...properties?.toJavaScript(), outputs, secretOutputNames: secrets });
    },
  };
}

/** The name is an output, of which there is no public way to the value at once. */
function nameOf({ name }: StackReference): Promise<string> {
  return new Promise((resolve) => name.apply(resolve));
}

/** An output given as `{ secret: value }` is a secret to the program. */
function sealed({ pulumi }: Sdk, given: object): { readonly outputs: object; readonly secrets: readonly string[] } {
  const { specialSigKey, specialSecretSig } = pulumi.runtime;
  const secrets: string[] = [];
  const outputs: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const secret: unknown = isSecret(value) ? value.secret : undefined;
    if (secret !== undefined) secrets.push(name);
    outputs[name] = secret === undefined ? value : { [specialSigKey]: specialSecretSig, value: secret };
  }
  return { outputs, secrets };
}

function isSecret(value: unknown): value is { readonly secret: unknown } {
  return typeof value === "object" && value !== null && "secret" in value && Object.keys(value).length === 1;
}

function fix(stack: string): string {
  return `give them to previewProgram as \`stacks: { "${stack}": { ... } }\``;
}
