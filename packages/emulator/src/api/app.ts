import { Hono } from "hono";
import type { Cloud } from "../state/cloud.ts";
import type { Access } from "../state/tokens.ts";
import { bearerIn } from "./bearer.ts";
import { ApiError, notImplemented, unauthorized, unscoped } from "./errors.ts";
import { jsonBody } from "./json.ts";
import { missing, missingAt } from "./missing.ts";
import { modules } from "./modules.ts";
import { refresh, refreshPath } from "./oauth.ts";
import type { Operation } from "./operation.ts";
import { errorResponse, responseOf } from "./response.ts";
import { allows, scopesNeeded } from "./scopes.ts";

/**
 * The API v2 of DigitalOcean, at the root of the URL: its own clients lose a prefix.
 *
 * @param called Told of every operation that is called.
 */
export function apiApp(cloud: Cloud, called: (operation: Operation) => void): Hono {
  const app = new Hono();
  for (const [kind, completion] of modules.flatMap(({ completions }) => Object.entries(completions?.(cloud) ?? {}))) {
    cloud.transitions.define(kind, completion);
  }
  const operations = modules.flatMap((module) => module.operations);
  for (const path of missing.flatMap(({ paths }) => paths)) app.all(path, (context) => context.notFound());
  for (const operation of operations.toSorted((a, b) => compareText(routeOrder(a), routeOrder(b)))) {
    const needed = scopesNeeded(operation);
    app.on(operation.method, operation.path.replaceAll(/\{(\w+)\}/g, ":$1"), async (context) => {
      called(operation);
      const access = accessIn(cloud, context.req.header("authorization"));
      if (access.scopes !== undefined && !allows(access.scopes, needed)) throw unscoped();
      const account = cloud.account(access.account);
      cloud.transitions.settle(account);
      for (const { elapse } of modules) elapse?.(cloud, account);
      const url = new URL(context.req.url);
      const call = {
        cloud,
        account,
        access,
        params: context.req.param(),
        // Clients written in Go send an empty text for what was never set, in queries as in bodies.
        query: new URLSearchParams([...url.searchParams].filter(([, value]) => value !== "")),
        headers: context.req.raw.headers,
        url,
      };
      return responseOf(await operation.answer(call, jsonBody(await context.req.text())));
    });
  }
  app.post(refreshPath, async ({ req }) => responseOf(refresh(cloud, new URL(req.url), await req.text())));
  app.notFound(({ req }) => {
    accessIn(cloud, req.header("authorization"));
    return errorResponse(notImplemented(`${req.method} ${req.path}`, missingAt(req.path)?.reason));
  });
  app.onError((error) => {
    if (error instanceof ApiError) return errorResponse(error);
    throw error;
  });
  return app;
}

/** Of two paths that fit, the one with words where the other has parameters comes first, and so answers. */
const routeOrder = ({ path }: Operation): string => path.replaceAll(/\{\w+\}/g, "~");

const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b);

function accessIn(cloud: Cloud, header: string | undefined): Access {
  const token = bearerIn(header);
  const access = token === undefined ? undefined : cloud.tokens.accessOf(token);
  if (access === undefined || !cloud.tokens.isValid(access)) throw unauthorized();
  return access;
}
