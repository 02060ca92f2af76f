import { type ApiModule, bodyOperation, need, noContent, ok, operation, page, rows } from "../operation.ts";
import { policyParts, policyTable } from "./policy.ts";

const path = "/v2/monitoring/alerts";

/** Alert policies on what Droplets, load balancers, databases and autoscale pools measure. */
export const policies: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => page(call, "policies", rows(call, policyTable).all())),
    bodyOperation("POST", path, "document", policyParts, ({ cloud, account }, body) => {
      const uuid = cloud.ids.uuid();
      return ok({ policy: policyTable.of(account).put(uuid, { uuid, ...body }) });
    }),
    operation("GET", `${path}/{alert_uuid}`, "document", (call) =>
      ok({ policy: need(call, policyTable, "alert_uuid") }),
    ),
    bodyOperation("PUT", `${path}/{alert_uuid}`, "document", policyParts, (call, body) => {
      const { uuid } = need(call, policyTable, "alert_uuid");
      return ok({ policy: rows(call, policyTable).put(uuid, { uuid, ...body }) });
    }),
    operation("DELETE", `${path}/{alert_uuid}`, "document", (call) => {
      rows(call, policyTable).delete(need(call, policyTable, "alert_uuid").uuid);
      return noContent();
    }),
  ],
};
