import * as z from "zod";
import type { Rule } from "../rules/rule";
import { namespacedIdPattern } from "../rules/rule-id";
import { foreignRule } from "./rule-schema";
import { documentSchema } from "./schema";

const examples = [
  {
    providers: {
      digitalocean: {
        enabled: true,
        cost_limit_monthly: 500,
        regions: { allowed: ["nyc3", "sfo3", "ams3"], disallowed: ["nyc1"] },
        resources: {
          droplet: { allowed_sizes: ["s-1vcpu-1gb", "s-2vcpu-2gb"], backup_required: true, monitoring_required: true },
          spaces: { max_buckets: 20 },
        },
        required_tags: ["environment", "cost_center", "owner"],
      },
    },
    environments: { production: { stacks: ["*/prod"], production: true } },
  },
];

function foreignRuleSchema() {
  const { $schema: _, ...schema } = z.toJSONSchema(foreignRule, { target: "draft-7", io: "input" });
  return schema;
}

/** The JSON schema of `governor.yaml` for editors and for the policy pack's configuration, which knows no `$ref`. */
export function settingsJsonSchema(rules: readonly Rule[]): Readonly<Record<string, unknown>> {
  const generated = z.toJSONSchema(documentSchema(rules).document, {
    target: "draft-7",
    io: "input",
    override: ({ jsonSchema, path }) => {
      if (path.at(-2) === "properties" && path.at(-1) === "rules")
        jsonSchema.patternProperties = { [namespacedIdPattern.source]: foreignRuleSchema() };
      if (path.at(-2) === "properties" && path.at(-1) === "providers")
        jsonSchema.additionalProperties = { description: "Another provider, which is not governed." };
      // What zod means by "an integer at all" says nothing to a reader.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const { $schema, ...rest } = generated;
  return {
    $schema,
    $id: "https://unpkg.com/@infrafabric/governor/schema/governor.schema.json",
    title: "governor.yaml",
    description: "Requirements for DigitalOcean infrastructure, checked by InfraFabric's governor.",
    ...rest,
    examples,
  };
}
