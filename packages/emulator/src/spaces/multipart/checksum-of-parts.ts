import type { Blobs } from "../body/blobs.ts";
import type { SentChecksum } from "../body/body.ts";
import { checksumOf } from "../body/checksum.ts";
import { badDigest, invalidRequest } from "../errors.ts";
import type { Part } from "./upload.ts";
import type { WantedChecksum } from "./wanted-checksum.ts";

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
