import * as z from "zod";

/** Whom an alert reaches; clients send null for nobody. */
export const notificationsSchema = z.object({
  email: z
    .array(z.email())
    .nullish()
    .transform((list) => list ?? []),
  slack: z
    .array(z.object({ channel: z.string(), url: z.string() }))
    .nullish()
    .transform((list) => list ?? []),
});
