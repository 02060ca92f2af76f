import * as z from "zod";
import { matches } from "../access/pattern.ts";

export const corsRuleSchema = z.object({
  id: z.string().exactOptional(),
  origins: z.array(z.string()),
  methods: z.array(z.string()),
  headers: z.array(z.string()),
  exposed: z.array(z.string()),
  /** Seconds. */
  maxAge: z.number().exactOptional(),
});

/** Which pages of other origins may do what. */
export type CorsRule = z.infer<typeof corsRuleSchema>;

/** What a browser says of a page of another origin. */
export interface CrossOrigin {
  readonly origin: string;
  readonly method: string;
  /** Headers that the page wants to send, in lower case. */
  readonly headers: readonly string[];
}

/** What a browser is told; undefined where no rule lets the page in. */
export function corsHeaders(
  rules: readonly CorsRule[],
  { origin, method, headers }: CrossOrigin,
): Readonly<Record<string, string>> | undefined {
  const rule = rules.find(
    (one) =>
      one.origins.some((pattern) => matches(pattern, origin)) &&
      one.methods.includes(method) &&
      headers.every((header) => one.headers.some((pattern) => matches(pattern.toLowerCase(), header))),
  );
  if (rule === undefined) return undefined;
  const isAny = rule.origins.includes("*");
  return {
    "access-control-allow-origin": isAny ? "*" : origin,
    "access-control-allow-methods": rule.methods.join(", "),
    ...(isAny ? {} : { "access-control-allow-credentials": "true" }),
    ...(headers.length === 0 ? {} : { "access-control-allow-headers": headers.join(", ") }),
    ...(rule.exposed.length === 0 ? {} : { "access-control-expose-headers": rule.exposed.join(", ") }),
    ...(rule.maxAge === undefined ? {} : { "access-control-max-age": String(rule.maxAge) }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}
