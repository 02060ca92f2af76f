import { type ApiModule, bodyOperation, created, need, noContent, ok, operation, page, rows } from "../operation.ts";
import { alertsOf, alertTable } from "./alert.ts";
import { type Check, checkParts, checkTable } from "./check.ts";

const path = "/v2/uptime/checks";

/** Uptime checks; their alerts are in `alerts.ts`. */
export const checks: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) =>
      page(call, "checks", rows(call, checkTable).all(), (some) => some.map(answerOf)),
    ),
    bodyOperation("POST", path, "document", checkParts, ({ cloud, account }, body) => {
      const id = cloud.ids.uuid();
      const check = checkTable.of(account).put(id, { id, ...body, created_at: cloud.clock.stamp });
      return created({ check: answerOf(check) });
    }),
    operation("GET", `${path}/{check_id}`, "document", (call) =>
      ok({ check: answerOf(need(call, checkTable, "check_id")) }),
    ),
    bodyOperation("PUT", `${path}/{check_id}`, "document", checkParts, (call, body) => {
      const old = need(call, checkTable, "check_id");
      return ok({ check: answerOf(rows(call, checkTable).put(old.id, { ...old, ...body })) });
    }),
    operation("DELETE", `${path}/{check_id}`, "document", (call) => {
      const { id } = need(call, checkTable, "check_id");
      for (const alert of alertsOf(call.account, id)) rows(call, alertTable).delete(alert.id);
      rows(call, checkTable).delete(id);
      return noContent();
    }),
    operation("GET", `${path}/{check_id}/state`, "document", (call) => {
      // Nothing is asked from outside, and so everything has always been up.
      const { regions, created_at } = need(call, checkTable, "check_id");
      const up = { status: "UP", status_changed_at: created_at, thirty_day_uptime_percentage: 100 };
      return ok({ state: { regions: Object.fromEntries(regions.map((region) => [region, up])), previous_outage: {} } });
    }),
  ],
};

function answerOf({ created_at, ...check }: Check) {
  return check;
}
