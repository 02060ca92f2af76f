import { createHash, createHmac } from "node:crypto";
import type { RequestHead } from "../request.ts";

/** What a signature is made for: `20261125/us-east-1/s3/aws4_request`. */
export interface Scope {
  /** `20261125`. */
  readonly date: string;
  /** Whatever the client calls the region: the real provider always says `us-east-1`. */
  readonly region: string;
}

export const scopeText = ({ date, region }: Scope): string => `${date}/${region}/s3/aws4_request`;

/** Keys that were made lately: each takes four hashes, and a client signs by the same one all day. */
const made = new Map<string, Buffer>();
const mostMade = 1000;

/** The key that a secret gives within a scope. */
export function signingKey(secret: string, scope: Scope): Buffer {
  const name = `${secret} ${scopeText(scope)}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const key = [scope.date, scope.region, "s3", "aws4_request"].reduce<Buffer>(
    (before, part) => createHmac("sha256", before).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  // Whoever asks chooses date and region.
  if (made.size >= mostMade) made.clear();
  made.set(name, key);
  return key;
}

/** The signature of a text. */
export function signed(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** What a request is signed by, made from its head and what it says of its payload. */
export function stringToSign(
  head: RequestHead,
  signedHeaders: readonly string[],
  payload: string,
  time: string,
  scope: Scope,
): string {
  const query = head.query
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join("="))
    .join("&");
  const canonical = [
    head.method,
    head.path.split("/").map(encoded).join("/"),
    query,
    ...signedHeaders.map((name) => `${name}:${head.headers.get(name) ?? ""}`),
    "",
    signedHeaders.join(";"),
    payload,
  ].join("\n");
  // Node reads headers as Latin-1, so this gives back the bytes that were sent and signed; the rest is ASCII.
  const hash = createHash("sha256").update(Buffer.from(canonical, "latin1")).digest("hex");
  return ["AWS4-HMAC-SHA256", time, scopeText(scope), hash].join("\n");
}

/** All but letters, digits and `-._~` in percent. */
export function encoded(text: string): string {
  // Half a character has no bytes: a document can smuggle one in as a reference.
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\ufffd")).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
