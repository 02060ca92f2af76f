import * as z from "zod";
import { accessDenied, SpacesError } from "../errors.ts";

const text = z.union([z.string(), z.number()]).transform(String);
const size = z.union([z.number(), z.string().regex(/^\d+$/)]).transform(Number);
const condition = z.union([
  z.tuple([z.literal("content-length-range"), size, size]),
  z.tuple([z.enum(["eq", "starts-with"]), z.string().startsWith("$"), text]),
  z.record(z.string(), text),
]);

const document = z.object({ expiration: z.iso.datetime(), conditions: z.array(condition) });

/** How many bytes the file of a form may have. */
export interface SizeRange {
  readonly least: number;
  readonly most: number;
}

/** What must not be named in a policy. */
const unnamed = ["policy", "x-amz-signature", "awsaccesskeyid", "signature", "file"];

/**
 * Holds a form against the policy that it is signed with.
 *
 * @param policy As the form has it, in base64.
 * @param fields With the bucket, and the key as it will be.
 * @throws SpacesError where the policy is none, is over, or does not allow the form.
 */
export function checkPolicy(policy: string, fields: ReadonlyMap<string, string>): SizeRange {
  const parsed = document.safeParse(parse(Buffer.from(policy, "base64").toString("utf8")));
  if (!parsed.success) throw invalidPolicy(parsed.error.issues[0]?.path.join("."));
  const { expiration, conditions } = parsed.data;
  if (Date.parse(expiration) < Date.now()) throw accessDenied("Invalid according to Policy: Policy expired.");
  let range: SizeRange = { least: 0, most: Number.POSITIVE_INFINITY };
  const named = new Set<string>([...unnamed, "bucket"]);
  for (const one of conditions) {
    if (Array.isArray(one) && one[0] === "content-length-range") {
      range = { least: one[1], most: one[2] };
      continue;
    }
    const wanted: readonly (readonly [string, string, string])[] = Array.isArray(one)
      ? [[one[0], one[1].slice(1), one[2]]]
      : Object.entries(one).map(([name, value]) => ["eq", name, value]);
    for (const [how, name, value] of wanted) {
      named.add(name.toLowerCase());
      const given = fields.get(name.toLowerCase()) ?? "";
      if (how === "eq" ? given === value : given.startsWith(value)) continue;
      const words = JSON.stringify([how, `$${name}`, value]);
      throw accessDenied(`Invalid according to Policy: Policy Condition failed: ${words}`);
    }
  }
  const extra = [...fields.keys()].filter((name) => !named.has(name) && !name.startsWith("x-ignore-"));
  if (extra.length > 0) throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra.join(", ")}`);
  return range;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalidPolicy();
  }
}

const invalidPolicy = (where = "") =>
  new SpacesError(
    400,
    "InvalidPolicyDocument",
    `The content of the form does not meet the conditions specified in the policy document: ${where || "no valid JSON"}`,
  );
