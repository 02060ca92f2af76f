import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { unprocessable } from "../errors.ts";
import { defaultProject, projectTable } from "./project.ts";

const assignment = z.object({
  urn: z.string(),
  /** Id of the project. */
  project: z.string(),
  assigned_at: stampSchema,
});

/** Which project a resource was moved to. One that never was is in the default project. */
export type Assignment = z.infer<typeof assignment>;

/** Assignments by URN. They may outlive the resource: whoever reads them asks whether it is there. */
export const assignmentTable = tableOf("project_assignments", assignment);

belongsTo("the account", assignmentTable);

/** Id of the project that a resource is in. */
export function projectOf(cloud: Cloud, account: Account, urn: string): string {
  const project = assignmentTable.of(account).get(urn)?.project;
  const isThere = project !== undefined && projectTable.of(account).get(project) !== undefined;
  return isThere ? project : defaultProject(cloud, account).id;
}

/** Refuses a project that is not there; empty names none. */
export function checkProject(account: Account, project: string): void {
  const isThere = project === "" || projectTable.of(account).get(project) !== undefined;
  if (!isThere) throw unprocessable("project_id: no such project");
}

/** Moves a resource to a project. */
export function assign(cloud: Cloud, account: Account, urn: string, project: string): Assignment {
  return assignmentTable.of(account).put(urn, { urn, project, assigned_at: cloud.clock.stamp });
}

/** Forgets what a resource was assigned to whose name another can get after it. */
export function unassign(account: Account, urn: string): void {
  assignmentTable.of(account).delete(urn);
}
