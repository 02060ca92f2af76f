import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules as governorRules, type Rule } from "@infrafabric/governor";
import { settingsJsonSchema } from "@infrafabric/governor/internal";
import type { Policy } from "@pulumi/policy";
import type { GivenSettings } from "./settings";

type ConfigSchema = NonNullable<Policy["configSchema"]>;

/**
 * The settings as the configuration of a policy. Where none were found when the pack was loaded, the engine is told to
 * require them: it then stops before any resource, and no enforcement level in that configuration can prevent it.
 */
export function configSchema(rules: readonly Rule[], given: GivenSettings): ConfigSchema {
  const properties = built(rules) ?? settingsJsonSchema(rules).properties;
  const required = given.atLoad === undefined ? { required: ["providers"] } : {};
  return { properties: isSchemas(properties) ? properties : {}, ...required };
}

/**
 * The schema as the build wrote it, since to make it takes longer than anything else that a pack does as it starts.
 * Undefined for rules of one's own, and in the sources.
 */
function built(rules: readonly Rule[]): unknown {
  const file = join(__dirname, "config-schema.json");
  const isOurs = rules.length === governorRules.length;
  return isOurs && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** What zod writes is JSON schema, of which the SDK's type is the part that the engine reads. */
function isSchemas(properties: unknown): properties is ConfigSchema["properties"] {
  return typeof properties === "object" && properties !== null;
}
