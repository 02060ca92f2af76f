import { rules } from "@infrafabric/governor";
import * as z from "zod";
import type { ExemptionArgs, GovernedArgs, SettingsArgs } from "./args";
import { type Arguments, object, optional, required } from "./argument";
import { text } from "./schema";

/** Which settings a component goes by. */
export function settingsArguments(): Arguments<SettingsArgs> {
  return { governor: optional(text()), environment: optional(text()) };
}

/** What a component takes whose resources are held to rules. */
export function governedArguments(): Arguments<GovernedArgs> {
  const ids = rules.map(({ id }) => id);
  const exemption = object<ExemptionArgs>({
    rule: required(z.enum(ids, { error: "unknown rule" }).describe("Id of the rule.")),
    reason: required(text().describe("Why the rule does not apply.")),
    owner: required(text().describe("Who is responsible for the exemption.")),
    expires: required(
      z.iso
        .date({ error: "is not a valid date written YYYY-MM-DD" })
        .describe("Last day on which it holds, UTC, YYYY-MM-DD."),
    ),
  });
  const tagKey = z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,255}$/, { error: "a tag key contains only letters, digits, _ and -" });
  const tagValue = z
    .string()
    .regex(/^[a-zA-Z0-9_:-]{1,255}$/, { error: "a tag value contains only letters, digits, _, - and :" });
  return {
    ...settingsArguments(),
    exemptions: optional(z.array(exemption)),
    tags: optional(z.record(tagKey, tagValue)),
    adopt: optional(z.record(text(), text())),
  };
}
