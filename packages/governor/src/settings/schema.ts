import * as z from "zod";
import { knownSizes, regions, type SizeList } from "../catalogue";
import { problemOfPattern } from "../exemptions/pattern";
import type { Rule } from "../rules/rule";
import { isNamespaced, namespacedIdPattern } from "../rules/rule-id";
import { longestGlob } from "./glob";
import { foreignRule, levelOfEveryRule, ruleSchema } from "./rule-schema";
import { enforcements, everyRule } from "./settings";
import { usageSchema } from "./usage-schema";

/** The zod schema of `governor.yaml` for some rules: what is checked, and what editors complete. */
export type DocumentSchema = ReturnType<typeof documentSchema>;

/** How to parse with it: leaves the wording to us, and compiles nothing, for each schema is used for a handful of values. */
export const lenient = { error: () => "", jitless: true };

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
    account: z
      .string()
      .regex(/\S/, { error: "must not be empty" })
      .describe(
        "File with what the account has, relative to this file's folder; governor account writes it. With it quotas count the whole account. Default none.",
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
                .describe(
                  "The most Droplets, counted in the stack, and with `account` in the whole account; default no limit.",
                )
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
                .describe(
                  "The most buckets, counted in the stack, and with `account` in the whole account; default no limit.",
                )
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
