import { type BucketCall, objectOperation, type SpacesOperation } from "../operation.ts";
import { attributesIn } from "./attributes.ts";
import { checkWrite, conditionsIn } from "./conditions.ts";
import { addVersion, newVersionHeader, nextVersionId, versionsOf } from "./object.ts";

/** Writing objects. */
export const writeOperations: readonly SpacesOperation[] = [
  objectOperation("PutObject", { method: "PUT", action: "s3:PutObject", evidence: "provider" }, async (call) => ({
    status: 200,
    headers: (await putObject(call)).headers,
  })),
];

/** Writes the body of a call as an object, and answers with its tag, and the headers that tell of it. */
export async function putObject(
  call: BucketCall,
): Promise<{ readonly etag: string; readonly headers: Readonly<Record<string, string>> }> {
  const { blobs, body, cloud, head, key } = call;
  const attributes = attributesIn(head);
  const conditions = conditionsIn(head.headers, "if-");
  // Before the body, so that it need not come; and after it, since others write meanwhile.
  checkWrite(conditions, versionsOf(call, key)[0]);
  const pieces = await blobs.write(body);
  const place = call.now();
  checkWrite(conditions, versionsOf(place, key)[0]);
  const { size, md5, checksum } = body.read;
  const etag = `"${md5}"`;
  const id = nextVersionId(cloud, place);
  addVersion(place, key, {
    kind: "content",
    id,
    modified: cloud.clock.time,
    etag,
    pieces: [...pieces],
    size,
    ...attributes,
    ...(checksum === undefined ? {} : { checksum }),
  });
  return {
    etag,
    headers: {
      etag,
      ...newVersionHeader(id),
      ...(checksum === undefined ? {} : { [`x-amz-checksum-${checksum.name}`]: checksum.value }),
    },
  };
}
