import { monthlyCost, regions } from "@infrafabric/governor";
import { appRegionOf, appRegions, freePerTeam } from "@infrafabric/governor/internal";
import * as z from "zod";
import { urnOf } from "../../state/urn.ts";
import { forgetOwned } from "../collection.ts";
import { badRequest, conflict, notFound } from "../errors.ts";
import { limitsBroken } from "../limits.ts";
import { listOf } from "../list.ts";
import { type ApiModule, bodyOperation, type Call, need, ok, operation, page, param, rows } from "../operation.ts";
import { assign, checkProject, projectOf } from "../projects/assignment.ts";
import { alertAnswer, alertsOf, alertTable, destinations, syncAlerts } from "./alert.ts";
import { type App, appTable } from "./app.ts";
import { appInputs } from "./app-inputs.ts";
import {
  completeDeployment,
  deploy,
  deploymentAnswer,
  deploymentSubject,
  deploymentsOf,
  deploymentTable,
  leave,
} from "./deployment.ts";
import { eventOperations } from "./events.ts";
import { filled } from "./filled.ts";
import { instanceSizes } from "./instance-size.ts";
import { cancellationTable, invocationOperations } from "./invocations.ts";
import { logOperations } from "./logs.ts";
import { refusePinned, rollbackOperations } from "./rollbacks.ts";
import { appOf, componentNamed, deploymentOf, instancesOf } from "./running.ts";
import { type AppSpec, componentsOf, requestedSpec, sealed } from "./spec.ts";
import { usageOperations } from "./usage.ts";

/** That secrets come back sealed, at which every plan of the provider sees a change. */
const secretsAreSealed = "https://github.com/digitalocean/terraform-provider-digitalocean/issues/1603";

/** App Platform: specs come back as they were sent, with what is left out filled in, deployments end well, and nothing is built. */
export const apps: ApiModule = {
  operations: [
    operation("GET", "/v2/apps/tiers/instance_sizes", "document", () => ok({ instance_sizes: instanceSizes })),
    operation("GET", "/v2/apps/tiers/instance_sizes/{slug}", "document", (call) => {
      const size = instanceSizes.find(({ slug }) => slug === param(call, "slug"));
      if (size === undefined) throw notFound();
      return ok({ instance_size: size });
    }),
    bodyOperation(
      "POST",
      "/v2/apps/propose",
      "document",
      z.object({ spec: requestedSpec, app_id: z.string().default("") }),
      (call, { spec, app_id }) => {
        check(spec);
        const others = rows(call, appTable).filter(({ id }) => id !== app_id);
        const isFree = others.every(({ spec: { name } }) => name !== spec.name);
        const isStatic = (one: AppSpec) =>
          componentsOf(one).length > 0 && componentsOf({ ...one, static_sites: [] }).length === 0;
        return ok({
          app_is_static: isStatic(spec),
          app_name_available: isFree,
          ...(isFree ? {} : { app_name_suggestion: `${spec.name.slice(0, 30)}-2` }),
          existing_static_apps: String(others.filter((one) => isStatic(one.spec)).length),
          max_free_static_apps: String(freePerTeam.staticSites),
          spec: sealed(call.cloud, filled(spec)),
          app_cost: Math.round(monthlyCost([{ kind: "App", inputs: appInputs(spec) }]).monthly),
        });
      },
    ),
    ...usageOperations,
    operation("GET", "/v2/apps/regions", "document", () => ok({ regions: appRegions.map(regionAnswer) })),

    operation("GET", "/v2/apps", "document", (call) =>
      page(
        call,
        "apps",
        rows(call, appTable)
          .all()
          .map((app) => answerOf(call, app)),
      ),
    ),
    bodyOperation(
      "POST",
      "/v2/apps",
      secretsAreSealed,
      z.object({ spec: requestedSpec, project_id: z.string().default("") }),
      (call, { spec, project_id }) => {
        const { cloud, account } = call;
        check(spec);
        checkProject(account, project_id);
        const isTaken = rows(call, appTable).find((one) => one.spec.name === spec.name) !== undefined;
        if (isTaken) throw conflict(`an app named ${spec.name} already exists`);
        const id = cloud.ids.uuid();
        const now = cloud.clock.stamp;
        const app = { id, spec: sealed(cloud, filled(spec)), created_at: now, updated_at: now };
        if (project_id !== "") assign(cloud, account, urnOf("app", id), project_id);
        return ok({ app: changed(call, app, "app created") });
      },
    ),
    operation("GET", "/v2/apps/{id}", "document", (call) => ok({ app: answerOf(call, need(call, appTable, "id")) })),
    bodyOperation(
      "PUT",
      "/v2/apps/{id}",
      secretsAreSealed,
      z.object({ spec: requestedSpec, update_all_source_versions: z.boolean().default(false) }),
      (call, { spec }) => {
        const old = need(call, appTable, "id");
        refusePinned(old);
        check(spec);
        return ok({ app: changed(call, { ...old, spec: sealed(call.cloud, filled(spec)) }, "app spec updated") });
      },
    ),
    operation("DELETE", "/v2/apps/{id}", "document", (call) => {
      const { id } = need(call, appTable, "id");
      for (const deployment of deploymentsOf(call.account, id)) {
        call.cloud.transitions.forget(call.account, deploymentSubject(deployment.id));
        rows(call, deploymentTable).delete(deployment.id);
      }
      forgetOwned(call.account, cancellationTable, id);
      for (const alert of alertsOf(call.account, id)) rows(call, alertTable).delete(alert.id);
      rows(call, appTable).delete(id);
      return ok({ id });
    }),

    operation("GET", "/v2/apps/{app_id}/deployments", "document", (call) =>
      page(call, "deployments", deploymentsOf(call.account, appOf(call).id).map(deploymentAnswer)),
    ),
    operation("POST", "/v2/apps/{app_id}/deployments", "document", (call) => deployed(call, "manual")),
    bodyOperation(
      "POST",
      "/v2/apps/{app_id}/restart",
      "document",
      z.object({ components: listOf(z.string()) }),
      (call, { components }) => {
        const { spec } = appOf(call);
        for (const name of components) componentNamed(spec, name);
        return deployed(call, components.length === 0 ? "restart" : `restart of ${components.join(", ")}`);
      },
    ),
    operation("GET", "/v2/apps/{app_id}/instances", "document", (call) => {
      const serving = rows(call, deploymentTable).get(appOf(call).active ?? "");
      return ok({ instances: serving === undefined ? [] : instancesOf(call.cloud, serving) });
    }),
    ...eventOperations,
    ...invocationOperations,
    ...logOperations,
    ...rollbackOperations,
    // The provider waits here until every step has succeeded.
    operation("GET", "/v2/apps/{app_id}/deployments/{deployment_id}", "provider", (call) => {
      call.cloud.transitions.poll(call.account, deploymentSubject(param(call, "deployment_id")));
      return ok({ deployment: deploymentAnswer(deploymentOf(call)) });
    }),
    operation("POST", "/v2/apps/{app_id}/deployments/{deployment_id}/cancel", "document", (call) => {
      const { id, phase, app } = deploymentOf(call);
      if (phase !== "PENDING_BUILD") throw badRequest("the deployment is no longer in progress");
      leave(call.cloud, call.account, id, "CANCELED");
      const { pending: _, ...rest } = appOf(call);
      rows(call, appTable).put(app, rest);
      return ok({ deployment: deploymentAnswer(deploymentOf(call)) });
    }),

    operation("GET", "/v2/apps/{app_id}/alerts", "document", (call) =>
      ok({ alerts: alertsOf(call.account, appOf(call).id).map(alertAnswer) }),
    ),
    bodyOperation(
      "POST",
      "/v2/apps/{app_id}/alerts/{alert_id}/destinations",
      "document",
      destinations,
      (call, body) => {
        const alert = need(call, alertTable, "alert_id");
        if (alert.app !== param(call, "app_id")) throw notFound();
        return ok({ alert: alertAnswer(rows(call, alertTable).put(alert.id, { ...alert, ...body })) });
      },
    ),
  ],
  completions: (cloud) => ({
    "app.deploy": (account, done) => completeDeployment(cloud, account, done),
  }),
};

