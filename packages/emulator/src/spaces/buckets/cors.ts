import * as z from "zod";
import { invalidRequest, malformedXml, noSuchKey, SpacesError } from "../errors.ts";
import { bucketOperation, type SpacesOperation } from "../operation.ts";
import { container, count, readXml } from "../xml/read.ts";
import { document, element } from "../xml/write.ts";
import { changeBucket } from "./bucket.ts";

/** Source: DigitalOcean docs, Spaces (2025-2026). */
const mostRules = 100;
const mostIdLength = 255;

const schema = container({
  CORSRule: z
    .array(
      container({
        ID: z.string().max(mostIdLength).optional(),
        AllowedOrigin: z.array(z.string()).min(1),
        AllowedMethod: z.array(z.enum(["GET", "PUT", "HEAD", "POST", "DELETE"])).min(1),
        AllowedHeader: z.array(z.string()).default([]),
        ExposeHeader: z.array(z.string()).default([]),
        MaxAgeSeconds: count.optional(),
      }),
    )
    .min(1),
});

/** Which pages of other origins may use a bucket. */
export const corsOperations: readonly SpacesOperation[] = [
  bucketOperation(
    "PutBucketCors",
    { method: "PUT", query: "cors", action: "s3:PutBucketCORS", evidence: "provider", missing: noSuchKey },
    async (call) => {
      const { CORSRule } = readXml(await call.body.text(), "CORSConfiguration", schema);
      if (CORSRule.length > mostRules) throw malformedXml(`There are at most ${mostRules} CORS rules`);
      const origin = CORSRule.flatMap(({ AllowedOrigin }) => AllowedOrigin).find((one) => one.split("*").length > 2);
      if (origin !== undefined) {
        throw invalidRequest(`AllowedOrigin "${origin}" can not have more than one wildcard.`);
      }
      changeBucket(call.now(), {
        cors: CORSRule.map((rule) => ({
          ...(rule.ID === undefined ? {} : { id: rule.ID }),
          origins: rule.AllowedOrigin,
          methods: rule.AllowedMethod,
          headers: rule.AllowedHeader,
          exposed: rule.ExposeHeader,
          ...(rule.MaxAgeSeconds === undefined ? {} : { maxAge: rule.MaxAgeSeconds }),
        })),
      });
      return { status: 200 };
    },
  ),
  bucketOperation(
    "GetBucketCors",
    { method: "GET", query: "cors", action: "s3:GetBucketCORS", evidence: "provider" },
    ({ bucket: { cors } }) => {
      if (cors === undefined) {
        throw new SpacesError(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist");
      }
      const rules = cors.map((rule) =>
        element("CORSRule", [
          element("ID", rule.id),
          ...rule.origins.map((origin) => element("AllowedOrigin", origin)),
          ...rule.methods.map((method) => element("AllowedMethod", method)),
          ...rule.headers.map((header) => element("AllowedHeader", header)),
          ...rule.exposed.map((header) => element("ExposeHeader", header)),
          element("MaxAgeSeconds", rule.maxAge),
        ]),
      );
      return { status: 200, body: document("CORSConfiguration", rules) };
    },
  ),
  bucketOperation(
    "DeleteBucketCors",
    { method: "DELETE", query: "cors", action: "s3:PutBucketCORS", evidence: "provider" },
    (call) => {
      changeBucket(call, { cors: undefined });
      return { status: 204 };
    },
  ),
];
