import * as z from "zod";
import type { AppStaticSiteArgs } from "../app/governed-app-args";
import { type Arguments, optional, overrides, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { isPlainObject } from "../component/plain-object";
import { domainName, input, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import type { StaticSiteArgs } from "./static-site-args";

/** The arguments of a StaticSite. */
export const staticSiteArguments = declareArguments((): Arguments<StaticSiteArgs> => {
  const days = z.int().positive();
  const toCdn = "the record points to the CDN";
  return {
    ...governedArguments(),
    ...recipientArguments(),
    region: required(text()),
    // A GovernedApp reads it.
    app: secret(
      optional(
        z.custom<AppStaticSiteArgs>(isPlainObject, { error: "expected the arguments of a static site of an app" }),
      ),
    ),
    skipAlerts: optional(z.boolean()),
    projectId: optional(input(text())),
    bucketName: optional(text()),
    noncurrentVersionDays: optional(days),
    incompleteUploadDays: optional(days),
    domain: optional(domainName()),
    dnsZone: optional(domainName()),
    certificateName: optional(input(text())),
    skipDnsRecord: optional(z.boolean()),
    cacheSeconds: optional(z.int().positive()),
    logBucketName: optional(input(text())),
    skipLogging: optional(z.boolean()),
    bucketArgs: overrides({ region: "use the component's region", name: "use the component's bucketName" }),
    logBucketArgs: overrides({ region: "it is always in the region of the bucket that it logs" }),
    cdnArgs: overrides({
      origin: "it serves the component's own bucket",
      customDomain: "use the component's domain",
      certificateName: "use the component's certificateName",
      ttl: "use the component's cacheSeconds",
    }),
    certificateArgs: overrides({ type: "use the component's certificateName for your own certificate" }),
    dnsRecordArgs: overrides({
      domain: "use the component's dnsZone",
      name: "use the component's domain",
      type: toCdn,
      value: toCdn,
    }),
  };
});
