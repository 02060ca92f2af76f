// A file or a text, as the engine sends it: a marked object with the SHA-256 of what it holds.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isProperties, type Properties, type Value } from "../standin/value.ts";
import { SIGNATURE } from "../standin/wire.ts";

const ASSET = "c44067f5952c0a294b673a41bacd8c17";

export function isAsset(value: Value | undefined): value is Properties {
  return isProperties(value) && value[SIGNATURE] === ASSET;
}

export function hashOf(asset: Properties): string {
  return String(asset.hash);
}

/** What the asset holds, which must be what the engine saw when it planned. */
export function bytesOf(asset: Properties): Buffer {
  const bytes = typeof asset.path === "string" ? readFileSync(asset.path) : Buffer.from(String(asset.text ?? ""));
  if (createHash("sha256").update(bytes).digest("hex") !== hashOf(asset)) {
    throw new Error("source: the file has changed since its hash was taken");
  }
  return bytes;
}
