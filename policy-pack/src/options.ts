import { enforcements, problemsOf, showPath, typescriptWords } from "@infrafabric/governor/internal";
import * as z from "zod";

const settings = z.union([z.string(), z.looseObject({})], { error: "expected a path, YAML text or an object" });

const options = z.strictObject({
  settings: settings.optional(),
  // A variable that is not set must not lose the floor.
  floor: z
    .union([z.string().regex(/\S/, { error: "must not be empty" }), z.looseObject({})])
    .exactOptional()
    .describe("An absolute path, or the document as data; for a pack without a floor, leave the key out."),
  environment: z.string().regex(/\S/, { error: "must not be empty" }).optional(),
  rules: z.array(z.unknown()).optional(),
  enforcement: z.enum(enforcements).optional(),
});

/** What is wrong with the options of a pack, one line each; a program in JavaScript can pass anything. */
export function optionProblems(given: unknown): readonly string[] {
  const { error } = options.safeParse(given, { error: () => "" });
  return problemsOf(error?.issues ?? [], given, options, typescriptWords).map(({ path, message, allowed, hint }) => {
    const more = [...(allowed === undefined ? [] : [`allowed: ${allowed}`]), ...(hint === undefined ? [] : [hint])];
    return `governorPolicies: ${[`${path.length === 0 ? "the options" : showPath(path)}: ${message}`, ...more].join("; ")}`;
  });
}
