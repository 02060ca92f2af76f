import { createHmac } from "node:crypto";
import { secretOf } from "../../api/spaces/key.ts";
import type { Cloud } from "../../state/cloud.ts";
import { authorize } from "../access/authorize.ts";
import { Body } from "../body/body.ts";
import { invalidArgument, SpacesError } from "../errors.ts";
import { checkKey } from "../names.ts";
import { putObject } from "../objects/write.ts";
import { type Answer, type BucketCall, bucketOperation, type SpacesOperation } from "../operation.ts";
import { type Caller, callerWith, credentialIn, isSame } from "../signature/authenticate.ts";
import { encoded, signed, signingKey } from "../signature/canonical.ts";
import { document, element } from "../xml/write.ts";
import { formIn } from "./form.ts";
import { checkPolicy, type SizeRange } from "./post-policy.ts";

/** Uploads by a form, as browsers send them. */
export const formOperations: readonly SpacesOperation[] = [
  bucketOperation("PostObject", { method: "POST", action: undefined, evidence: "assumed" }, async (call) => {
    const {
      fields: sent,
      filename,
      file,
    } = await formIn(call.body.bytes(), call.head.headers.get("content-type") ?? "");
    const key = sent.get("key")?.replaceAll("$" + "{filename}", filename) ?? "";
    if (key === "") throw invalidArgument("Bucket POST must contain a field named 'key' before its file.");
    checkKey(key);
    const fields = new Map([...sent, ["key", key], ["bucket", call.bucket.name]]);
    const { caller, range } = proved(call.cloud, fields);
    // As if the fields were the headers of a PUT; how long the file is shows at its end.
    const own = [...fields].filter(([name]) => isHeader(name));
    const acl = fields.get("acl");
    const headers = new Map([
      ...own,
      ...(acl === undefined ? [] : [["x-amz-acl", acl] as const]),
      ["transfer-encoding", "chunked"],
    ]);
    const body = new Body(file, { ...call.head, headers }, { kind: "unsigned" });
    const enter = (place: BucketCall): BucketCall => {
      authorize({ head: call.head, caller }, { place, action: "s3:PutObject", key });
      return { ...place, caller, key, body, head: { ...call.head, headers }, now };
    };
    const now = () => {
      refuseSize(body.read.size, range);
      return enter(call.now());
    };
    const { etag, headers: answered } = await putObject(enter(call));
    return answerTo(call, fields, key, { etag, headers: answered });
  }),
];

/** Fields that say of an object what headers say otherwise. */
const isHeader = (name: string): boolean =>
  /^(?:cache-control|content-(?:type|disposition|encoding|language|md5)|expires)$/.test(name) ||
  /^x-amz-(?:meta-|checksum-|tagging$|server-side-encryption|website-redirect-location$)/.test(name);

/** Who has signed the policy of a form, in version 4 or 2, and what it says of the size. Without one it is anybody's. */
function proved(
  cloud: Cloud,
  fields: ReadonlyMap<string, string>,
): { readonly caller: Caller | undefined; readonly range: SizeRange } {
  const policy = fields.get("policy");
  if (policy === undefined) return { caller: undefined, range: { least: 0, most: Number.POSITIVE_INFINITY } };
  const old = fields.get("awsaccesskeyid");
  const caller = old === undefined ? version4(cloud, policy, fields) : version2(cloud, policy, old, fields);
  return { caller, range: checkPolicy(policy, fields) };
}

function version4(cloud: Cloud, policy: string, fields: ReadonlyMap<string, string>): Caller {
  const malformed = (message: string) => invalidArgument(message);
  if (fields.get("x-amz-algorithm") !== "AWS4-HMAC-SHA256") {
    throw malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const { accessKey, scope } = credentialIn(fields.get("x-amz-credential"), malformed);
  const expected = signed(signingKey(secretOf(cloud, accessKey), scope), policy);
  return callerWith(cloud, accessKey, isSame(expected, fields.get("x-amz-signature") ?? ""));
}

function version2(cloud: Cloud, policy: string, accessKey: string, fields: ReadonlyMap<string, string>): Caller {
  const expected = createHmac("sha1", secretOf(cloud, accessKey)).update(policy).digest("base64");
  return callerWith(cloud, accessKey, isSame(expected, fields.get("signature") ?? ""));
}

function refuseSize(size: number, { least, most }: SizeRange): void {
  if (size < least) {
    throw new SpacesError(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
  }
  if (size > most) {
    throw new SpacesError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  }
}

function answerTo(
  { bucket, head }: BucketCall,
  fields: ReadonlyMap<string, string>,
  key: string,
  { etag, headers }: { readonly etag: string; readonly headers: Readonly<Record<string, string>> },
): Answer {
  const place = `http://${head.headers.get("host")}${head.path.replace(/\/$/, "")}/${key.split("/").map(encoded).join("/")}`;
  const redirect = fields.get("success_action_redirect") ?? fields.get("redirect");
  if (redirect !== undefined && /^https?:/.test(redirect) && URL.canParse(redirect)) {
    const url = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket: bucket.name, key, etag })) url.searchParams.set(name, value);
    return { status: 303, headers: { ...headers, location: url.href } };
  }
  const all = { ...headers, location: place };
  switch (fields.get("success_action_status")) {
    case "200":
      return { status: 200, headers: all };
    case "201":
      return {
        status: 201,
        headers: all,
        body: document("PostResponse", [
          element("Location", place),
          element("Bucket", bucket.name),
          element("Key", key),
          element("ETag", etag),
        ]),
      };
    default:
      return { status: 204, headers: all };
  }
}
