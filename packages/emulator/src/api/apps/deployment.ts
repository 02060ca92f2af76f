import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { type App, appTable } from "./app.ts";
import { appSpec, componentsOf } from "./spec.ts";

const deployment = z.object({
  id: z.string(),
  app: z.string(),
  cause: z.string(),
  spec: appSpec,
  phase: z.enum(["PENDING_BUILD", "ACTIVE", "SUPERSEDED", "CANCELED"]),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** An attempt to run an app as its spec said then. */
export type Deployment = z.infer<typeof deployment>;

export const deploymentTable = tableOf("app_deployments", deployment);

belongsTo("App", deploymentTable);

/** A deployment as transitions name it. */
export const deploymentSubject = (id: string) => `deployment:${id}`;

/** The deployments of an app, newest first. */
export function deploymentsOf(account: Account, app: string): readonly Deployment[] {
  return deploymentTable
    .of(account)
    .filter((one) => one.app === app)
    .toReversed();
}

/** Begins to deploy an app; what was still pending is superseded. */
export function deploy(cloud: Cloud, account: Account, app: App, cause: string, spec = app.spec): App {
  const id = cloud.ids.uuid();
  const now = cloud.clock.stamp;
  if (app.pending !== undefined) leave(cloud, account, app.pending, "SUPERSEDED");
  deploymentTable.of(account).put(id, {
    id,
    app: app.id,
    cause,
    spec,
    phase: "PENDING_BUILD",
    created_at: now,
    updated_at: now,
  });
  cloud.transitions.begin(account, "app.deploy", deploymentSubject(id));
  return appTable.of(account).put(app.id, { ...app, pending: id, updated_at: now });
}

/** Gives a deployment up before it serves. */
export function leave(cloud: Cloud, account: Account, id: string, phase: "SUPERSEDED" | "CANCELED"): void {
  cloud.transitions.forget(account, deploymentSubject(id));
  put(cloud, account, id, phase);
}

/** What ends with a deployment: it serves, and the one before it does no longer. */
export function completeDeployment(cloud: Cloud, account: Account, { subject }: { readonly subject: string }): void {
  const [, id = ""] = subject.split(":");
  const app = appTable.of(account).find(({ pending }) => pending === id);
  if (app === undefined) return;
  const { pending: _, active: before, ...own } = app;
  if (before !== undefined) put(cloud, account, before, "SUPERSEDED");
  put(cloud, account, id, "ACTIVE");
  appTable.of(account).put(app.id, { ...own, active: id });
}

function put(cloud: Cloud, account: Account, id: string, phase: Deployment["phase"]): void {
  const old = deploymentTable.of(account).get(id);
  if (old !== undefined) deploymentTable.of(account).put(id, { ...old, phase, updated_at: cloud.clock.stamp });
}

/** A deployment as the API answers with it. Clients wait until each of its steps has succeeded. */
export function deploymentAnswer({ app: _, ...deployment }: Deployment) {
  const isPending = deployment.phase === "PENDING_BUILD";
  const isDone = deployment.phase === "ACTIVE" || deployment.phase === "SUPERSEDED";
  const status = isDone ? "SUCCESS" : isPending ? "PENDING" : "ERROR";
  const steps = [
    ["build", "Building service"],
    ["deploy", "Deploying service"],
  ].map(([name, message_base]) => ({
    name,
    status,
    started_at: deployment.created_at,
    ...(isPending ? {} : { ended_at: deployment.updated_at }),
    steps: componentsOf(deployment.spec).map((component) => ({
      name: component.name,
      status,
      component_name: component.name,
      message_base,
    })),
  }));
  return {
    ...deployment,
    phase_last_updated_at: deployment.updated_at,
    progress: {
      pending_steps: status === "PENDING" ? steps.length : 0,
      running_steps: 0,
      success_steps: status === "SUCCESS" ? steps.length : 0,
      error_steps: status === "ERROR" ? steps.length : 0,
      total_steps: steps.length,
      steps,
    },
  };
}
