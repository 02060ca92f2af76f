import * as z from "zod";
import { checksumNames } from "../body/checksum.ts";
import { invalidRequest } from "../errors.ts";
import type { RequestHead } from "../request.ts";

export const wantedChecksumSchema = z.object({
  name: z.enum(checksumNames),
  /** Of the checksums of the parts, or of all bytes. */
  type: z.enum(["COMPOSITE", "FULL_OBJECT"]),
});

/** How an object that comes in parts is summed up. */
export type WantedChecksum = z.infer<typeof wantedChecksumSchema>;

/** What the request that begins an upload wants. */
export function wantedChecksum({ headers }: RequestHead): WantedChecksum | undefined {
  const algorithm = headers.get("x-amz-checksum-algorithm");
  if (algorithm === undefined) return undefined;
  const name = checksumNames.find((one) => one.toUpperCase() === algorithm.toUpperCase());
  if (name === undefined) throw invalidRequest("Checksum algorithm provided is unsupported.");
  const type = headers.get("x-amz-checksum-type") ?? (name === "crc64nvme" ? "FULL_OBJECT" : "COMPOSITE");
  const wanted = wantedChecksumSchema.safeParse({ name, type });
  // S3: a CRC of 64 bits has no composite form, a SHA has no other.
  const isPossible = name === "crc64nvme" ? type === "FULL_OBJECT" : name.startsWith("crc") || type === "COMPOSITE";
  if (!wanted.success || !isPossible) throw invalidRequest(`The checksum ${algorithm} cannot be of type ${type}`);
  return wanted.data;
}
