import * as z from "zod";
import type { Cloud } from "../../state/cloud.ts";
import { isAllowed } from "../access/authorize.ts";
import type { OwnedBucket } from "../buckets/bucket.ts";
import { accessDenied, invalidRequest, notImplemented, preconditionFailed, type SpacesError } from "../errors.ts";
import { bucketOperation, objectOperation, type SpacesOperation } from "../operation.ts";
import { queryValue } from "../request.ts";
import { container, readXml } from "../xml/read.ts";
import { document, element, type Xml } from "../xml/write.ts";
import { checkWrite, conditionsIn, names } from "./conditions.ts";
import { removeObject, removeVersion, versionsOf } from "./object.ts";

const most = 1000;

/** Read only to be refused: a condition that is not looked at deletes too much. */
const refused = z.unknown().optional();

const schema = container({
  Object: z
    .array(
      container({
        Key: z.string(),
        VersionId: z.string().optional(),
        ETag: z.string().optional(),
        LastModifiedTime: refused,
        Size: refused,
      }),
    )
    .min(1)
    .max(most),
  Quiet: z.string().optional(),
});

/** Deleting objects. */
export const deleteOperations: readonly SpacesOperation[] = [
  objectOperation("DeleteObject", { method: "DELETE", action: "s3:DeleteObject", evidence: "provider" }, (call) => {
    const { headers } = call.head;
    const condition = [...headers.keys()].find((name) => name.startsWith("x-amz-if-match-"));
    if (condition !== undefined) throw notImplemented(`The header ${condition}`);
    const [current] = versionsOf(call, call.key);
    // As Ceph, on which Spaces stands: what is not there counts as deleted, whatever it was to be.
    if (current?.kind === "content") checkWrite(conditionsIn(headers, "if-"), current);
    const { versionId, marker } = remove(call.cloud, call, call.key, queryValue(call.head, "versionId"));
    return {
      status: 204,
      headers: {
        ...(versionId === undefined ? {} : { "x-amz-version-id": versionId }),
        ...(marker ? { "x-amz-delete-marker": "true" } : {}),
      },
    };
  }),
  bucketOperation(
    "DeleteObjects",
    // Who may is asked for each object.
    { method: "POST", query: "delete", action: undefined, evidence: "provider" },
    async (call) => {
      const { headers } = call.head;
      const isChecked =
        headers.has("content-md5") || [...headers.keys()].some((name) => /^x-amz-(checksum-|trailer)/.test(name));
      if (!isChecked) throw invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
      const { Object: objects, Quiet } = readXml(await call.body.text(), "Delete", schema);
      if (objects.some(({ LastModifiedTime, Size }) => LastModifiedTime !== undefined || Size !== undefined)) {
        throw notImplemented("A condition by time or size");
      }
      const place = call.now();
      const results = objects.map(({ Key: key, VersionId: wanted, ETag: match }) => {
        const action = wanted === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
        if (!isAllowed(call, { place, action, key, versionId: wanted })) return failed(key, wanted, accessDenied());
        const [current] = versionsOf(place, key);
        if (match !== undefined && current?.kind === "content" && !names(match, current.etag)) {
          return failed(key, wanted, preconditionFailed());
        }
        const { versionId, marker } = remove(call.cloud, place, key, wanted);
        if (Quiet === "true") return element("Deleted", undefined);
        return element("Deleted", [
          element("Key", key),
          element("VersionId", wanted),
          element("DeleteMarker", marker || undefined),
          element("DeleteMarkerVersionId", marker ? versionId : undefined),
        ]);
      });
      return { status: 200, body: document("DeleteResult", results) };
    },
  ),
];

/** Deletes an object, or one version of it: what was not there counts as deleted. */
function remove(cloud: Cloud, place: OwnedBucket, key: string, versionId: string | undefined) {
  if (versionId === undefined) {
    const added = removeObject(cloud, place, key);
    return { versionId: added?.id, marker: added !== undefined };
  }
  const removed = removeVersion(place, key, versionId);
  return { versionId, marker: removed?.kind === "marker" };
}

function failed(key: string, versionId: string | undefined, { code, message }: SpacesError): Xml {
  return element("Error", [
    element("Key", key),
    element("VersionId", versionId),
    element("Code", code),
    element("Message", message),
  ]);
}
