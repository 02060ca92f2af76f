import * as z from "zod";
import type { Blobs } from "../body/blobs.ts";
import type { SentChecksum } from "../body/body.ts";
import { checksumNames, checksumOf } from "../body/checksum.ts";
import { badDigest, invalidRequest } from "../errors.ts";
import type { RequestHead } from "../request.ts";
import type { Part } from "./upload.ts";

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

/**
 * The checksum of an object that is made of parts: as the upload was begun, or else as the request that ends it sends
 * one.
 *
 * @throws SpacesError where the one that was sent is another.
 */
export async function checksumOfParts(
  sent: SentChecksum | undefined,
  begun: WantedChecksum | undefined,
  parts: readonly Part[],
  blobs: Blobs,
): Promise<SentChecksum | undefined> {
  if (begun !== undefined && sent !== undefined && begun.name !== sent.name) {
    throw invalidRequest("The upload was begun with another checksum algorithm");
  }
  const wanted = begun ?? (sent && { name: sent.name, type: /-\d+$/.test(sent.value) ? "COMPOSITE" : "FULL_OBJECT" });
  if (wanted === undefined) return undefined;
  const { name, type } = wanted;
  const whole = checksumOf(name);
  for (const part of parts) {
    const own = type === "COMPOSITE" ? checksumOf(name) : whole;
    if (type === "COMPOSITE" && part.checksum?.name === name) {
      whole.update(Buffer.from(part.checksum.value, "base64"));
      continue;
    }
    for await (const chunk of blobs.read(part.pieces)) own.update(chunk);
    if (type === "COMPOSITE") whole.update(Buffer.from(own.digest(), "base64"));
  }
  const value = type === "COMPOSITE" ? `${whole.digest()}-${parts.length}` : whole.digest();
  if (sent !== undefined && sent.value !== value) throw badDigest(name.toUpperCase());
  return { name, value };
}
