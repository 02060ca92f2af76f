import * as z from "zod";
import { type Arguments, object, optional, required, secret } from "../component/argument";
import { emailAddress, input, text } from "../component/schema";
import type { RecipientArgs } from "./recipient-args";
import type { SlackArgs } from "./slack-args";

const webhook = () => z.string().regex(/^https:\/\/\S+$/, { error: "is not a URL that begins with https://" });

export const slackChannel = () => object<SlackArgs>({ channel: required(text()), url: required(input(webhook())) });

/** Who gets alerts, as every kind of alert takes them. */
export interface Recipients {
  readonly emails: string[];
  readonly slacks: SlackArgs[];
}

/** Who gets the alerts of a component. */
export function recipientArguments(): Arguments<RecipientArgs> {
  return {
    alertEmails: optional(z.array(emailAddress())),
    alertSlacks: secret(optional(z.array(slackChannel()))),
  };
}
