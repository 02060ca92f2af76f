import { type Context, Hono } from "hono";
import * as z from "zod";
import { type Limits, limitsOf, setLimits, tiers } from "../api/account/limits.ts";
import { logPath, logText } from "../api/apps/logs.ts";
import { tokenSchema } from "../api/bearer.ts";
import { ApiError, badRequest, notImplemented, unprocessable } from "../api/errors.ts";
import { jsonBody } from "../api/json.ts";
import { errorResponse } from "../api/response.ts";
import { type Faults, faultSchema } from "../faults/faults.ts";
import { presets } from "../faults/preset.ts";
import type { RateLimits } from "../limits/rate-limits.ts";
import { timeSchema } from "../state/clock.ts";
import { type Cloud, snapshotSchema } from "../state/cloud.ts";
import { policySchema } from "../state/policy.ts";
import { firstOf } from "../state/problems.ts";
import { problemsInRecords } from "../state/table.ts";
import { tokenId } from "../state/tokens.ts";
import { checked } from "./checked.ts";
import type { Coverage } from "./coverage.ts";
import { deposit, depositSchema } from "./deposits.ts";
import { eventStream } from "./event-stream.ts";
import { pageFile, pageFileAt } from "./page.ts";
import type { RequestLog } from "./request-log.ts";
import { shownAccount } from "./shown-account.ts";

/** What can be controlled. */
export interface ControlParts {
  readonly cloud: Cloud;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly log: RequestLog;
  readonly coverage: Coverage;
  /**
   * Does some work, and makes sure that what it changed outlives the process.
   *
   * @throws NotKept if that cannot be written; the work is undone then.
   */
  keep(work: () => Promise<void>): Promise<void>;
  /** Does what has become due when the clock has been moved. */
  settle(): void;
  /**
   * The environment that points clients here.
   *
   * @param url As the client reaches it.
   * @param token Whose account it is; default `emulator`.
   */
  readonly environment: (url: string, token: string | undefined) => Readonly<Record<string, string>>;
}

const advanceSchema = z.strictObject({
  seconds: z
    .number()
    .min(0)
    .max(10 * 366 * 86_400),
});
const stopSchema = z.strictObject({ at: z.iso.datetime({ offset: true }).exactOptional() });
const limitsSchema = z.strictObject({ enforced: z.boolean() });

const accountSchema = z.strictObject({ token: tokenSchema });
const environmentSchema = z.object({ token: tokenSchema.optional() });
const limit = z.int().min(0).max(1_000_000).exactOptional();
const accountLimitsSchema = accountSchema.extend({
  tier: z.literal([1, 2, 3]).exactOptional(),
  droplet_limit: limit,
  reserved_ip_limit: limit,
  volume_limit: limit,
});

const scope = z
  .string()
  .regex(/^(read|write|[a-z_]+:[a-z_]+)$/, "must be a scope such as droplet:read, or read or write");
const tokenOptionsSchema = accountSchema.extend({
  account: tokenSchema.exactOptional(),
  scopes: z.array(scope).exactOptional(),
  expires_in: z.number().min(0).max(1e9).exactOptional(),
  refresh_token: tokenSchema.exactOptional(),
});

