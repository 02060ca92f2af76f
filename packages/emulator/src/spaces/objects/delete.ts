import * as z from "zod";
import type { Cloud } from "../../state/cloud.ts";
import { isAllowed } from "../access/authorize.ts";
import type { OwnedBucket } from "../buckets/bucket.ts";
import { invalidRequest } from "../errors.ts";
import { bucketOperation, objectOperation, type SpacesOperation } from "../operation.ts";
import { queryValue } from "../request.ts";
import { container, readXml } from "../xml/read.ts";
import { document, element, type Xml } from "../xml/write.ts";
import { removeObject, removeVersion } from "./object.ts";

const most = 1000;

const schema = container({
  Object: z
    .array(
      container({
        Key: z.string(),
        VersionId: z.string().optional(),
        ETag: z.unknown().optional(),
        LastModifiedTime: z.unknown().optional(),
        Size: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(most),
  Quiet: z.string().optional(),
});

/** Deleting objects. */
export const deleteOperations: readonly SpacesOperation[] = [
  objectOperation("DeleteObject", { method: "DELETE", action: "s3:DeleteObject", evidence: "provider" }, (call) => {
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
      const results = objects.map(({ Key: key, VersionId: wanted }) => {
        const action = wanted === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
        if (!isAllowed(call, { place: call, action, key, versionId: wanted })) return denied(key, wanted);
        const { versionId, marker } = remove(call.cloud, call, key, wanted);
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

function denied(key: string, versionId: string | undefined): Xml {
  return element("Error", [
    element("Key", key),
    element("VersionId", versionId),
    element("Code", "AccessDenied"),
    element("Message", "Access Denied"),
  ]);
}
