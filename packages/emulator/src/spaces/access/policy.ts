import * as z from "zod";
import { parseJson } from "../../api/json.ts";
import { SpacesError } from "../errors.ts";
import { conditionOperators, type Facts, holds } from "./condition.ts";
import { matches } from "./pattern.ts";

/** Of a policy, as S3 has it. */
const mostBytes = 20 * 1024;

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const principal = z.union([
  z.literal("*").transform(() => ["*"]),
  z.strictObject({ AWS: texts }).transform(({ AWS }) => AWS),
]);
const values = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const wanted = z.union([values.transform((value) => [value]), z.array(values)]);

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: principal.optional(),
    NotPrincipal: principal.optional(),
    Action: texts.optional(),
    NotAction: texts.optional(),
    Resource: texts.optional(),
    NotResource: texts.optional(),
    Condition: z.partialRecord(z.enum(conditionOperators), z.record(z.string(), wanted)).optional(),
  })
  .refine((one) => (one.Principal === undefined) !== (one.NotPrincipal === undefined), "needs a Principal")
  .refine((one) => one.Effect === "Deny" || one.NotPrincipal === undefined, "can not allow with NotPrincipal")
  .refine((one) => (one.Action === undefined) !== (one.NotAction === undefined), "needs an Action")
  .refine((one) => (one.Resource === undefined) !== (one.NotResource === undefined), "needs a Resource");

const policy = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.union([statement.transform((one) => [one]), z.array(statement).min(1)]),
});

/** A bucket policy. */
export type Policy = z.infer<typeof policy>;

/** What somebody wants to do, as a policy sees it. */
export interface Attempt {
  /** Such as `s3:GetObject`. */
  readonly action: string;
  /** Such as `arn:aws:s3:::bucket/key`. */
  readonly resource: string;
  /** The account; undefined where nobody has signed. */
  readonly account: string | undefined;
  readonly facts: Facts;
}

const prefix = "arn:aws:s3:::";

export function resourceOf(bucket: string, key: string | undefined): string {
  return key === undefined ? `${prefix}${bucket}` : `${prefix}${bucket}/${key}`;
}

/**
 * Reads the policy of a bucket.
 *
 * @throws SpacesError `MalformedPolicy` where it is none, or speaks of another bucket.
 */
export function readPolicy(text: string, bucket: string): Policy {
  if (Buffer.byteLength(text) > mostBytes) throw malformed("Policies must be at most 20 KB");
  const parsed = policy.safeParse(parse(text));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "policy"}: ${message}`);
    throw malformed(problems.slice(0, 5).join("; "));
  }
  for (const { Resource, NotResource } of parsed.data.Statement) {
    const foreign = [...(Resource ?? []), ...(NotResource ?? [])].find((one) => !isOf(one, bucket));
    if (foreign !== undefined) throw malformed("Policy has invalid resource");
  }
  return parsed.data;
}

/** What a policy says of an attempt; a Deny wins over every Allow. */
export function judge({ Statement }: Policy, attempt: Attempt): Policy["Statement"][number]["Effect"] | undefined {
  const effects = Statement.filter((one) => applies(one, attempt)).map(({ Effect }) => Effect);
  return effects.includes("Deny") ? "Deny" : effects[0];
}

function applies(one: Policy["Statement"][number], { action, resource, account, facts }: Attempt): boolean {
  const isNamed = (names: readonly string[]) =>
    names.some((name) => name === "*" || (account !== undefined && namesOf(account).includes(name)));
  const isAny = (patterns: readonly string[], text: string) => patterns.some((pattern) => matches(pattern, text));
  const isAction = (patterns: readonly string[]) =>
    isAny(
      patterns.map((pattern) => pattern.toLowerCase()),
      action.toLowerCase(),
    );
  return (
    (one.Principal === undefined ? !isNamed(one.NotPrincipal ?? []) : isNamed(one.Principal)) &&
    (one.Action === undefined ? !isAction(one.NotAction ?? []) : isAction(one.Action)) &&
    (one.Resource === undefined ? !isAny(one.NotResource ?? [], resource) : isAny(one.Resource, resource)) &&
    Object.entries(one.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys ?? {}).every(([key, wantedValues]) => holds(operator, key, wantedValues, facts)),
    )
  );
}

/** What a policy may call an account, which is its own only user. */
const namesOf = (account: string): readonly string[] => [
  account,
  `arn:aws:iam::${account}:root`,
  `arn:aws:iam::${account}:user/${account}`,
  `arn:aws:iam:::user/${account}`,
];

function isOf(resource: string, bucket: string): boolean {
  if (resource === "*") return true;
  if (!resource.startsWith(prefix)) return false;
  const [name = ""] = resource.slice(prefix.length).split("/");
  return matches(name, bucket);
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw malformed(
      `Policies must be valid JSON: the policy ${error instanceof Error ? error.message : "cannot be read"}`,
    );
  }
}

const malformed = (message: string) => new SpacesError(400, "MalformedPolicy", message);
