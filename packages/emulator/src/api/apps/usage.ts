import * as z from "zod";
import { stampOf } from "../../state/clock.ts";
import { notFound } from "../errors.ts";
import { wave } from "../monitoring/wave.ts";
import { bodyOperation, type Call, type Operation, ok, operation, rows } from "../operation.ts";
import { queryOf } from "../query.ts";
import { type App, appTable } from "./app.ts";
import { deploymentTable } from "./deployment.ts";
import { appOf, replicasOf } from "./running.ts";

const day = 24 * 60 * 60 * 1000;
/** What an app sends in a day at most. */
const mostBytes = 500_000_000;

const date = z.iso.datetime({ offset: true }).exactOptional();

/** What apps use, as it could be: the emulator runs none of them. */
export const usageOperations: readonly Operation[] = [
  bodyOperation(
    "POST",
    "/v2/apps/metrics/bandwidth_daily",
    "document",
    z.object({ app_ids: z.array(z.string()).min(1).max(100), date }),
    (call, { app_ids, date: asked }) => {
      const apps = app_ids.map((id) => rows(call, appTable).get(id));
      return bandwidth(call, apps, asked);
    },
  ),
  operation("GET", "/v2/apps/{app_id}/metrics/bandwidth_daily", "document", (call) =>
    bandwidth(call, [appOf(call)], queryOf(call, z.object({ date })).date),
  ),
  operation("GET", "/v2/apps/{app_id}/health", "document", (call) => {
    const { cloud } = call;
    const app = appOf(call);
    const spec = rows(call, deploymentTable).get(app.active ?? "")?.spec;
    const percent = (name: string) => Math.round(wave(cloud.ids.derive(`${app.id} ${name}`), cloud.clock.time) * 100);
    const components = [...(spec?.services ?? []), ...(spec?.workers ?? [])].map((component) => ({
      name: component.name,
      cpu_usage_percent: percent(`cpu ${component.name}`),
      memory_usage_percent: percent(`memory ${component.name}`),
      replicas_desired: replicasOf(component),
      replicas_ready: replicasOf(component),
      state: "HEALTHY",
    }));
    return ok({ app_health: { components } });
  }),
];

/** What apps sent on one day, yesterday by default. */
function bandwidth({ cloud }: Call, apps: readonly (App | undefined)[], asked: string | undefined) {
  const time = asked === undefined ? cloud.clock.time - day : Date.parse(asked);
  const midnight = Math.floor(time / day) * day;
  const app_bandwidth_usage = apps.map((app) => {
    if (app === undefined) throw notFound();
    const isThere = midnight + day > Date.parse(app.created_at) && midnight < cloud.clock.time;
    const bytes = isThere ? wave(cloud.ids.derive(`bandwidth ${app.id}`), midnight) * mostBytes : 0;
    return { app_id: app.id, bandwidth_bytes: String(Math.round(bytes)) };
  });
  return ok({ app_bandwidth_usage, date: stampOf(new Date(midnight)) });
}
