import { rules } from "@infrafabric/governor";
import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import type { GovernedArgs, SettingsArgs } from "./args";
import { isDeferred } from "./deferred";

/** What Pulumi may also resolve later; what is there already is checked now. */
export function input<T>(schema: z.ZodType<T>): z.ZodType<pulumi.Input<T>> {
  return z.union([schema, z.custom<pulumi.Input<T>>(isDeferred)]);
}

/** Inputs of a child that are laid over the component's own. The provider checks them, and the rules. */
export function overrides<T extends object>(): z.ZodType<T> {
  return z.custom<T>(isPlainObject, { error: "expected the inputs to override" });
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Text that says something. */
export const text = () => z.string().regex(/\S/, { error: "must not be empty" });

/** Which settings a component goes by. */
export function settingsShape() {
  return {
    governor: text().exactOptional(),
    environment: text().exactOptional(),
  } satisfies Record<keyof SettingsArgs, z.ZodType>;
}

/** What a component takes whose resources are held to rules. */
export function governedShape() {
  const tagText = /^[a-zA-Z0-9_:-]{1,255}$/;
  return {
    ...settingsShape(),
    exemptions: z
      .array(
        z.strictObject({
          rule: z.enum(
            rules.map(({ id }) => id),
            { error: "unknown rule" },
          ),
          reason: text().describe("Why the rule does not apply."),
          owner: text().describe("Who answers for it."),
          expires: z.iso
            .date({ error: "is not a valid date written YYYY-MM-DD" })
            .describe("Last day on which it holds, UTC, YYYY-MM-DD."),
        }),
      )
      .exactOptional(),
    tags: z
      .record(
        z.string().regex(/^[a-zA-Z0-9_-]{1,255}$/, { error: "a tag key holds letters, digits, _ and - only" }),
        z.string().regex(tagText, { error: "a tag value holds letters, digits, _, - and : only" }),
      )
      .exactOptional(),
  } satisfies Record<keyof GovernedArgs, z.ZodType>;
}
