import { aclInHeaders } from "../access/acl.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { objectOperation, type SpacesOperation } from "../operation.ts";
import { document, element } from "../xml/write.ts";
import { attributesIn } from "./attributes.ts";
import { checkWrite, conditionsIn } from "./conditions.ts";
import { copySource } from "./copy-source.ts";
import { addVersion, newVersionHeader, nextVersionId, versionsOf } from "./object.ts";

/** Copying objects. */
export const copyOperations: readonly SpacesOperation[] = [
  objectOperation(
    "CopyObject",
    {
      method: "PUT",
      header: "x-amz-copy-source",
      action: "s3:PutObject",
      evidence: "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility",
    },
    (call) => {
      const { cloud, head, key } = call;
      const source = copySource(call);
      const replacesMetadata = directive(head.headers.get("x-amz-metadata-directive")) === "REPLACE";
      const replacesTags = directive(head.headers.get("x-amz-tagging-directive")) === "REPLACE";
      if (source.bucket === call.bucket.name && source.key === key && !replacesMetadata && !replacesTags) {
        const isOld = source.version.id !== versionsOf(call, key)[0]?.id;
        if (!isOld && aclInHeaders(head) === undefined) {
          throw invalidRequest("This copy request is illegal because it is trying to copy an object to itself.");
        }
      }
      checkWrite(conditionsIn(head.headers, "if-"), versionsOf(call, key)[0]);
      const sent = attributesIn(head);
      const id = nextVersionId(cloud, call);
      const modified = cloud.clock.time;
      const { headers, metadata } = replacesMetadata ? sent : source.version;
      const { tags } = replacesTags ? sent : source.version;
      addVersion(call, key, { ...source.version, id, modified, headers, metadata, tags, acl: sent.acl });
      return {
        status: 200,
        headers: { ...newVersionHeader(id), ...source.headers },
        body: document("CopyObjectResult", [
          element("LastModified", new Date(modified).toISOString()),
          element("ETag", source.version.etag),
        ]),
      };
    },
  ),
];

function directive(text: string | undefined): "COPY" | "REPLACE" {
  if (text === undefined || text === "COPY" || text === "REPLACE") return text ?? "COPY";
  throw invalidArgument("Unknown directive: it is COPY or REPLACE");
}
