import * as z from "zod";
import { sizeOf } from "../body/blobs.ts";
import type { SentChecksum } from "../body/body.ts";
import { checksumNames } from "../body/checksum.ts";
import { SpacesError } from "../errors.ts";
import { attributesIn } from "../objects/attributes.ts";
import { checkWrite, conditionsIn } from "../objects/conditions.ts";
import { afterMarker, listingIn, pageOf, prefixElements } from "../objects/list.ts";
import { addVersion, type ContentVersion, newVersionHeader, nextVersionId, versionsOf } from "../objects/object.ts";
import { type Answer, type BucketCall, bucketOperation, objectOperation, type SpacesOperation } from "../operation.ts";
import { queryValue } from "../request.ts";
import { container, count, readXml } from "../xml/read.ts";
import { document, element } from "../xml/write.ts";
import { checksumOfParts } from "./checksum-of-parts.ts";
import { etagOfParts } from "./md5.ts";
import { addUpload, dropUpload, needUpload, type Part, partOf, uploadsOf } from "./upload.ts";
import { wantedChecksum } from "./wanted-checksum.ts";

const leastBytes = 5 * 1024 ** 2;
const mostBytes = 5 * 1024 ** 4;

const evidence = "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility";

const sentPart = container({
  PartNumber: count,
  ETag: z.string(),
  ChecksumCRC32: z.string().optional(),
  ChecksumCRC32C: z.string().optional(),
  ChecksumCRC64NVME: z.string().optional(),
  ChecksumSHA1: z.string().optional(),
  ChecksumSHA256: z.string().optional(),
});

const completion = container({ Part: z.array(sentPart).min(1) });

