import * as z from "zod";
import { knownSizes, regions, type SizeList } from "../catalogue";
import { problemOfPattern } from "../exemptions/pattern";
import { type Level, levels } from "../findings/finding";
import type { Parameter, Rule } from "../rules/rule";
import { isNamespaced, namespacedIdPattern } from "../rules/rule-id";
import { longestGlob } from "./glob";
import type { Path } from "./path";
import { enforcements, everyRule } from "./settings";

/** The zod schema of `governor.yaml` for some rules: what is checked, and what editors complete. */
export type DocumentSchema = ReturnType<typeof documentSchema>;

/**
 * Builds the schemas of the document and of its sections.
 *
 * @param named Ids of the rules that the document sets something for; default all. The schemas of the others are not
 * built, which is most of the work.
 */
export function documentSchema(rules: readonly Rule[], named?: ReadonlySet<string>) {
  const shape = sectionsShape(rules, named);
  const overlay = z
    .strictObject({
      loosens: z
        .boolean()
        .exactOptional()
        .describe("True: as part of a floor, this environment may be looser than the rest of it; default false."),
      stacks: z
        .array(stackGlob)
        .min(1, noStacks)
        .exactOptional()
        .describe("Globs of project/stack that select this environment; default none: select it by name."),
      production: z
        .boolean()
        .exactOptional()
        .describe("True turns on the rules that apply only in production; default false."),
      ...shape,
    })
    .describe("An environment: what is different in its stacks.");
  return {
    sections: z.strictObject(shape),
    document: z.strictObject({
      extends: z
        .string()
        .regex(/\S/, { error: "must not be empty" })
        .exactOptional()
        .describe(
          "Floor that these settings may only tighten: a path relative to this file's folder, or an npm package with a governor.yaml.",
        ),
      ...shape,
      environments: z
        .record(environmentName, overlay)
        .exactOptional()
        .describe(
          "Environments by name. Each overlays its sections on those above: maps merge, lists and values replace, exemptions add up.",
        ),
    }),
  };
}

/** What a schema says of a place: its description, and the keys that may stand there when they are fixed. */
export interface Place {
  readonly description?: string;
  readonly keys?: readonly string[];
  /** True when the place takes true or false. */
  readonly isSwitch: boolean;
}

/** Looks a path up in a schema. Undefined: no such place. */
export function placeOf(schema: z.core.$ZodType, path: Path): Place | undefined {
  let place = unwrap(schema);
  for (const segment of path) {
    const inner = childOf(place.schema, segment);
    if (inner === undefined) return undefined;
    place = unwrap(inner);
  }
  return {
    ...(place.description === undefined ? {} : { description: place.description }),
    ...(place.schema instanceof z.ZodObject ? { keys: Object.keys(place.schema.shape) } : {}),
    isSwitch: place.schema instanceof z.ZodBoolean,
  };
}

/** Where else a key may stand: the shortest path that ends with it, not through a list or a map of free names. */
export function homeOf(schema: z.core.$ZodType, key: string): Path | undefined {
  const open: { readonly at: Path; readonly schema: z.core.$ZodType }[] = [{ at: [], schema }];
  for (const { at, schema: here } of open) {
    const { schema: inner } = unwrap(here);
    if (!(inner instanceof z.ZodObject)) continue;
    if (Object.hasOwn(inner.shape, key)) return [...at, key];
    for (const [name, child] of Object.entries(inner.shape)) open.push({ at: [...at, name], schema: child });
  }
  return undefined;
}

function childOf(schema: z.core.$ZodType, segment: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, segment) ? schema.shape[segment] : undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

/** Steps through what is optional, and into the mapping form of a union, which stands last. */
function unwrap(schema: z.core.$ZodType): { readonly schema: z.core.$ZodType; readonly description?: string } {
  const description = schema instanceof z.ZodType ? schema.description : undefined;
  const inner =
    schema instanceof z.ZodExactOptional
      ? schema.unwrap()
      : schema instanceof z.ZodUnion
        ? schema.options.at(-1)
        : undefined;
  if (inner === undefined) return { schema, ...(description === undefined ? {} : { description }) };
  const within = unwrap(inner);
  return description === undefined ? within : { ...within, description };
}

