import * as z from "zod";
import { object, required } from "../component/argument";
import { input, text } from "../component/schema";
import type { SlackArgs } from "./slack-args";

const webhook = () => z.string().regex(/^https:\/\/\S+$/, { error: "is not a URL that begins with https://" });

export const slackChannel = () => object<SlackArgs>({ channel: required(text()), url: required(input(webhook())) });

/** Who gets alerts, as every kind of alert takes them. */
export interface Recipients {
  readonly emails: string[];
  readonly slacks: SlackArgs[];
}
