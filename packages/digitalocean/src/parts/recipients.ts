import type { Design } from "../component/design";
import type { Recipients } from "./alert-recipients";
import type { RecipientArgs } from "./recipient-args";

/** What a component takes that sends alerts. */
interface AlertingArgs extends RecipientArgs {
  alertThresholds?: object;
}

/**
 * The recipients of alerts. An alert that nobody gets is none, so without recipients alerts must be given up aloud.
 *
 * @param switches The arguments that turn off what alerts, all of them together, and whether they do. Default: none does.
 */
export function recipientsOf(
  { args, given, faulty, problem }: Design<AlertingArgs>,
  switches: Readonly<Record<string, boolean | undefined>> = {},
): Recipients {
  const { alertEmails = [], alertSlacks = [] } = args;
  const offs = Object.entries(switches);
  const isSilent = offs.length > 0 && offs.every(([, isOff]) => isOff === true);
  // Of an argument that is at fault nobody knows whom it means.
  const isUnread = faulty("alertEmails") || faulty("alertSlacks");
  const isNobody = alertEmails.length === 0 && alertSlacks.length === 0;
  const all = offs.map(([argument]) => argument).join(" and ");
  if (isNobody && !isSilent && !isUnread) {
    problem("alertEmails", "nobody would receive the alerts", {
      hint: ["set alertEmails or alertSlacks", ...(all === "" ? [] : [all])].join(", or "),
    });
  }
  if (isSilent) {
    for (const argument of ["alertEmails", "alertSlacks", "alertThresholds"] as const) {
      if (given(argument)) problem(argument, `is for alerts, but with ${all} there are none`);
    }
  }
  return {
    emails: alertEmails,
    slacks: alertSlacks,
  };
}
