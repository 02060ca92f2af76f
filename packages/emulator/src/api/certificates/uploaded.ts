import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { stampOf } from "../../state/clock.ts";
import { unprocessable } from "../errors.ts";
import type { Certificate } from "./certificate.ts";

/** What a request uploads, as PEM. */
export interface Upload {
  readonly private_key: string;
  readonly leaf_certificate: string;
  readonly certificate_chain?: string | undefined;
}

/**
 * Reads an uploaded certificate.
 *
 * @throws ApiError where a part is no PEM, or the key is not the certificate's. Never says what was sent.
 */
export function readUpload(upload: Upload): Pick<Certificate, "dns_names" | "not_after" | "sha1_fingerprint"> {
  const leaf = attempt(() => new X509Certificate(upload.leaf_certificate), "leaf_certificate");
  const key = attempt((): KeyObject => createPrivateKey(upload.private_key), "private_key");
  const chain = upload.certificate_chain ?? "";
  if (chain !== "") attempt(() => new X509Certificate(chain), "certificate_chain");
  if (!leaf.checkPrivateKey(key)) throw unprocessable("private_key: does not belong to the certificate");
  return {
    dns_names: [...(leaf.subjectAltName ?? "").matchAll(/DNS:([^,\s]+)/g)].flatMap(([, name]) => name ?? []),
    not_after: stampOf(new Date(leaf.validTo)),
    sha1_fingerprint: leaf.fingerprint.replaceAll(":", "").toLowerCase(),
  };
}

function attempt<T>(read: () => T, field: string): T {
  try {
    return read();
  } catch {
    throw unprocessable(`${field}: is not valid PEM`);
  }
}
