import * as z from "zod";
import { type Level, levels } from "../findings/finding";
import type { Parameter, Rule } from "../rules/rule";

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

export function levelOfEveryRule() {
  const level = levelSchema(levelsWithoutRepair, "not every rule has a safe fix: set the level for single rules");
  return z
    .union([level.transform((value) => ({ level: value })), z.strictObject({ level })])
    .describe("Level of every rule without a level of its own. Only mandatory and remediate block an update.");
}

/** What can be set for a rule that is defined here. */
export function ruleSchema(rule: Rule) {
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