/** The endpoints under `/_emulator/`, and the page there. */
export function controlApp(parts: ControlParts): Hono {
  const { cloud, faults, limits, log, coverage, environment, keep, settle } = parts;
  const app = new Hono().basePath("/_emulator");

  const clock = () => ({ time: cloud.clock.now.toISOString(), runs: cloud.clock.state.stopped === undefined });
  const transitions = () => ({
    kinds: cloud.transitions.kinds,
    policies: Object.fromEntries(cloud.transitions.policies),
    pending: cloud
      .all()
      .flatMap((account) => cloud.transitions.pending(account).map((one) => ({ account: account.id, ...one }))),
  });
  const allFaults = () => ({ faults: faults.all(), presets });

  app.get("/health", (context) => context.json({ status: "ok", accounts: cloud.all().length }));
  app.post("/reset", async (context) => {
    await keep(async () => cloud.reset());
    // Only now, since none of these could be brought back.
    cloud.transitions.policies.clear();
    cloud.tokens.clear();
    faults.reset();
    limits.reset();
    coverage.reset();
    log.clear();
    return context.json({ status: "ok" });
  });
  app.get("/snapshot", (context) => context.json(cloud.snapshot));
  app.post("/restore", async (context) => {
    const snapshot = checked(snapshotSchema, await bodyIn(context));
    const faulty = problemsInRecords(snapshot.accounts);
    if (faulty.length > 0) throw unprocessable(firstOf(faulty).join("; "));
    cloud.restore(snapshot);
    return context.json({ status: "ok", accounts: cloud.all().length });
  });
  app.get("/environment", (context) => {
    const { token } = checked(environmentSchema, context.req.query());
    return context.json(environment(new URL(context.req.url).origin, token));
  });

  app.get("/clock", (context) => context.json(clock()));
  app.post("/clock/advance", async (context) => {
    const milliseconds = checked(advanceSchema, await bodyIn(context)).seconds * 1000;
    checkTime(cloud.clock.time + milliseconds);
    cloud.clock.advance(milliseconds);
    settle();
    return context.json(clock());
  });
  app.post("/clock/stop", async (context) => {
    const { at } = checked(stopSchema, await bodyIn(context));
    if (at !== undefined) checkTime(Date.parse(at));
    cloud.clock.stop(at === undefined ? cloud.clock.time : Date.parse(at));
    settle();
    return context.json(clock());
  });
  app.post("/clock/start", (context) => {
    cloud.clock.stop(undefined);
    return context.json(clock());
  });

  app.get("/transitions", (context) => context.json(transitions()));
  app.put("/transitions/policies", async (context) => {
    const kind = z.enum([...cloud.transitions.kinds, "*"]);
    const policies = checked(z.partialRecord(kind, policySchema), await bodyIn(context));
    cloud.transitions.policies.clear();
    for (const [name, policy] of Object.entries(policies)) {
      if (policy !== undefined) cloud.transitions.policies.set(name, policy);
    }
    return context.json(transitions());
  });
  app.post("/transitions/:id/complete", (context) => {
    for (const account of cloud.all()) {
      const one = cloud.transitions.pending(account).find(({ id }) => id === context.req.param("id"));
      if (one === undefined) continue;
      cloud.transitions.complete(account, one);
      return context.json(transitions());
    }
    throw unknown("transition is under way with that id");
  });

  app.get("/faults", (context) => context.json(allFaults()));
  app.post("/faults", async (context) => {
    const fault = checked(faultSchema, await bodyIn(context));
    return context.json(faults.add(fault), 201);
  });
  app.delete("/faults", (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  app.delete("/faults/:id", (context) => {
    if (!faults.remove(context.req.param("id"))) throw unknown("fault has that id");
    return context.body(null, 204);
  });

  app.get("/limits", (context) => context.json({ enforced: limits.enforced }));
  app.put("/limits", async (context) => {
    limits.enforced = checked(limitsSchema, await bodyIn(context)).enforced;
    return context.json({ enforced: limits.enforced });
  });

  app.put("/accounts/limits", async (context) => {
    const { token, tier, ...others } = checked(accountLimitsSchema, await bodyIn(context));
    const account = cloud.accountOf(token);
    const { droplet_limit, reserved_ip_limit, volume_limit } = others;
    const old = tier === undefined ? limitsOf(account) : tiers[tier];
    const set: Limits = {
      ...old,
      droplets: droplet_limit ?? old.droplets,
      reservedIps: reserved_ip_limit ?? old.reservedIps,
      volumes: volume_limit ?? old.volumes,
    };
    setLimits(account, set);
    return context.json({
      account: account.id,
      droplet_limit: set.droplets,
      reserved_ip_limit: set.reservedIps,
      volume_limit: set.volumes,
    });
  });
  app.post("/accounts/reset", async (context) => {
    const { token } = checked(accountSchema, await bodyIn(context));
    const id = cloud.tokens.accessOf(token).account;
    await keep(async () => cloud.forget(id));
    limits.forget(tokenId(token));
    return context.json({ status: "ok", account: id });
  });

  app.put("/tokens", async (context) => {
    const { expires_in, refresh_token, ...others } = checked(tokenOptionsSchema, await bodyIn(context));
    const { account, scopes, expires } = cloud.tokens.set({
      ...others,
      ...(expires_in === undefined ? {} : { expiresIn: expires_in }),
      ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    });
    return context.json({
      account,
      scopes: scopes ?? null,
      expires_at: expires === undefined ? null : new Date(expires).toISOString(),
    });
  });

  app.get(logPath, (context) => {
    const { req } = context;
    const account = cloud.all().find(({ id }) => id === req.param("account"));
    if (account === undefined) throw unknown("account has that id");
    return context.text(logText(cloud, account, req.param("deployment"), new URL(req.url).searchParams));
  });

  app.post("/deposits", async (context) => {
    const body = checked(depositSchema, await bodyIn(context));
    return context.json(deposit(cloud, body), 201);
  });

  app.get("/requests", (context) => {
    const asked = context.req.query("count") ?? "100";
    if (!/^\d{1,6}$/.test(asked)) throw badRequest("count must be a whole number");
    return context.json({ requests: log.last(Number(asked)) });
  });
  app.get("/requests/stream", () => eventStream((send) => log.follow(send)));
  app.get("/coverage", (context) => context.json(coverage.report()));
  app.get("/resources", (context) => {
    for (const account of cloud.all()) cloud.transitions.settle(account);
    return context.json({ accounts: cloud.all().map(shownAccount) });
  });

  app.notFound(({ req }) => {
    const isRead = req.method === "GET" || req.method === "HEAD";
    const file = isRead ? pageFileAt(req.path) : undefined;
    return file === undefined ? errorResponse(notImplemented(`${req.method} ${req.path}`)) : pageFile(file);
  });
  app.onError((error) => {
    if (error instanceof ApiError) return errorResponse(error);
    throw error;
  });
  return app;
}

/** Beyond it, no date could be written any more. */
function checkTime(time: number): void {
  if (!timeSchema.safeParse(time).success) throw unprocessable("the clock must stay between the years 1653 and 8941");
}

const unknown = (what: string) => new ApiError(404, "not_found", `no ${what}`);

const bodyIn = async ({ req }: Context): Promise<unknown> => jsonBody(await req.text());
