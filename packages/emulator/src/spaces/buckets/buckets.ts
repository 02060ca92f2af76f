import { regions } from "@infrafabric/governor";
import * as z from "zod";
import { unassign } from "../../api/projects/assignment.ts";
import { urnOf } from "../../state/urn.ts";
import { aclInHeaders } from "../access/acl.ts";
import { hasFullAccess } from "../access/grants.ts";
import { accessDenied, SpacesError } from "../errors.ts";
import { dropUpload, uploadsOf } from "../multipart/upload.ts";
import { checkBucketName, compareKeys } from "../names.ts";
import { isEmpty } from "../objects/object.ts";
import { accountOperation, bucketOperation, type Call, type SpacesOperation } from "../operation.ts";
import { container, readXml } from "../xml/read.ts";
import { document, element } from "../xml/write.ts";
import { bucketTable, findBucket } from "./bucket.ts";

/** Source: DigitalOcean docs, Spaces limits (2025). */
const mostBuckets = 100;

/** Slugs of the regions that have Spaces. */
const spacesRegions = new Set(regions.filter(({ spaces }) => spaces !== undefined).map(({ slug }) => slug));

const creation = container({ LocationConstraint: z.string().optional() });

/** Buckets as such. */
export const bucketOperations: readonly SpacesOperation[] = [
  accountOperation("ListBuckets", "GET", "account", "provider", ({ caller: { account, grants }, region }) => {
    const isVisible = (name: string) => hasFullAccess(grants) || grants.some(({ bucket }) => bucket === name);
    const buckets = bucketTable
      .of(account)
      .filter((bucket) => isVisible(bucket.name) && (region === undefined || bucket.region === region))
      .toSorted((a, b) => compareKeys(a.name, b.name))
      .map(({ name, created }) =>
        element("Bucket", [element("Name", name), element("CreationDate", new Date(created).toISOString())]),
      );
    return {
      status: 200,
      body: document("ListAllMyBucketsResult", [
        element("Owner", [element("ID", account.id), element("DisplayName", account.id)]),
        element("Buckets", buckets),
      ]),
    };
  }),
  accountOperation("CreateBucket", "PUT", "bucket", "provider", async (call) => {
    const { caller, cloud, bucketName: name } = call;
    const acl = aclInHeaders(call.head) ?? "private";
    const region = regionOf(call, await call.body.text());
    if (!hasFullAccess(caller.grants)) throw accessDenied();
    checkBucketName(name);
    const before = findBucket(cloud, name);
    if (before !== undefined) {
      // As Ceph, on which Spaces stands: who has it gets it again, unchanged.
      const isSame = before.bucket.region === region && before.bucket.acl === acl;
      if (before.owner === caller.account && isSame) return { status: 200 };
      throw new SpacesError(409, "BucketAlreadyExists", "The requested bucket name is not available.");
    }
    const table = bucketTable.of(caller.account);
    if (table.size >= mostBuckets) {
      throw new SpacesError(400, "TooManyBuckets", "You have attempted to create more buckets than allowed");
    }
    table.put(name, { name, id: cloud.ids.hex(32), region, created: cloud.clock.time, acl });
    return { status: 200, headers: { location: `/${name}` } };
  }),
  bucketOperation(
    "HeadBucket",
    { method: "HEAD", action: "s3:ListBucket", evidence: "provider" },
    ({ bucket: { region } }) => ({ status: 200, headers: { "x-amz-bucket-region": region } }),
  ),
  bucketOperation(
    "DeleteBucket",
    { method: "DELETE", action: "s3:DeleteBucket", evidence: "provider" },
    ({ bucket, owner }) => {
      if (!isEmpty(owner, bucket.name)) {
        throw new SpacesError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
      }
      for (const { id } of uploadsOf({ owner, bucket })) dropUpload({ owner, bucket }, id);
      bucketTable.of(owner).delete(bucket.name);
      unassign(owner, urnOf("space", bucket.name));
      return { status: 204 };
    },
  ),
];

/**
 * Where a new bucket goes: to the region of the endpoint. Who comes straight to the emulator says it in the body, or signs
 * for it; else it is nyc3, as with the provider.
 */
function regionOf(call: Call, text: string): string {
  const sent = text.trim() === "" ? undefined : readXml(text, "CreateBucketConfiguration", creation).LocationConstraint;
  if (call.region !== undefined) {
    const isElsewhere = sent !== undefined && sent !== call.region && spacesRegions.has(sent);
    // As Ceph, on which Spaces stands.
    if (isElsewhere) {
      throw new SpacesError(400, "InvalidLocationConstraint", "The specified location-constraint is not valid");
    }
    return call.region;
  }
  const signed = /\/\d{8}\/([^/]+)\/s3\//.exec(call.head.headers.get("authorization") ?? "")?.[1];
  return [sent, signed].find((name) => name !== undefined && spacesRegions.has(name)) ?? "nyc3";
}
