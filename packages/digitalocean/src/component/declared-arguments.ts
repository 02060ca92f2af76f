import * as z from "zod";
import type { Argument, Arguments } from "./argument";

/** The declaration of a component's arguments, and what follows from it. */
export interface DeclaredArguments<Args> {
  /** Reads arguments, whether or not those that are required are there. */
  readonly schema: z.ZodType<Partial<Args>>;
  /** Arguments that must be given. */
  readonly required: readonly string[];
  /** Arguments that hold secrets. */
  readonly secrets: readonly string[];
  /** For each argument that overrides inputs of a child: those that the component decides, with what to do instead. */
  decidedIn(argument: keyof Args & string): Readonly<Record<string, string>>;
}

/** Declares the arguments of a component. A program that does not use the component builds no schema. */
export function declareArguments<Args extends object>(make: () => Arguments<Args>): () => DeclaredArguments<Args> {
  let declared: DeclaredArguments<Args> | undefined;
  return () => {
    declared ??= declaredBy(make());
    return declared;
  };
}

function declaredBy<Args extends object>(each: Arguments<Args>): DeclaredArguments<Args> {
  const named: readonly (readonly [string, Argument])[] = Object.entries(each);
  const namesWhere = (holds: (argument: Argument) => boolean) =>
    named.filter(([, argument]) => holds(argument)).map(([name]) => name);
  return {
    schema: partialSchema(each),
    required: namesWhere(({ required }) => required),
    secrets: namesWhere(({ secret }) => secret),
    decidedIn: (argument) => each[argument].decided,
  };
}

function partialSchema<Args>(each: Arguments<Args>): z.ZodType<Partial<Args>>;
function partialSchema(each: Readonly<Record<string, Argument>>): z.ZodType {
  return z.strictObject(
    Object.fromEntries(Object.entries(each).map(([name, { schema }]) => [name, schema.exactOptional()])),
  );
}
