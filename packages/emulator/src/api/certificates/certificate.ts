import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const certificate = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(["custom", "lets_encrypt"]),
  state: z.enum(["pending", "verified", "error"]),
  dns_names: z.array(z.string()),
  not_after: z.string(),
  sha1_fingerprint: z.string(),
  created_at: stampSchema,
});

/** A certificate as the API answers with it: its private key is not kept. */
export type Certificate = z.infer<typeof certificate>;

export const certificateTable = tableOf("certificates", certificate);

describes(certificateTable, {
  kind: "Certificate",
  product: "Certificates",
  path: "/v2/certificates",
  read: ({ id, name, state, created_at }) => ({ id, name, status: state, since: created_at, inputs: {} }),
});