const emptyList = { error: "an empty list allows nothing; leave the key out to allow all" };

const noStacks = { error: "an empty list matches no stack; leave the key out" };

const tagKey = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{1,255}$/, { error: "a tag key contains only letters, digits, _ and -" })
  .describe("Key of a tag. DigitalOcean's tags are flat: a key and its value become `key:value`.");

const tagValue = z
  .string()
  .regex(/^[a-zA-Z0-9_:-]{1,255}$/, { error: "a tag value contains only letters, digits, _, - and :" })
  .describe("Value of a tag.");

const environmentName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{1,64}$/, { error: "the name of an environment contains only letters, digits, _ and -" });

const stackGlob = z
  .string()
  .max(longestGlob)
  .regex(/\/|\*\*/, { error: 'matches no stack: write project/stack, such as "*/prod"' })
  .describe("Glob of project/stack: `*` stands for any run of characters without a slash, `**` for any run.");

const resourcePattern = z
  .string()
  .max(longestGlob)
  .regex(/\S/, { error: "must not be empty" })
  .superRefine((pattern, context) => {
    const message = problemOfPattern(pattern);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .describe(
    "Logical name, `Kind::name` or URN; `*` stands for any run of characters within the name, the kind or a part of the URN.",
  );

const resourceName = z.string().max(longestGlob).regex(/\S/, { error: "must not be empty" });

const someText = z.string().regex(/\S/, { error: "must not be empty" });

function usd(description: string) {
  return z.number().positive().describe(description);
}

/** For a rule that the document does not name: should it do so after all, that is refused, not passed over. */
const notNamed = z.never().exactOptional();

function sectionsShape(rules: readonly Rule[], named: ReadonlySet<string> | undefined) {
  const setting = (rule: Rule) =>
    named === undefined || named.has(rule.id) ? ruleSchema(rule).exactOptional() : notNamed;
  const ruleId = z.union([
    z.enum(
      rules.map((rule) => rule.id),
      { error: "unknown rule" },
    ),
    // A mere namespace must not make every slip of the pen a well-formed id.
    z.string().regex(namespacedIdPattern, { abort: true }),
  ]);
  const own = new Set(rules.map((rule) => rule.id));
  const foreign = [...(named ?? [])].filter((id) => isNamespaced(id) && !own.has(id));
  return {
    providers: providersSchema().exactOptional(),
    tags: tagsSchema().exactOptional(),
    rules: z
      .strictObject({
        ...Object.fromEntries(rules.map((rule) => [rule.id, setting(rule)])),
        ...Object.fromEntries(foreign.map((id) => [id, foreignRule.exactOptional()])),
        [everyRule]: levelOfEveryRule().exactOptional(),
      })
      .describe("What is set for single rules, by id, and for every rule, by `*`.")
      .exactOptional(),
    exemptions: z
      .array(exemptionSchema(ruleId))
      .describe("Exemptions of resources from rules, with owner, reason and expiry date.")
      .exactOptional(),
    exempt_in_code: z
      .array(ruleId)
      .describe("Rules that a component may be exempted from in code; default none.")
      .exactOptional(),
    budgets: z
      .array(
        z
          .strictObject({
            tag: z
              .string()
              .regex(/^[a-zA-Z0-9_-]+:[a-zA-Z0-9_:-]+$/, { error: "a budget's tag is written key:value" })
              .max(255)
              .describe("Tag as stored by DigitalOcean, `key:value`.")
              .exactOptional(),
            component: someText
              .max(longestGlob)
              .describe("Component by logical name, type or URN; `*` stands for any run of characters.")
              .exactOptional(),
            monthly: usd("USD per month for everything with the tag, or in the component."),
          })
          .refine(({ tag, component }) => (tag === undefined) !== (component === undefined), {
            error: "a budget has either a tag or a component",
          }),
      )
      .describe("Budgets by tag and by component.")
      .exactOptional(),
    usage: usageSchema().exactOptional(),
    baseline: z
      .string()
      .regex(/\S/, { error: "must not be empty" })
      .describe(
        "File with the violations that were there before and block nothing, relative to this file's folder; governor check --write-baseline writes it. Default none.",
      )
      .exactOptional(),
    enforcement: z
      .enum(enforcements, { error: "unknown choice" })
      .describe("`report` reports all findings and blocks nothing; default enforce.")
      .exactOptional(),
  };
}

function providersSchema() {
  const region = z.enum(
    regions.map(({ slug }) => slug),
    { error: "unknown region" },
  );
  const sizes = (list: SizeList, of: string) =>
    z
      .array(z.enum(knownSizes(list), { error: "unknown size" }))
      .min(1, emptyList)
      .describe(`Sizes that ${of} may have; default all.`)
      .exactOptional();
  const digitalocean = z
    .strictObject({
      enabled: z
        .boolean()
        .describe("False: no resource of this provider may be created; default true.")
        .exactOptional(),
      cost_limit_monthly: usd("USD per month that one stack may cost; default no limit.").exactOptional(),
      regions: z
        .strictObject({
          allowed: z
            .array(region)
            .min(1, emptyList)
            .describe("Datacenters where resources may be created; default all.")
            .exactOptional(),
          disallowed: z
            .array(region)
            .describe("Datacenters where no resource may be created; default none.")
            .exactOptional(),
        })
        .describe("Where resources may be created.")
        .exactOptional(),
      resources: z
        .strictObject({
          droplet: z
            .strictObject({
              max_per_account: z
                .int()
                .min(0)
                .describe("The most Droplets, counted in the stack; default no limit.")
                .exactOptional(),
              allowed_sizes: sizes("droplet", "a Droplet"),
              backup_required: z.boolean().describe("True: every Droplet has backups.").exactOptional(),
              monitoring_required: z
                .boolean()
                .describe("True: every Droplet has the monitoring agent.")
                .exactOptional(),
            })
            .describe("Requirements for Droplets.")
            .exactOptional(),
          firewall: z
            .strictObject({
              covered_elsewhere: z
                .array(
                  z.strictObject({
                    tag: z
                      .string()
                      .regex(/^[a-zA-Z0-9_:-]{1,255}$/, {
                        error: "is not a valid tag: use letters, digits, colons, dashes and underscores",
                      })
                      .describe("Tag by which that firewall selects Droplets."),
                    owner: someText.describe("Owner of that firewall."),
                  }),
                )
                .describe("Tags covered by a firewall of another stack; default none.")
                .exactOptional(),
            })
            .describe("Cloud Firewalls outside the stack.")
            .exactOptional(),
          kubernetes: z
            .strictObject({ allowed_sizes: sizes("kubernetes", "a Kubernetes node") })
            .describe("Requirements for Kubernetes clusters and node pools.")
            .exactOptional(),
          database: z
            .strictObject({ allowed_sizes: sizes("database", "a database node") })
            .describe("Requirements for database clusters.")
            .exactOptional(),
          spaces: z
            .strictObject({
              max_buckets: z
                .int()
                .min(0)
                .describe("The most buckets, counted in the stack; default no limit.")
                .exactOptional(),
              encryption_required: z
                .boolean()
                .describe("True: encryption is required; DigitalOcean offers no way to verify it, which is reported.")
                .exactOptional(),
            })
            .describe("Requirements for Spaces buckets.")
            .exactOptional(),
        })
        .describe("Requirements by kind of resource.")
        .exactOptional(),
      required_tags: z
        .array(tagKey)
        .describe("Keys of the tags that every resource with labels must carry; default none.")
        .exactOptional(),
    })
    .describe("Requirements for DigitalOcean resources.");
  return z
    .object({ digitalocean: digitalocean.exactOptional() })
    .catchall(z.unknown())
    .describe("Cloud providers by name. Only digitalocean is governed; others cause a warning.");
}

function tagsSchema() {
  return z
    .strictObject({
      default: z.record(tagKey, tagValue).describe("Values of tags that a program does not set.").exactOptional(),
      allowed: z
        .record(tagKey, z.array(tagValue).min(1, emptyList).describe("The only values of this tag."))
        .describe("The only values that a tag may have, by key; default any.")
        .exactOptional(),
    })
    .describe("Values of tags.");
}

/** Usage of one month. */
function usageSchema() {
  const amount = (description: string) => z.number().min(0).describe(description).exactOptional();
  const outbound = amount("GiB sent out; default what is included.");
  const jobs = amount("Hours that each job runs; default a minute a run.");
  const functions = amount("GiB-seconds of functions; default: functions have no price.");
  const requests = amount("Million requests; default the 25 million that are included.");
  const stored = amount("GiB stored; default 0.");
  const growth = amount("GiB added; default 0. Half of them are expected, on average over the month.");
  return z
    .strictObject({
      spaces: z
        .strictObject({
          storage_gib: amount("GiB stored in all of the team's buckets; default 250."),
          outbound_gib: amount("GiB sent out per month; default 1024."),
          growth_gib: growth,
          subscription_active: z
            .boolean()
            .describe("True if another stack of the team already pays for the subscription; default false.")
            .exactOptional(),
        })
        .describe("Usage of Spaces, which is billed once per team.")
        .exactOptional(),
      droplet: z
        .strictObject({ outbound_gib: outbound })
        .describe("Usage of each Droplet and Kubernetes node. They share what their sizes include.")
        .exactOptional(),
      app: z
        .strictObject({ outbound_gib: outbound, job_hours: jobs, function_gib_seconds: functions })
        .describe("Usage of each app.")
        .exactOptional(),
      load_balancer: z
        .strictObject({ outbound_gib: outbound, requests_million: requests })
        .describe("Usage of each global load balancer; regional ones are not billed by it.")
        .exactOptional(),
      nat_gateway: z.strictObject({ outbound_gib: outbound }).describe("Usage of each NAT gateway.").exactOptional(),
      vpc_peering: z
        .strictObject({ outbound_gib: amount("GiB sent; default: a peering of two datacenters has no price.") })
        .describe("Usage of each VPC peering between datacenters; inside one it is free.")
        .exactOptional(),
      container_registry: z
        .strictObject({ storage_gib: stored, growth_gib: growth })
        .describe("Usage of the container registries, which are billed once per team.")
        .exactOptional(),
      database: z
        .strictObject({ growth_gib: growth })
        .describe("Usage of each database whose storage grows by itself.")
        .exactOptional(),
      resources: z
        .record(
          resourceName,
          z
            .strictObject({
              outbound_gib: outbound,
              requests_million: requests,
              storage_gib: stored,
              growth_gib: growth,
              job_hours: jobs,
              function_gib_seconds: functions,
            })
            .describe("Usage of this resource."),
        )
        .describe("Usage of single resources, by logical name or `Kind::name`. It takes precedence over their kind's.")
        .exactOptional(),
    })
    .describe("Usage per month that programs do not state, for the cost.");
}

function exemptionSchema(ruleId: z.ZodType<string>) {
  return z.strictObject({
    rule: ruleId.describe("Id of the rule."),
    resource: resourcePattern,
    stacks: z
      .array(stackGlob)
      .min(1, noStacks)
      .describe("Globs of project/stack; default every stack.")
      .exactOptional(),
    reason: someText.describe("Why the rule does not apply."),
    owner: someText.describe("Owner of the exemption."),
    expires: z.iso
      .date({ error: "is not a valid date written YYYY-MM-DD" })
      .describe("Last day on which it applies, UTC, YYYY-MM-DD."),
  });
}

/** An exemption that a component was given in code: what the program exempts is known, the rest must be said. */
export const exemptionInCode = () => exemptionSchema(z.string()).omit({ resource: true, stacks: true });

/** Says whether a finding that an unknown left undecided counts. */
const onUnknown = z
  .enum(["report", "deny"], { error: "unknown choice" })
  .describe("`deny` makes an undecided finding count as a violation; default report.");

const levelText = "Level of the rule's findings: only mandatory and remediate block an update.";

/** What can be set for an organisation's rule where it is not defined: whoever defines it checks its parameters. */
export const foreignRule = z
  .union([
    z.enum(levels, { error: "unknown level" }).transform((value) => ({ level: value })),
    z.strictObject({
      level: z.enum(levels, { error: "unknown level" }).describe(levelText).exactOptional(),
      on_unknown: onUnknown.exactOptional(),
      params: z
        .record(z.string(), z.unknown().describe("A parameter of the rule."))
        .describe("Parameters of the rule.")
        .exactOptional(),
    }),
  ])
  .describe("A rule of your own.");

const levelsWithoutRepair: readonly Level[] = levels.filter((level) => level !== "remediate");

function levelSchema(offered: readonly Level[], noRepair: string) {
  return z
    .enum(offered, { error: (issue) => (issue.input === "remediate" ? noRepair : "unknown level") })
    .describe(levelText);
}

function levelOfEveryRule() {
  const level = levelSchema(levelsWithoutRepair, "not every rule has a safe fix: set the level for single rules");
  return z
    .union([level.transform((value) => ({ level: value })), z.strictObject({ level })])
    .describe("Level of every rule without a level of its own. Only mandatory and remediate block an update.");
}

function ruleSchema(rule: Rule) {
  const repairs = "remediation" in rule && rule.remediation !== undefined;
  const level = levelSchema(
    repairs ? levels : levelsWithoutRepair,
    "this rule has no safe fix, so it cannot have the level",
  );
  const params = Object.entries(rule.params ?? {}).map(
    ([name, parameter]) => [name, parameterSchema(parameter)] as const,
  );
  return z
    .union([
      level.transform((value) => ({ level: value })),
      z.strictObject({
        level: level.exactOptional(),
        on_unknown: onUnknown.exactOptional(),
        params: z
          .strictObject(Object.fromEntries(params.map(([name, schema]) => [name, schema.exactOptional()])))
          .describe("Parameters of the rule.")
          .exactOptional(),
      }),
    ])
    .describe(rule.title);
}

/** The default goes into the JSON schema alone: filled in here, that of an overlay would undo what the base sets. */
function parameterSchema(parameter: Parameter): z.ZodType {
  const meta = { description: parameter.description, default: parameter.default };
  switch (parameter.type) {
    case "integer":
      return integer(parameter).meta(meta);
    case "boolean":
      return z.boolean().meta(meta);
    case "string":
      return text(parameter).meta(meta);
    case "array":
      return z.array(itemSchema(parameter.items)).meta(meta);
  }
}

function itemSchema(items: ListForm): z.ZodType {
  switch (items.type) {
    case "integer":
      return integer(items);
    case "string":
      return text(items);
    default:
      return z.union([integer(items), text(items)], { error: mustBe(items) });
  }
}

type TextForm = Extract<Parameter, { readonly type: "string" }> | ListForm;
type ListForm = Extract<Parameter, { readonly type: "array" }>["items"];

function text(form: TextForm) {
  const { pattern = "", accepts } = form;
  const expression = new RegExp(pattern);
  const schema = pattern === "" ? z.string() : z.string().regex(expression, { error: mustBe(form) });
  // One problem for a text, not two, if it is of the wrong form altogether.
  return accepts === undefined
    ? schema
    : schema.refine((value) => !expression.test(value) || accepts(value), { error: mustBe(form) });
}

function mustBe({ allowed, pattern }: TextForm): string {
  if (allowed !== undefined) return `must be ${allowed}`;
  return pattern === undefined ? "is not accepted" : `must be a text that matches ${pattern}`;
}

function integer({ minimum, maximum }: { readonly minimum?: number; readonly maximum?: number }) {
  let schema = z.int();
  if (minimum !== undefined) schema = schema.min(minimum);
  if (maximum !== undefined) schema = schema.max(maximum);
  return schema;
}
