import * as z from "zod";
import * as schemas from "../collections/schemas.ts";

const time = z.iso.datetime({ offset: true });

/** An action without what its region offers, which is most of an answer. */
const actionSchema = z.object({ ...schemas.action.shape, started_at: time, completed_at: time.nullish() });

/** What was done to a resource, or is being done. Times are ISO 8601. */
export type Action = z.infer<typeof actionSchema>;

/** An action, as `GET /v2/actions/{id}` answers. */
export const actionAnswer = z.object({ action: actionSchema });

/** A page of actions, newest first. */
export const actionsAnswer = z.object({ actions: z.array(actionSchema) });

/** How many a page holds. */
export const actionsPerPage = 200;

/** Whether nothing more will happen. */
export function isEnded({ status, completed_at }: Action): boolean {
  return status === "completed" || status === "errored" || (completed_at ?? null) !== null;
}

/** What it does to which resource: `resize of droplet 3164444 (action 36804636)`. */
export function nameOf({ id, type, resource_type, resource_id }: Action): string {
  const resource = [resource_type, ...(resource_id == null ? [] : [resource_id])].join(" ");
  return `${type} of ${resource} (action ${id})`;
}
