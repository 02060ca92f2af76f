import { slice } from "../body/blobs.ts";
import { invalidArgument, SpacesError } from "../errors.ts";
import { copySource } from "../objects/copy-source.ts";
import { sizeIn } from "../objects/list.ts";
import { type BucketCall, objectOperation, type SpacesOperation } from "../operation.ts";
import { queryValue } from "../request.ts";
import { document, element } from "../xml/write.ts";
import { md5Of } from "./md5.ts";
import { addPart, needUpload, partsOf } from "./upload.ts";

const mostParts = 10_000;

const evidence = "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility";

/** The parts of an upload. */
export const partOperations: readonly SpacesOperation[] = [
  objectOperation(
    "UploadPartCopy",
    { method: "PUT", query: "uploadId", header: "x-amz-copy-source", action: "s3:PutObject", evidence },
    async (call) => {
      const number = numberIn(call);
      const upload = needUpload(call, call.key, queryValue(call.head, "uploadId"));
      const source = copySource(call);
      const { from, size } = copyRange(call.head.headers.get("x-amz-copy-source-range"), source.version.size);
      const pieces = slice(source.version.pieces, from, size);
      const md5 = await md5Of(call.blobs.read(pieces));
      const place = call.now();
      needUpload(place, call.key, upload.id);
      const modified = call.cloud.clock.time;
      addPart(place, { upload: upload.id, number, modified, md5, pieces: [...pieces], size });
      return {
        status: 200,
        headers: source.headers,
        body: document("CopyPartResult", [
          element("LastModified", new Date(modified).toISOString()),
          element("ETag", `"${md5}"`),
        ]),
      };
    },
  ),
  objectOperation(
    "UploadPart",
    { method: "PUT", query: "uploadId", action: "s3:PutObject", evidence },
    async (call) => {
      const number = numberIn(call);
      const { id, checksum: wanted } = needUpload(call, call.key, queryValue(call.head, "uploadId"));
      const pieces = await call.blobs.write(call.body);
      const place = call.now();
      needUpload(place, call.key, id);
      const { size, md5, checksum } = call.body.read;
      addPart(place, {
        upload: id,
        number,
        modified: call.cloud.clock.time,
        md5,
        pieces: [...pieces],
        size,
        ...(checksum === undefined ? {} : { checksum }),
      });
      return {
        status: 200,
        headers: {
          etag: `"${md5}"`,
          // None of a part whose upload was begun without one, though the client has sent it.
          ...(checksum === undefined || wanted === undefined
            ? {}
            : { [`x-amz-checksum-${checksum.name}`]: checksum.value }),
        },
      };
    },
  ),
  objectOperation(
    "ListParts",
    { method: "GET", query: "uploadId", action: "s3:ListMultipartUploadParts", evidence },
    (call) => {
      const { id } = needUpload(call, call.key, queryValue(call.head, "uploadId"));
      const most = sizeIn(call.head, "max-parts");
      const marker = queryValue(call.head, "part-number-marker") ?? "0";
      if (!/^\d{1,9}$/.test(marker)) throw invalidArgument("part-number-marker must be a whole number");
      const left = partsOf(call, id).filter(({ number }) => number > Number(marker));
      const shown = left.slice(0, most);
      const isTruncated = most > 0 && left.length > shown.length;
      const person = [element("ID", call.owner.id), element("DisplayName", call.owner.id)];
      return {
        status: 200,
        body: document("ListPartsResult", [
          element("Bucket", call.bucket.name),
          element("Key", call.key),
          element("UploadId", id),
          element("Initiator", person),
          element("Owner", person),
          element("StorageClass", "STANDARD"),
          element("PartNumberMarker", marker),
          element("NextPartNumberMarker", shown.at(-1)?.number ?? 0),
          element("MaxParts", most),
          element("IsTruncated", isTruncated),
          ...shown.map(({ number, modified, md5, size }) =>
            element("Part", [
              element("PartNumber", number),
              element("LastModified", new Date(modified).toISOString()),
              element("ETag", `"${md5}"`),
              element("Size", size),
            ]),
          ),
        ]),
      };
    },
  ),
];

function numberIn({ head }: BucketCall): number {
  const text = queryValue(head, "partNumber") ?? "";
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > mostParts) {
    throw invalidArgument(`Part number must be an integer between 1 and ${mostParts}, inclusive`);
  }
  return number;
}

function copyRange(header: string | undefined, size: number): { readonly from: number; readonly size: number } {
  if (header === undefined) return { from: 0, size };
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header) ?? [];
  if (first === undefined || last === undefined) {
    throw invalidArgument("The x-amz-copy-source-range value must be of the form bytes=first-last");
  }
  if (Number(first) > Number(last) || Number(last) >= size) {
    throw new SpacesError(416, "InvalidRange", "The requested range is not satisfiable");
  }
  return { from: Number(first), size: Number(last) - Number(first) + 1 };
}
