import type { Recipients } from "../parts/alert-recipients";
import type { WebTierDesign } from "./design";

/** The recipients of alerts. An alert that nobody gets is none, so without recipients alerts must be given up aloud. */
export function recipientsOf({ args, given, problem }: WebTierDesign): Recipients {
  const { alertEmails = [], alertSlacks = [], skipAlerts = false, skipUptimeCheck = false } = args;
  const isNobody = alertEmails.length === 0 && alertSlacks.length === 0;
  if (isNobody && !(skipAlerts && skipUptimeCheck) && !given("alertSlacks")) {
    problem("alertEmails", "nobody would receive the alerts", {
      hint: "set alertEmails or alertSlacks, or skipAlerts and skipUptimeCheck",
    });
  }
  if (skipAlerts && skipUptimeCheck) {
    for (const argument of ["alertEmails", "alertSlacks", "alertThresholds"] as const) {
      if (given(argument)) problem(argument, "is for alerts, but skipAlerts and skipUptimeCheck ask for none");
    }
  }
  return {
    emails: alertEmails,
    slacks: alertSlacks,
  };
}
