import type * as z from "zod";
import { unprocessable } from "./errors.ts";

type Issue = z.core.$ZodIssue;

/**
 * The body of a request as its schema reads it. Clients written in Go send a value for what was never set: null, `{}`, ""
 * or 0. If the schema refuses such a value, it counts as left out; one that it takes, such as a 0 that means something,
 * stays. So a schema says by its bounds what is no value: `z.string().min(1).exactOptional()`. A required list that is
 * null is an empty one.
 *
 * @throws ApiError that names all problems.
 */
export function requested<T>(schema: z.ZodType<T>, body: unknown): T {
  const sent = body ?? {};
  const parsed = schema.safeParse(sent);
  return parsed.success ? parsed.data : mended(schema, sent, parsed.error.issues);
}

function mended<T>(schema: z.ZodType<T>, body: unknown, first: readonly Issue[]): T {
  const kept: unknown = structuredClone(body);
  for (let issues = first; ; ) {
    const changes = issues
      .flatMap(withinUnions)
      .filter((issue) => emptyList(kept, issue, body) || leaveOut(kept, issue));
    if (changes.length === 0) {
      // A required field that was left out on the way is refused for what was sent.
      const sent = new Map(first.toReversed().map((issue) => [issue.path.join("."), issue]));
      throw refusal(issues.map((issue) => sent.get(issue.path.join(".")) ?? issue));
    }
    const parsed = schema.safeParse(kept);
    if (parsed.success) return parsed.data;
    issues = parsed.error.issues;
  }
}

/** An issue, and those of what a union could be. */
function withinUnions(issue: Issue): readonly Issue[] {
  const inner = issue.code === "invalid_union" ? issue.errors.flat() : [];
  return [...inner.map((one) => ({ ...one, path: [...issue.path, ...one.path] })).flatMap(withinUnions), issue];
}

/** Of a list of a hundred thousand, nobody reads every item. */
const mostTold = 20;

function refusal(issues: readonly Issue[]): Error {
  const told = issues.slice(0, mostTold).map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  return unprocessable(
    [...told, ...(issues.length > mostTold ? [`and ${issues.length - mostTold} more`] : [])].join("; "),
  );
}

/** A value without what was never set in it; false says something. */
export function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutUnset);
  if (!isHolder(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withoutUnset(inner)] as const);
  const isSet = (inner: unknown) => (isHolder(inner) ? Object.keys(inner).length > 0 : !isNone(inner));
  return Object.fromEntries(entries.filter(([, inner]) => Array.isArray(inner) || isSet(inner)));
}

/** Takes the innermost value that stands for none around an issue out of a body. False: there is none. */
function leaveOut(body: unknown, { path }: Issue): boolean {
  const inwards = path.map((_, depth) => path.slice(0, depth + 1));
  const unset = inwards.findLast((one) => {
    // Nothing is taken out of a list: what follows would move up.
    const holder = valueAt(body, one.slice(0, -1));
    return !Array.isArray(holder) && isNone(valueAt(body, one));
  });
  const holder = valueAt(body, unset?.slice(0, -1) ?? []);
  return unset !== undefined && isHolder(holder) && Reflect.deleteProperty(holder, unset.at(-1) ?? "");
}

/** Puts an empty list where a required one was null, and has been left out. */
function emptyList(body: unknown, issue: Issue, sent: unknown): boolean {
  const { path } = issue;
  const wantsList = issue.code === "invalid_type" && issue.expected === "array" && valueAt(sent, path) === null;
  const holder = valueAt(body, path.slice(0, -1));
  const isGone = wantsList && isHolder(holder) && valueAt(body, path) === undefined;
  return isGone && Reflect.set(holder, path.at(-1) ?? "", []);
}

/** Undefined where the path does not lead. */
function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (here, key) => (isHolder(here) && Object.hasOwn(here, key) ? Reflect.get(here, key) : undefined),
    body,
  );
}

const isHolder = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Whether it is what Go has for a value that was never set. */
function isNone(value: unknown): boolean {
  if (!isHolder(value)) return value === null || value === "" || value === 0;
  return !Array.isArray(value) && Object.values(value).every((inner) => inner === false || isNone(inner));
}
