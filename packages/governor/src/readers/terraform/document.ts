import * as z from "zod";

const values = z.record(z.string(), z.unknown());

/** A resource in the values of a plan or a state. */
export const terraformResource = z.looseObject({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  provider_name: z.string().optional(),
  values: values.nullish(),
  sensitive_values: z.unknown().optional(),
  tainted: z.boolean().optional(),
  deposed_key: z.string().optional(),
});

/** What an operation does to one resource. */
export const resourceChange = z.looseObject({
  address: z.string(),
  module_address: z.string().optional(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  provider_name: z.string().optional(),
  deposed: z.string().optional(),
  change: z.looseObject({
    actions: z.array(z.string()),
    before: values.nullish(),
    after: values.nullish(),
    after_unknown: z.unknown().optional(),
    before_sensitive: z.unknown().optional(),
    after_sensitive: z.unknown().optional(),
    replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).nullish(),
  }),
});

/** A module in the values; the modules within it are parsed one by one, however deep they stand. */
export const valuesModule = z.looseObject({
  address: z.string().optional(),
  resources: z.array(terraformResource).optional(),
  child_modules: z.array(z.unknown()).optional(),
});

/** What the configuration says of one resource. */
const configuredResource = z.looseObject({
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  provider_config_key: z.string().optional(),
  expressions: values.optional(),
  for_each_expression: z.unknown().optional(),
});

/** A module in the configuration; those that it calls are parsed when something refers to them. */
export const configuredModule = z.looseObject({
  resources: z.array(configuredResource).optional(),
  outputs: z.record(z.string(), z.looseObject({ expression: z.unknown().optional() })).optional(),
  module_calls: z
    .record(
      z.string(),
      z.looseObject({
        expressions: values.optional(),
        for_each_expression: z.unknown().optional(),
        module: z.unknown().optional(),
      }),
    )
    .optional(),
});

const providerConfig = z.looseObject({
  name: z.string().optional(),
  full_name: z.string().optional(),
  alias: z.string().optional(),
  expressions: values.optional(),
});

/** What `terraform show -json` prints of a plan or a state. */
export const terraformDocument = z.looseObject({
  format_version: z.string(),
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
  values: z.looseObject({ root_module: z.unknown().optional() }).optional(),
  prior_state: z.looseObject({ values: z.looseObject({ root_module: z.unknown().optional() }).optional() }).optional(),
  resource_changes: z.array(resourceChange).optional(),
  configuration: z
    .looseObject({
      provider_config: z.record(z.string(), providerConfig).optional(),
      root_module: configuredModule.optional(),
    })
    .optional(),
});

export type TerraformResource = z.infer<typeof terraformResource>;
export type ResourceChange = z.infer<typeof resourceChange>;
export type ConfiguredModule = z.infer<typeof configuredModule>;
export type ConfiguredResource = z.infer<typeof configuredResource>;
export type ProviderConfig = z.infer<typeof providerConfig>;
export type TerraformDocument = z.infer<typeof terraformDocument>;