function check(spec: AppSpec): void {
  // The API has scheduled jobs, which the Terraform provider refuses: only DigitalOcean's Go client knows them.
  const jobs = spec.jobs?.map((job) => (job.kind === "SCHEDULED" ? { ...job, kind: "UNSPECIFIED" } : job));
  const inputs = appInputs({ ...spec, ...(jobs === undefined ? {} : { jobs }) });
  const problems = limitsBroken({ kind: "App", inputs });
  if (problems.length > 0) throw badRequest(`error validating app spec: ${problems.join("; ")}`);
}

/** Deploys an app anew, as it is. */
function deployed(call: Call, cause: string) {
  const app = appOf(call);
  refusePinned(app);
  const { pending = "" } = deploy(call.cloud, call.account, app, cause);
  return ok({ deployment: deploymentAnswer(need({ ...call, params: { pending } }, deploymentTable, "pending")) });
}

/** Keeps an app that was created or changed, and begins to deploy it. */
function changed(call: Call, app: App, cause: string) {
  rows(call, appTable).put(app.id, app);
  syncAlerts(call.cloud, call.account, app);
  return answerOf(call, deploy(call.cloud, call.account, app, cause));
}

function answerOf(call: Call, { active, pending, pinned, ...app }: App) {
  const { cloud, account } = call;
  const host = `${app.spec.name}-${cloud.ids.derive(app.id).slice(0, 5)}.ondigitalocean.app`;
  const deployments = rows(call, deploymentTable);
  const [serving, next, held] = [active, pending, pinned].map((id = "") => deployments.get(id));
  return {
    ...app,
    project_id: projectOf(cloud, account, urnOf("app", app.id)),
    default_ingress: `https://${host}`,
    region: regionAnswer(app.spec.region ?? "nyc"),
    ...(app.spec.egress?.type === "DEDICATED_IP" ? { dedicated_ips: [dedicatedIp(call, app.id)] } : {}),
    ...(serving === undefined
      ? {}
      : {
          active_deployment: deploymentAnswer(serving),
          live_url: `https://${host}`,
          live_url_base: `https://${host}`,
          live_domain: host,
        }),
    ...(held === undefined ? {} : { pinned_deployment: deploymentAnswer(held) }),
    ...(next === undefined
      ? {}
      : {
          pending_deployment: deploymentAnswer(next),
          in_progress_deployment: deploymentAnswer(next),
          last_deployment_created_at: next.created_at,
        }),
  };
}

/** The address that requests of an app come from; of a network for documentation that nothing else here is in. */
function dedicatedIp({ cloud }: Call, app: string) {
  const derived = cloud.ids.derive(`egress ${app}`);
  return {
    id: derived.slice(0, 32),
    ip: `192.0.2.${(parseInt(derived.slice(0, 2), 16) % 254) + 1}`,
    status: "ASSIGNED",
  };
}

function regionAnswer(place: string) {
  const slug = appRegionOf(place);
  return {
    slug,
    label: slug,
    default: slug === "nyc",
    data_centers: regions.filter(({ app, state }) => app === slug && state === "active").map((one) => one.slug),
  };
}
