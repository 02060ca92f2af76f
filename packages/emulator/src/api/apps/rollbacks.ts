import * as z from "zod";
import { badRequest } from "../errors.ts";
import { bodyOperation, type Call, type Operation, ok, operation, rows } from "../operation.ts";
import { type App, appTable } from "./app.ts";
import { type Deployment, deploy, deploymentAnswer, deploymentTable } from "./deployment.ts";
import { appOf } from "./running.ts";

const path = "/v2/apps/{app_id}/rollback";

const request = z.object({ deployment_id: z.string(), skip_pin: z.boolean().default(false) });

/** The way back to an earlier deployment: the app is pinned to it until the rollback is committed or reverted. */
export const rollbackOperations: readonly Operation[] = [
  bodyOperation("POST", path, "document", request, (call, { deployment_id, skip_pin }) => {
    const app = appOf(call);
    const target = rows(call, deploymentTable).get(deployment_id);
    const problem = problemOf(app, target);
    if (problem !== undefined || target === undefined) throw badRequest(problem?.message ?? "");
    const next = deploy(call.cloud, call.account, app, `rollback to ${deployment_id}`, target.spec);
    if (skip_pin) rows(call, appTable).put(app.id, { ...next, spec: target.spec });
    else if (next.pending !== undefined) rows(call, appTable).put(app.id, { ...next, pinned: next.pending });
    return pendingOf(call);
  }),
  bodyOperation("POST", `${path}/validate`, "document", request, (call, { deployment_id }) => {
    const error = problemOf(appOf(call), rows(call, deploymentTable).get(deployment_id));
    return ok({ valid: error === undefined, ...(error === undefined ? {} : { error }) });
  }),
  operation("POST", `${path}/commit`, "document", (call) => {
    const { app, pinned } = rolledBack(call);
    rows(call, appTable).put(app.id, { ...app, spec: pinned.spec });
    return ok(undefined);
  }),
  operation("POST", `${path}/revert`, "document", (call) => {
    const { app } = rolledBack(call);
    deploy(call.cloud, call.account, app, "rollback reverted");
    return pendingOf(call);
  }),
];

/** Refuses a new deployment of an app that is pinned to one. */
export function refusePinned({ pinned }: App): void {
  if (pinned !== undefined)
    throw badRequest("the app is pinned to a rollback, which must be committed or reverted first");
}

/** An app that was rolled back, as it is without its pin. */
function rolledBack(call: Call): { readonly app: App; readonly pinned: Deployment } {
  const { pinned: id = "", ...app } = appOf(call);
  const pinned = rows(call, deploymentTable).get(id);
  if (pinned === undefined) throw badRequest("the app is not rolled back");
  return { app, pinned };
}

function problemOf({ id, pinned, active }: App, target: Deployment | undefined) {
  if (pinned !== undefined) return { code: "app_pinned", message: "the app is pinned to a rollback already" };
  if (target?.app !== id || target.phase !== "SUPERSEDED" || target.id === active) {
    return { code: "incompatible_phase", message: "only a deployment that has served before can be rolled back to" };
  }
  return undefined;
}

function pendingOf(call: Call) {
  const deployment = rows(call, deploymentTable).get(appOf(call).pending ?? "");
  return ok(deployment === undefined ? {} : { deployment: deploymentAnswer(deployment) });
}
