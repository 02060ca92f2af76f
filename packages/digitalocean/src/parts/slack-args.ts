import type * as pulumi from "@pulumi/pulumi";

/** A Slack channel that gets alerts. */
export interface SlackArgs {
  /** Such as `#ops`. */
  channel: string;
  /** Webhook URL of the channel, stored as a secret. */
  url: pulumi.Input<string>;
}
