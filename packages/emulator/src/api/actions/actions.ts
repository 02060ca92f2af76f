import { notFound } from "../errors.ts";
import { type ApiModule, type Call, need, ok, operation, page, param, rows } from "../operation.ts";
import { actionAnswer, actionsOf, actionTable } from "./action.ts";

/** What was done, over all resources. */
export const actions: ApiModule = {
  operations: [
    operation("GET", "/v2/actions", "document", (call) =>
      page(call, "actions", rows(call, actionTable).all().toReversed().map(actionAnswer)),
    ),
    operation("GET", "/v2/actions/{action_id}", "document", (call) => {
      call.cloud.transitions.poll(call.account, `action:${param(call, "action_id")}`);
      return ok({ action: actionAnswer(need(call, actionTable, "action_id")) });
    }),
  ],
};

/** Answers with all that was done to a resource. */
export function actionsPage(call: Call, subject: string) {
  return page(call, "actions", actionsOf(call.account, subject).map(actionAnswer));
}

/** Answers with one of the things that were done to a resource. */
export function oneAction(call: Call, subject: string) {
  call.cloud.transitions.poll(call.account, `action:${param(call, "action_id")}`);
  const row = need(call, actionTable, "action_id");
  if (row.subject !== subject) throw notFound();
  return ok({ action: actionAnswer(row) });
}
