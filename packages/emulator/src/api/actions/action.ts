import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { type TableKind, tableOf } from "../../state/table.ts";
import type { Transition } from "../../state/transitions.ts";
import { regionAnswer } from "../regions/region.ts";

const action = z.object({
  id: z.number(),
  status: z.enum(["in-progress", "completed", "errored"]),
  type: z.string(),
  started_at: stampSchema,
  completed_at: stampSchema.nullable(),
  /** Null where the id of the resource is no number. */
  resource_id: z.number().nullable(),
  /** Such as `droplet`, `volume`, `floating_ip`, `image`. */
  resource_type: z.string(),
  /** Slug of the region. */
  region: z.string().nullable(),
  /** What it acts on, as transitions name it: `droplet:500000001`. Not answered. */
  subject: z.string(),
  /** What was asked for, as the module whose action it is reads it at the end. Not answered. */
  request: z.unknown().exactOptional(),
});

/** What was done, or is being done, to a resource. Actions outlive it. */
export type Action = z.infer<typeof action>;

/** The actions of all kinds of resources. */
export const actionTable = tableOf("actions", action);

belongsTo("the account", actionTable);

/** What an action is made from. */
export interface ActionParts {
  readonly type: string;
  readonly resourceType: string;
  readonly resourceId: number | null;
  readonly region: string | null;
  /** As transitions name it: `droplet:500000001`. */
  readonly subject: string;
  /** What was asked for, where the end of the action needs to know. */
  readonly request?: unknown;
  /** What can do nothing else meanwhile; default the subject. */
  readonly locks?: string;
}

/** Begins an action that ends with a transition of that kind, whose completion calls `endAction`. */
export function beginAction(cloud: Cloud, account: Account, kind: string, parts: ActionParts): Action {
  const id = cloud.ids.number();
  cloud.transitions.begin(account, kind, parts.locks ?? parts.subject, id);
  return actionTable.of(account).put(id, {
    id,
    status: "in-progress",
    type: parts.type,
    started_at: cloud.clock.stamp,
    completed_at: null,
    resource_id: parts.resourceId,
    resource_type: parts.resourceType,
    region: parts.region,
    subject: parts.subject,
    ...(parts.request === undefined ? {} : { request: parts.request }),
  });
}

/** Ends the action that a transition stands for, and answers with it. */
export function endAction(
  cloud: Cloud,
  account: Account,
  done: Transition,
  status: "completed" | "errored" = "completed",
): Action | undefined {
  const row = done.action === undefined ? undefined : actionTable.of(account).get(done.action);
  if (row === undefined) return undefined;
  return actionTable.of(account).put(row.id, { ...row, status, completed_at: cloud.clock.stamp });
}

/** What actions act on, and how they say what was asked for. */
interface Acted<Row, Request> {
  readonly table: TableKind<Row>;
  readonly request: z.ZodType<Request>;
  subjectOf(row: Row): string;
}

/** Ends an action, and answers with what it acts on and what was asked for; undefined where that is gone meanwhile. */
export function endActionOn<Row, Request>(
  cloud: Cloud,
  account: Account,
  done: Transition,
  { table, request, subjectOf }: Acted<Row, Request>,
): { readonly row: Row; readonly request: Request } | undefined {
  const action = endAction(cloud, account, done);
  const row = table.of(account).find((one) => subjectOf(one) === action?.subject);
  return row === undefined ? undefined : { row, request: request.parse(action?.request) };
}

/** An action as the API answers with it. */
export function actionAnswer({ subject, request, region, ...row }: Action) {
  return { ...row, ...(region === null ? {} : { region: regionAnswer(region) }), region_slug: region };
}

/** The actions of one subject, newest first. */
export function actionsOf(account: Account, subject: string): readonly Action[] {
  return actionTable
    .of(account)
    .filter((row) => row.subject === subject)
    .toReversed();
}
