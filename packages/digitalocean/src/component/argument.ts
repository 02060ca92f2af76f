import * as z from "zod";
import { isPlainObject } from "./plain-object";

/** What a component says of an argument, or of a property of an argument that is an object. */
export interface Argument<T = unknown, Required extends boolean = boolean> {
  readonly schema: z.ZodType<T>;
  readonly required: Required;
  /** True: no message shows what stands there. */
  readonly secret: boolean;
  /** For the inputs of a child to override: those that the component decides, each with what to do instead. */
  readonly decided: Readonly<Record<string, string>>;
}

/**
 * The declaration of every property of an interface. One that either of the two leaves out does not compile, nor one that
 * is required in only one of them, or of another type.
 */
export type Arguments<T> = {
  readonly [K in keyof T]-?: Argument<Exclude<T[K], undefined>, IsRequired<T, K>>;
};

type IsRequired<T, K extends keyof T> = Record<never, never> extends Pick<T, K> ? false : true;

/** An argument that must be given. */
export function required<T>(schema: z.ZodType<T>): Argument<T, true> {
  return { schema, required: true, secret: false, decided: {} };
}

/** An argument that may be left out. */
export function optional<T>(schema: z.ZodType<T>): Argument<T, false> {
  return { schema, required: false, secret: false, decided: {} };
}

/** An argument that holds a secret. */
export function secret<T, Required extends boolean>(argument: Argument<T, Required>): Argument<T, Required> {
  return { ...argument, secret: true };
}

/**
 * Inputs of a child that are laid over the component's own. The provider checks them, and the rules.
 *
 * @param decided What the component needs to hold together, which is not for overriding: each says what decides it.
 */
export function overrides<T extends object>(
  decided: { readonly [K in keyof NoInfer<T>]?: string } = {},
): Argument<T, false> {
  const schema = z.custom<T>(isPlainObject, { error: "expected an object of inputs to override" });
  return { schema, required: false, secret: false, decided: Object.fromEntries(Object.entries(decided)) };
}

/** Names of properties of arguments that hold secrets. */
const secretProperties = new Set<string>();

/** True for the name of a property that holds a secret in some argument. */
export function isSecretProperty(name: string): boolean {
  return secretProperties.has(name);
}

/** An argument that is an object, from the declaration of its properties. */
export function object<T extends object>(properties: Arguments<T>): z.ZodType<T>;
export function object(properties: Readonly<Record<string, Argument>>): z.ZodType {
  for (const [name, { secret }] of Object.entries(properties)) if (secret) secretProperties.add(name);
  return z.strictObject(
    Object.fromEntries(
      Object.entries(properties).map(([name, { schema, required }]) => [
        name,
        required ? schema : schema.exactOptional(),
      ]),
    ),
  );
}
