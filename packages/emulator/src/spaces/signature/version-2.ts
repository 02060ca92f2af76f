import { createHmac } from "node:crypto";
import { accessDenied } from "../errors.ts";
import { queryValue, type RequestHead } from "../request.ts";
import { encoded } from "./canonical.ts";

/** Parameters that a signature of version 2 is made over; it leaves out all others. */
const signedParameters = new Set([
  "acl",
  "cors",
  "delete",
  "lifecycle",
  "location",
  "logging",
  "partNumber",
  "policy",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "tagging",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
]);

/** A signature of version 2 in a query: what boto3 makes of a URL unless it is told otherwise. */
export interface Version2Claim {
  readonly accessKey: string;
  readonly signature: string;
}

/**
 * What a presigned URL of version 2 says; undefined where a request is none.
 *
 * @throws SpacesError where its time is over.
 */
export function version2Claim(head: RequestHead): Version2Claim | undefined {
  const accessKey = queryValue(head, "AWSAccessKeyId");
  const signature = queryValue(head, "Signature");
  if (accessKey === undefined || signature === undefined) return undefined;
  const expires = queryValue(head, "Expires") ?? "";
  if (!/^\d{1,12}$/.test(expires)) throw accessDenied("Expires must be seconds since 1970");
  if (Date.now() > Number(expires) * 1000) throw accessDenied("Request has expired");
  return { accessKey, signature };
}

/**
 * The signatures of version 2 that a request with a query may have: the path of a bucket is signed as it is, or, by
 * boto3, with a slash at its end.
 *
 * @param bucket The one in the name of the host, if any: it is signed as if it came in the path.
 */
export function version2Signatures(secret: string, head: RequestHead, bucket: string | undefined): readonly string[] {
  const header = (name: string) => head.headers.get(name) ?? "";
  const headers = [...head.headers]
    .filter(([name]) => name.startsWith("x-amz-"))
    .map(([name, value]) => `${name}:${value}\n`)
    .sort()
    .join("");
  const path = head.path.split("/").map(encoded).join("/");
  const query = head.query
    .filter(([name]) => signedParameters.has(name))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`))
    .sort()
    .join("&");
  const place = bucket === undefined ? path : `/${bucket}${path}`;
  const places = place.lastIndexOf("/") === 0 && place !== "/" ? [place, `${place}/`] : [place];
  return places.map((one) => {
    const resource = `${one}${query === "" ? "" : `?${query}`}`;
    const text = [
      head.method,
      header("content-md5"),
      header("content-type"),
      queryValue(head, "Expires") ?? "",
      `${headers}${resource}`,
    ].join("\n");
    return createHmac("sha1", secret).update(Buffer.from(text, "latin1")).digest("base64");
  });
}
