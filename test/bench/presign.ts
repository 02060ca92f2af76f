import { signed, signingKey, stringToSign } from "../../packages/emulator/src/spaces/signature/canonical.ts";

/** Whose signature it is. */
export interface Signer {
  readonly url: string;
  readonly accessKey: string;
  readonly secret: string;
}

/** A URL that anybody can use for an hour: signed before the clock runs, so that the client costs next to nothing. */
export function presign(
  { url, accessKey, secret }: Signer,
  method: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const scope = { date: time.slice(0, 8), region: "us-east-1" };
  const target = new URL(path, url);
  const all = {
    ...query,
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${accessKey}/${scope.date}/${scope.region}/s3/aws4_request`,
    "X-Amz-Date": time,
    "X-Amz-Expires": "3600",
    "X-Amz-SignedHeaders": "host",
  };
  const head = { method, path, query: Object.entries(all), headers: new Map([["host", target.host]]), address: "" };
  const text = stringToSign(head, ["host"], "UNSIGNED-PAYLOAD", time, scope);
  target.search = String(new URLSearchParams({ ...all, "X-Amz-Signature": signed(signingKey(secret, scope), text) }));
  return target.href;
}