/** Objects that come in parts. */
export const multipartOperations: readonly SpacesOperation[] = [
  objectOperation(
    "CreateMultipartUpload",
    { method: "POST", query: "uploads", action: "s3:PutObject", evidence },
    (call) => {
      const attributes = attributesIn(call.head);
      const id = `2~${call.cloud.ids.hex(32)}`;
      const checksum = wantedChecksum(call.head);
      addUpload(call, {
        id,
        bucket: call.bucket.name,
        key: call.key,
        initiated: call.cloud.clock.time,
        attributes,
        ...(checksum === undefined ? {} : { checksum }),
      });
      return {
        status: 200,
        headers:
          checksum === undefined
            ? {}
            : { "x-amz-checksum-algorithm": checksum.name.toUpperCase(), "x-amz-checksum-type": checksum.type },
        body: document("InitiateMultipartUploadResult", [
          element("Bucket", call.bucket.name),
          element("Key", call.key),
          element("UploadId", id),
        ]),
      };
    },
  ),
  objectOperation(
    "CompleteMultipartUpload",
    { method: "POST", query: "uploadId", action: "s3:PutObject", evidence },
    async (call) => {
      const { cloud, head, key } = call;
      const sent = readXml(await call.body.text("object"), "CompleteMultipartUpload", completion).Part;
      const begun = call.now();
      const uploadId = queryValue(head, "uploadId");
      // Who never saw the answer asks again: what is done already is answered as it was.
      const done = versionsOf(begun, key).find((one) => one.kind === "content" && one.parts?.upload === uploadId);
      if (done?.kind === "content") {
        if (etagOfParts(sent.map(md5In)) !== done.etag) throw invalidPart();
        return completed(call, done);
      }
      const upload = needUpload(begun, key, uploadId);
      const parts = sent.map((one, index) => {
        const before = sent[index - 1];
        if (before !== undefined && before.PartNumber >= one.PartNumber) {
          throw new SpacesError(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
        }
        return agreed(one, partOf(begun, upload.id, one.PartNumber));
      });
      if (parts.slice(0, -1).some(({ size }) => size < leastBytes)) {
        throw new SpacesError(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
      }
      const checksum = await checksumOfParts(sentChecksum(call), upload.checksum, parts, call.blobs);
      const place = call.now();
      needUpload(place, key, uploadId);
      checkWrite(conditionsIn(head.headers, "if-"), versionsOf(place, key)[0]);
      const pieces = parts.flatMap((part) => part.pieces);
      const size = sizeOf(pieces);
      if (size > mostBytes) {
        throw new SpacesError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.");
      }
      const version: ContentVersion = {
        kind: "content",
        id: nextVersionId(cloud, place),
        modified: cloud.clock.time,
        etag: etagOfParts(parts.map(({ md5 }) => md5)),
        pieces,
        size,
        parts: { upload: upload.id, sizes: parts.map((part) => part.size) },
        ...upload.attributes,
        ...(checksum === undefined ? {} : { checksum }),
      };
      addVersion(place, key, version);
      dropUpload(place, upload.id);
      return completed(call, version);
    },
  ),
  objectOperation(
    "AbortMultipartUpload",
    { method: "DELETE", query: "uploadId", action: "s3:AbortMultipartUpload", evidence },
    (call) => {
      dropUpload(call, needUpload(call, call.key, queryValue(call.head, "uploadId")).id);
      return { status: 204 };
    },
  ),
  bucketOperation(
    "ListMultipartUploads",
    { method: "GET", query: "uploads", action: "s3:ListBucketMultipartUploads", evidence },
    (call) => {
      const listing = listingIn(call.head, "max-uploads");
      const { show, showKey, delimiter } = listing;
      const keyMarker = queryValue(call.head, "key-marker") ?? "";
      const idMarker = queryValue(call.head, "upload-id-marker") ?? "";
      const { items, after } = afterMarker(uploadsOf(call), ({ id }) => id, keyMarker, idMarker);
      const page = pageOf(items, ({ key }) => key, listing, after);
      const person = [element("ID", call.owner.id), element("DisplayName", call.owner.id)];
      const { last } = page;
      return {
        status: 200,
        body: document("ListMultipartUploadsResult", [
          element("Bucket", call.bucket.name),
          element("KeyMarker", show(keyMarker)),
          element("UploadIdMarker", idMarker),
          element("NextKeyMarker", last && show(last.key)),
          element("NextUploadIdMarker", last && "item" in last ? last.item.id : undefined),
          element("Prefix", show(listing.prefix)),
          element("Delimiter", delimiter === "" ? undefined : show(delimiter)),
          element("MaxUploads", listing.most),
          listing.encoding,
          element("IsTruncated", last !== undefined),
          ...page.items.map(({ key, id, initiated }) =>
            element("Upload", [
              element("Key", showKey(key)),
              element("UploadId", id),
              element("Initiator", person),
              element("Owner", person),
              element("StorageClass", "STANDARD"),
              element("Initiated", new Date(initiated).toISOString()),
            ]),
          ),
          ...prefixElements(listing, page.prefixes),
        ]),
      };
    },
  ),
];

/** The answer to whoever completes an upload. */
function completed({ head, bucket, key }: BucketCall, { id, etag, checksum }: ContentVersion): Answer {
  return {
    status: 200,
    headers: newVersionHeader(id),
    body: document("CompleteMultipartUploadResult", [
      element("Location", `http://${head.headers.get("host") ?? ""}/${bucket.name}/${key}`),
      element("Bucket", bucket.name),
      element("Key", key),
      element("ETag", etag),
      ...(checksum === undefined ? [] : [element(`Checksum${checksum.name.toUpperCase()}`, checksum.value)]),
    ]),
  };
}

/** The checksum of the object, as whoever completes it has made it. */
function sentChecksum({ head, body }: BucketCall): SentChecksum | undefined {
  const name = body.checksumName();
  const value = name === undefined ? undefined : head.headers.get(`x-amz-checksum-${name}`);
  return name === undefined || value === undefined ? undefined : { name, value };
}

const md5In = ({ ETag }: z.infer<typeof sentPart>): string => ETag.replaceAll('"', "").trim();

/** A part that is there as the list says. */
function agreed(sent: z.infer<typeof sentPart>, part: Part | undefined): Part {
  if (part === undefined || md5In(sent) !== part.md5) throw invalidPart();
  const { checksum } = part;
  const known = checksum && { [checksum.name]: checksum.value };
  const given = {
    crc32: sent.ChecksumCRC32,
    crc32c: sent.ChecksumCRC32C,
    crc64nvme: sent.ChecksumCRC64NVME,
    sha1: sent.ChecksumSHA1,
    sha256: sent.ChecksumSHA256,
  };
  const isOther = checksumNames.some((name) => {
    const value = given[name];
    return value !== undefined && known?.[name] !== undefined && known[name] !== value;
  });
  if (isOther) throw invalidPart();
  return part;
}

const invalidPart = () =>
  new SpacesError(
    400,
    "InvalidPart",
    "One or more of the specified parts could not be found. The part may not have been uploaded, or its ETag may not match.",
  );
