import type * as pulumi from "@pulumi/pulumi";
import { object, required } from "../component/argument";
import { input, text } from "../component/schema";

/** A Slack channel that gets alerts. */
export interface SlackArgs {
  /** Such as `#ops`. */
  channel: string;
  /** Webhook URL of the channel, stored as a secret. */
  url: pulumi.Input<string>;
}

export const slackChannel = () => object<SlackArgs>({ channel: required(text()), url: required(input(text())) });

/** Who gets alerts, as every kind of alert takes them. */
export interface Recipients {
  readonly emails: string[];
  readonly slacks: SlackArgs[];
}
