import * as z from "zod";
import { changeBucket } from "../buckets/bucket.ts";
import { invalidArgument, notImplemented, SpacesError } from "../errors.ts";
import { bucketOperation, type SpacesOperation } from "../operation.ts";
import { container, readXml } from "../xml/read.ts";
import { document, element } from "../xml/write.ts";

const configuration = container({
  IndexDocument: container({ Suffix: z.string().min(1) }).optional(),
  ErrorDocument: container({ Key: z.string().min(1) }).optional(),
  RedirectAllRequestsTo: container({
    HostName: z.string().regex(/^[\w.:-]+$/),
    Protocol: z.enum(["http", "https"]).optional(),
  }).optional(),
  RoutingRules: z.unknown().optional(),
});

const evidence = "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility";

/** What makes a website of a bucket. */
export const websiteOperations: readonly SpacesOperation[] = [
  bucketOperation(
    "GetBucketWebsite",
    { method: "GET", query: "website", action: "s3:GetBucketWebsite", evidence },
    ({ bucket: { website } }) => {
      if (website === undefined) throw noWebsite();
      const { index, error, redirect } = website;
      const body = document("WebsiteConfiguration", [
        element(
          "RedirectAllRequestsTo",
          redirect && [element("HostName", redirect.host), element("Protocol", redirect.protocol)],
        ),
        element("IndexDocument", index === undefined ? undefined : [element("Suffix", index)]),
        element("ErrorDocument", error === undefined ? undefined : [element("Key", error)]),
      ]);
      return { status: 200, body };
    },
  ),
  bucketOperation(
    "PutBucketWebsite",
    { method: "PUT", query: "website", action: "s3:PutBucketWebsite", evidence },
    async (call) => {
      const read = readXml(await call.body.text(), "WebsiteConfiguration", configuration);
      const { IndexDocument: index, ErrorDocument: error, RedirectAllRequestsTo: to } = read;
      if (read.RoutingRules !== undefined) throw notImplemented("A website with routing rules");
      if ((index === undefined) === (to === undefined)) {
        throw invalidArgument("A website has either an IndexDocument or RedirectAllRequestsTo");
      }
      if (index?.Suffix.includes("/")) throw invalidArgument("The IndexDocument Suffix is not well formed");
      const website = {
        ...(index === undefined ? {} : { index: index.Suffix }),
        ...(error === undefined ? {} : { error: error.Key }),
        ...(to === undefined ? {} : { redirect: { host: to.HostName, ...(to.Protocol && { protocol: to.Protocol }) } }),
      };
      changeBucket(call.now(), { website });
      return { status: 200 };
    },
  ),
  bucketOperation(
    "DeleteBucketWebsite",
    { method: "DELETE", query: "website", action: "s3:DeleteBucketWebsite", evidence },
    (call) => {
      changeBucket(call, { website: undefined });
      return { status: 204 };
    },
  ),
];

export const noWebsite = () =>
  new SpacesError(404, "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration");
