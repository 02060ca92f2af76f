import * as z from "zod";
import { listOf } from "./list.ts";

/** Whom an alert reaches. */
export const notificationsSchema = z.object({
  email: listOf(z.email()),
  slack: listOf(z.object({ channel: z.string(), url: z.string() })),
});
