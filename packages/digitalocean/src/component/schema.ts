import { parseAddresses } from "@infrafabric/governor/internal";
import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { isDeferred } from "./deferred";

/** What Pulumi may also resolve later; what is there already is checked now. */
export function input<T>(schema: z.ZodType<T>): z.ZodType<pulumi.Input<T>> {
  return z.union([schema, z.custom<pulumi.Input<T>>(isDeferred)]);
}

/** Text that says something. */
export const text = () => z.string().regex(/\S/, { error: "must not be empty" });

/** A domain name in labels of up to 63 characters, with at least two of them. */
const domainPattern = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A domain name, such as `www.example.com`. */
export const domainName = () =>
  z.string().regex(domainPattern, { error: "is not a valid domain name in lower case, such as www.example.com" });

/** A network in CIDR notation. */
export const cidr = () =>
  z.string().refine((one) => one.includes("/") && parseAddresses(one) !== undefined, {
    error: "is not a network in CIDR notation, such as 203.0.113.0/24",
  });

export const emailAddress = () => z.string().regex(/^\S+@\S+\.\S+$/, { error: "is not a valid email address" });

/** What identifies one of several children, and is part of its name. */
export const childKey = () =>
  z.string().regex(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/, {
    error: "a key contains up to 32 lower-case letters, digits and -",
  });

/**
 * One of a few words.
 *
 * @param words The words, each under a name for programs that write one.
 * @param unknown What to call another one: `unknown method`.
 */
export function oneOf<T extends string>(words: Readonly<Record<string, T>>, unknown: string): z.ZodType<T> {
  return z.enum(Object.values(words), { error: unknown });
}
