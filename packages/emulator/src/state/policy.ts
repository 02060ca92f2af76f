import * as z from "zod";

/** When something that takes time comes to its end. */
export const policySchema = z.discriminatedUnion("when", [
  /** With the answer to the request that began it: whoever looks next sees the end. */
  z.strictObject({ when: z.literal("immediate") }),
  /** Once somebody has looked `times` times. */
  z.strictObject({ when: z.literal("polls"), times: z.int().min(1) }),
  /** By the emulator's clock. */
  z.strictObject({ when: z.literal("seconds"), seconds: z.number().min(0) }),
  /** When it is told to. */
  z.strictObject({ when: z.literal("manual") }),
]);

export type Policy = z.infer<typeof policySchema>;
