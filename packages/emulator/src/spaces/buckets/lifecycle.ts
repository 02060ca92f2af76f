import * as z from "zod";
import { invalidArgument, malformedXml, notImplemented, SpacesError } from "../errors.ts";
import { bucketOperation, type SpacesOperation } from "../operation.ts";
import { container, count, readXml } from "../xml/read.ts";
import { document, element, type Xml } from "../xml/write.ts";
import { changeBucket } from "./bucket.ts";
import { expire } from "./expire.ts";
import type { LifecycleRule } from "./lifecycle-rule.ts";

const mostRules = 1000;
const mostIdLength = 255;

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
/** Read only to be refused: Spaces expires, and moves nothing to colder storage. */
const refused = z.unknown().optional();

const rule = container({
  ID: z.string().optional(),
  Prefix: z.string().optional(),
  Filter: container({
    Prefix: z.string().optional(),
    And: refused,
    Tag: refused,
    ObjectSizeGreaterThan: refused,
    ObjectSizeLessThan: refused,
  }).optional(),
  Status: z.enum(["Enabled", "Disabled"]),
  Expiration: container({
    Days: count.optional(),
    Date: z.string().optional(),
    ExpiredObjectDeleteMarker: flag.optional(),
  }).optional(),
  NoncurrentVersionExpiration: container({ NoncurrentDays: count, NewerNoncurrentVersions: refused }).optional(),
  AbortIncompleteMultipartUpload: container({ DaysAfterInitiation: count }).optional(),
  Transition: refused,
  NoncurrentVersionTransition: refused,
});

const schema = container({ Rule: z.array(rule).min(1) });

/** What goes by itself. */
export const lifecycleOperations: readonly SpacesOperation[] = [
  bucketOperation(
    "PutBucketLifecycleConfiguration",
    { method: "PUT", query: "lifecycle", action: "s3:PutLifecycleConfiguration", evidence: "provider" },
    async (call) => {
      const { Rule } = readXml(await call.body.text(), "LifecycleConfiguration", schema);
      if (Rule.length > mostRules) throw malformedXml(`There are at most ${mostRules} lifecycle rules`);
      const rules = Rule.map((one) => ruleOf(one, one.ID ?? call.cloud.ids.hex(48)));
      if (rules.some(({ id }) => id.length > mostIdLength)) {
        throw invalidArgument(`ID length should not exceed allowed limit of ${mostIdLength}`);
      }
      if (new Set(rules.map(({ id }) => id)).size < rules.length) throw invalidArgument("Rule ID must be unique.");
      changeBucket(call.now(), { lifecycle: rules });
      expire(call.cloud, call.now());
      return { status: 200 };
    },
  ),
  bucketOperation(
    "GetBucketLifecycleConfiguration",
    { method: "GET", query: "lifecycle", action: "s3:GetLifecycleConfiguration", evidence: "provider" },
    ({ bucket: { lifecycle } }) => {
      if (lifecycle === undefined) {
        throw new SpacesError(404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
      }
      return { status: 200, body: document("LifecycleConfiguration", lifecycle.map(ruleElement)) };
    },
  ),
  bucketOperation(
    "DeleteBucketLifecycle",
    { method: "DELETE", query: "lifecycle", action: "s3:PutLifecycleConfiguration", evidence: "provider" },
    (call) => {
      changeBucket(call, { lifecycle: undefined });
      return { status: 204 };
    },
  ),
];

function ruleOf(sent: z.infer<typeof rule>, id: string): LifecycleRule {
  const { Filter, Expiration } = sent;
  if (sent.Transition !== undefined || sent.NoncurrentVersionTransition !== undefined) {
    throw notImplemented("A lifecycle rule with a transition");
  }
  const others = [
    Filter?.And,
    Filter?.Tag,
    Filter?.ObjectSizeGreaterThan,
    Filter?.ObjectSizeLessThan,
    sent.NoncurrentVersionExpiration?.NewerNoncurrentVersions,
  ];
  if (others.some((value) => value !== undefined))
    throw notImplemented("A lifecycle rule by more than a prefix and days");
  if (Expiration === undefined && !sent.NoncurrentVersionExpiration && !sent.AbortIncompleteMultipartUpload) {
    throw malformedXml("At least one action needs to be specified in a rule");
  }
  const days = [
    Expiration?.Days,
    sent.NoncurrentVersionExpiration?.NoncurrentDays,
    sent.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
  ];
  if (days.includes(0)) throw invalidArgument("Days of a lifecycle rule must be a positive integer");
  return {
    id,
    prefix: Filter?.Prefix ?? sent.Prefix ?? "",
    isFiltered: Filter !== undefined,
    enabled: sent.Status === "Enabled",
    ...(Expiration === undefined ? {} : { expiration: expirationOf(Expiration) }),
    ...(sent.NoncurrentVersionExpiration === undefined
      ? {}
      : { noncurrentDays: sent.NoncurrentVersionExpiration.NoncurrentDays }),
    ...(sent.AbortIncompleteMultipartUpload === undefined
      ? {}
      : { abortDays: sent.AbortIncompleteMultipartUpload.DaysAfterInitiation }),
  };
}

function expirationOf({
  Days,
  Date: date,
  ExpiredObjectDeleteMarker: markers,
}: NonNullable<z.infer<typeof rule>["Expiration"]>): NonNullable<LifecycleRule["expiration"]> {
  if ([Days, date, markers].filter((value) => value !== undefined).length !== 1) {
    throw malformedXml("Expiration takes one of Days, Date and ExpiredObjectDeleteMarker");
  }
  if (Days !== undefined) return { days: Days };
  if (markers !== undefined) return { markers };
  const time = Date.parse(date ?? "");
  if (Number.isNaN(time) || time % (24 * 3600 * 1000) !== 0) throw invalidArgument("'Date' must be at midnight GMT");
  return { date: new Date(time).toISOString() };
}

function ruleElement({ id, prefix, isFiltered, enabled, expiration, noncurrentDays, abortDays }: LifecycleRule): Xml {
  return element("Rule", [
    element("ID", id),
    isFiltered ? element("Filter", [element("Prefix", prefix)]) : element("Prefix", prefix),
    element("Status", enabled ? "Enabled" : "Disabled"),
    element(
      "Expiration",
      expiration && [
        element("Days", expiration.days),
        element("Date", expiration.date),
        element("ExpiredObjectDeleteMarker", expiration.markers),
      ],
    ),
    element("NoncurrentVersionExpiration", noncurrentDays && [element("NoncurrentDays", noncurrentDays)]),
    element("AbortIncompleteMultipartUpload", abortDays && [element("DaysAfterInitiation", abortDays)]),
  ]);
}
