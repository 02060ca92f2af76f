import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import type { App } from "./app.ts";
import { componentsOf } from "./spec.ts";

export const destinations = z.object({
  emails: z
    .array(z.string())
    .nullish()
    .transform((emails) => emails ?? []),
  slack_webhooks: z
    .array(z.object({ url: z.string(), channel: z.string() }))
    .nullish()
    .transform((webhooks) => webhooks ?? []),
});

const alert = z.object({
  id: z.string(),
  app: z.string(),
  /** Empty for one of the app as a whole. */
  component_name: z.string(),
  spec: z.looseObject({ rule: z.string() }),
  emails: z.array(z.string()),
  slack_webhooks: z.array(z.object({ url: z.string(), channel: z.string() })),
});

type Alert = z.infer<typeof alert>;

export const alertTable = tableOf("app_alerts", alert);

belongsTo("App", alertTable);

export function alertsOf(account: Account, app: string): readonly Alert[] {
  return alertTable.of(account).filter((one) => one.app === app);
}

/** Makes the alerts that the spec of an app asks for; those that stay keep where they go. */
export function syncAlerts(cloud: Cloud, account: Account, { id: app, spec }: App): void {
  const table = alertTable.of(account);
  const old = alertsOf(account, app);
  const wanted = [
    ...(spec.alerts ?? []).map((one) => ({ component_name: "", spec: one })),
    ...componentsOf(spec).flatMap(({ name, alerts = [] }) =>
      alerts.map((one) => ({ component_name: name, spec: one })),
    ),
  ];
  for (const { id } of old) table.delete(id);
  for (const { component_name, spec: own } of wanted) {
    const same = old.find((one) => one.component_name === component_name && one.spec.rule === own.rule);
    const { id, emails, slack_webhooks } = same ?? { id: cloud.ids.uuid(), emails: [], slack_webhooks: [] };
    table.put(id, { id, app, component_name, spec: own, emails, slack_webhooks });
  }
}

/** An alert as the API answers with it. */
export function alertAnswer({ app: _, ...own }: Alert) {
  return { ...own, phase: "ACTIVE" };
}
