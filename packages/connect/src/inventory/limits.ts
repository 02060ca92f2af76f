import * as z from "zod";

const amount = z.number().int().nonnegative().optional();

/** The form of the limits that the API tells of an account. Others, such as that of load balancers, it does not tell. */
export const limits = z.object({
  droplet_limit: amount,
  reserved_ip_limit: amount,
  floating_ip_limit: amount,
  volume_limit: amount,
});

/** How much an account may have, by the API's own names. */
export type Limits = z.infer<typeof limits>;
