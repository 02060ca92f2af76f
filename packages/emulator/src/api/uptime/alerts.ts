import { notFound } from "../errors.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  ok,
  operation,
  page,
  rows,
} from "../operation.ts";
import { type Alert, alertParts, alertsOf, alertTable } from "./alert.ts";
import { checkTable } from "./check.ts";

const path = "/v2/uptime/checks/{check_id}/alerts";

/** What compares a value with a threshold; the others tell of up and down. */
const compared: readonly Alert["type"][] = ["latency", "ssl_expiry"];

const parts = alertParts.superRefine(({ type, comparison, threshold }, context) => {
  if (!compared.includes(type)) return;
  if (comparison === undefined)
    context.addIssue({ code: "custom", path: ["comparison"], message: `is required for ${type}` });
  if (threshold <= 0) context.addIssue({ code: "custom", path: ["threshold"], message: `is required for ${type}` });
});

/** The alerts of uptime checks. */
export const uptimeAlerts: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => {
      const { id } = need(call, checkTable, "check_id");
      return page(call, "alerts", alertsOf(call.account, id), (some) => some.map(answerOf));
    }),
    bodyOperation("POST", path, "document", parts, (call, body) => {
      const check = need(call, checkTable, "check_id");
      const id = call.cloud.ids.uuid();
      return created({ alert: answerOf(rows(call, alertTable).put(id, { id, ...body, check: check.id })) });
    }),
    operation("GET", `${path}/{alert_id}`, "document", (call) => ok({ alert: answerOf(needAlert(call)) })),
    bodyOperation("PUT", `${path}/{alert_id}`, "document", parts, (call, body) => {
      const old = needAlert(call);
      return ok({ alert: answerOf(rows(call, alertTable).put(old.id, { ...old, ...body })) });
    }),
    operation("DELETE", `${path}/{alert_id}`, "document", (call) => {
      rows(call, alertTable).delete(needAlert(call).id);
      return noContent();
    }),
  ],
};

function needAlert(call: Call): Alert {
  const { id } = need(call, checkTable, "check_id");
  const alert = need(call, alertTable, "alert_id");
  if (alert.check !== id) throw notFound();
  return alert;
}

function answerOf({ check, ...alert }: Alert) {
  return alert;
}
