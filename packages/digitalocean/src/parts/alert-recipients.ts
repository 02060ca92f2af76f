import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { object, required } from "../component/argument";
import { input, text } from "../component/schema";

/** A Slack channel that gets alerts. */
export interface SlackArgs {
  /** Such as `#ops`. */
  channel: string;
  /** Webhook URL of the channel, stored as a secret. */
  url: pulumi.Input<string>;
}

const webhook = () => z.string().regex(/^https:\/\/\S+$/, { error: "is not a URL that begins with https://" });

export const slackChannel = () => object<SlackArgs>({ channel: required(text()), url: required(input(webhook())) });

/** Who gets alerts, as every kind of alert takes them. */
export interface Recipients {
  readonly emails: string[];
  readonly slacks: SlackArgs[];
}
