import type { SlackArgs } from "./slack-args";

/** Who gets the alerts of a component. */
export interface RecipientArgs {
  /** Email addresses that receive alerts; each must be verified on the account. */
  alertEmails?: string[];
  /** Slack channels that receive alerts. */
  alertSlacks?: SlackArgs[];
}
