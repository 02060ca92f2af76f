import * as z from "zod";
import { keyTable } from "../../api/spaces/key.ts";
import { aclDocument, aclInHeaders, aclInXml } from "../access/acl.ts";
import { hasFullAccess } from "../access/grants.ts";
import { readPolicy } from "../access/policy.ts";
import { invalidRequest, noSuchKey, notImplemented, SpacesError } from "../errors.ts";
import { bucketOperation, type SpacesOperation } from "../operation.ts";
import { container, readXml } from "../xml/read.ts";
import { document, element } from "../xml/write.ts";
import { bucketTable, changeBucket } from "./bucket.ts";

const versioning = container({
  Status: z.enum(["Enabled", "Suspended"]).optional(),
  MfaDelete: z.enum(["Enabled", "Disabled"]).optional(),
});

const logging = container({
  LoggingEnabled: container({
    TargetBucket: z.string(),
    TargetPrefix: z.string().default(""),
    TargetGrants: z.unknown().optional(),
    TargetObjectKeyFormat: z.unknown().optional(),
  }).optional(),
});

/** Location, ACL, versioning, policy and logging of a bucket. */
export const settingsOperations: readonly SpacesOperation[] = [
  bucketOperation(
    "GetBucketLocation",
    { method: "GET", query: "location", action: "s3:GetBucketLocation", evidence: "provider" },
    ({ bucket }) => ({ status: 200, body: document("LocationConstraint", bucket.region) }),
  ),
  bucketOperation(
    "GetBucketAcl",
    {
      method: "GET",
      query: "acl",
      action: "s3:GetBucketAcl",
      evidence: "https://docs.digitalocean.com/reference/api/spaces",
    },
    ({ bucket, owner }) => ({ status: 200, body: aclDocument(bucket.acl, owner.id) }),
  ),
  bucketOperation(
    "PutBucketAcl",
    { method: "PUT", query: "acl", action: "s3:PutBucketAcl", evidence: "provider" },
    async (call) => {
      const acl = aclInHeaders(call.head) ?? aclInXml(await call.body.text(), call.owner.id);
      changeBucket(call.now(), { acl });
      return { status: 200 };
    },
  ),
  bucketOperation(
    "GetBucketVersioning",
    { method: "GET", query: "versioning", action: "s3:GetBucketVersioning", evidence: "provider" },
    ({ bucket }) => ({
      status: 200,
      body: document("VersioningConfiguration", [element("Status", bucket.versioning)]),
    }),
  ),
  bucketOperation(
    "PutBucketVersioning",
    { method: "PUT", query: "versioning", action: "s3:PutBucketVersioning", evidence: "provider" },
    async (call) => {
      const { Status, MfaDelete } = readXml(await call.body.text(), "VersioningConfiguration", versioning);
      // Rather than let anybody believe that versions are safe from a stolen key.
      if (MfaDelete === "Enabled") throw notImplemented("MFA delete");
      if (Status === undefined) {
        throw new SpacesError(
          400,
          "IllegalVersioningConfigurationException",
          "The Versioning element must be specified",
        );
      }
      changeBucket(call.now(), { versioning: Status });
      return { status: 200 };
    },
  ),
  bucketOperation(
    "GetBucketPolicy",
    { method: "GET", query: "policy", action: "s3:GetBucketPolicy", evidence: "provider" },
    ({ bucket }) => {
      if (bucket.policy === undefined) {
        throw new SpacesError(404, "NoSuchBucketPolicy", "The bucket policy does not exist");
      }
      return { status: 200, body: bucket.policy, headers: { "content-type": "application/json" } };
    },
  ),
  bucketOperation(
    "PutBucketPolicy",
    { method: "PUT", query: "policy", action: "s3:PutBucketPolicy", evidence: "provider", missing: noSuchKey },
    async (call) => {
      const policy = await call.body.text();
      readPolicy(policy, call.bucket.name);
      // https://docs.digitalocean.com/products/spaces/how-to/configure-bucket-policies: the two exclude each other.
      const isLimited = keyTable
        .of(call.owner)
        .find(({ grants }) => !hasFullAccess(grants) && grants.some(({ bucket }) => bucket === call.bucket.name));
      if (isLimited !== undefined) throw invalidRequest("A bucket that a limited key opens can have no policy");
      changeBucket(call.now(), { policy });
      return { status: 204 };
    },
  ),
  bucketOperation(
    "DeleteBucketPolicy",
    { method: "DELETE", query: "policy", action: "s3:DeleteBucketPolicy", evidence: "provider" },
    (call) => {
      changeBucket(call, { policy: undefined });
      return { status: 204 };
    },
  ),
  bucketOperation(
    "GetBucketLogging",
    { method: "GET", query: "logging", action: "s3:GetBucketLogging", evidence: "provider" },
    ({ bucket }) => ({
      status: 200,
      body: document("BucketLoggingStatus", [
        element(
          "LoggingEnabled",
          bucket.logging && [
            element("TargetBucket", bucket.logging.bucket),
            element("TargetPrefix", bucket.logging.prefix),
          ],
        ),
      ]),
    }),
  ),
  bucketOperation(
    "PutBucketLogging",
    { method: "PUT", query: "logging", action: "s3:PutBucketLogging", evidence: "provider" },
    async (call) => {
      const { LoggingEnabled: target } = readXml(await call.body.text(), "BucketLoggingStatus", logging);
      if (target === undefined) changeBucket(call.now(), { logging: undefined });
      else {
        const found = bucketTable.of(call.owner).get(target.TargetBucket);
        if (found === undefined || found.region !== call.bucket.region) {
          throw new SpacesError(400, "InvalidTargetBucketForLogging", "The target bucket for logging does not exist");
        }
        // https://docs.digitalocean.com/products/spaces/reference/s3-compatibility
        if (found.name === call.bucket.name) {
          throw invalidRequest("The source and the target bucket of logging must be different");
        }
        changeBucket(call.now(), { logging: { bucket: target.TargetBucket, prefix: target.TargetPrefix } });
      }
      return { status: 200 };
    },
  ),
];
