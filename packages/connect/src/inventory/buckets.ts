import type { Bucket, S3 } from "@aws-sdk/client-s3";
import { regions } from "@infrafabric/governor";
import { type ApiObject, kinds, type LiveObject, objectsIn } from "@infrafabric/governor/internal";
import { Gate } from "../client/gate.ts";
import { endpointOf, openSpaces } from "../spaces/open-spaces.ts";
import { codeOf, reasonOf, statusOf } from "../spaces/reason.ts";
import type { SpacesKey } from "../spaces/spaces-key.ts";
import { cannedAcl, corsRuleAttributes, lifecycleRuleAttributes } from "./bucket-attributes.ts";
import type { Refusals } from "./refusals.ts";

/** The kinds of which nothing is known without the buckets. */
export const bucketKinds: readonly string[] = kinds
  .filter(({ live }) => live?.overS3 === true || live?.under === "SpacesBucket")
  .map(({ name }) => name);

/** Where buckets stand among the paths of what could not be read. */
export const everyBucket = "s3://";

export interface BucketOptions {
  readonly signal: AbortSignal | undefined;
  /** Told of each bucket, as an object with the names of Terraform. */
  readonly onBucket: (bucket: ApiObject) => void;
}

/** So many requests are under way at a time. Spaces allows hundreds a second; what it slows down, the SDK sends again. */
const width = 8;

/** Seconds after which a region that does not answer is not there, retries included. */
const listSeconds = 60;

/** A setting of a bucket: what its subresource is called, and what is unknown without it. */
interface Setting {
  readonly query: string;
  /** Kind that it is a resource of. */
  readonly kind?: string;
  /** Input of the bucket that it is. */
  readonly input?: string;
  /** S3's code if nothing is set. */
  readonly none?: string;
}

const location: Setting = { query: "location", input: "region" };
const acl: Setting = { query: "acl", input: "acl" };
const versioning: Setting = { query: "versioning", input: "versioning" };
const lifecycle: Setting = { query: "lifecycle", input: "lifecycleRules", none: "NoSuchLifecycleConfiguration" };
const policy: Setting = { query: "policy", kind: "SpacesBucketPolicy", none: "NoSuchBucketPolicy" };
const cors: Setting = { query: "cors", kind: "SpacesBucketCorsConfiguration", none: "NoSuchCORSConfiguration" };
const logging: Setting = { query: "logging", kind: "SpacesBucketLogging" };

/** How much of Spaces an access key has shown. */
export interface Shown {
  /** True if a region has listed its buckets. */
  readonly isListed: boolean;
  /** True if there are buckets and every setting of them was shown: to no limited key it is. */
  readonly isWhole: boolean;
}

/**
 * Reads the buckets of all regions, with their settings. What Spaces refuses is named in `unread`.
 *
 * @throws the reason of `signal`.
 */
export async function readBuckets(key: SpacesKey, unread: Refusals, options: BucketOptions): Promise<Shown> {
  const gate = new Gate(width);
  const slugs = regions.filter(({ spaces }) => spaces !== undefined).map(({ slug }) => slug);
  // One endpoint for all, such as an emulator's, lists the buckets of all.
  const places = Map.groupBy(slugs, (slug) => endpointOf(slug, key.endpoint));
  const shown = await Promise.all(
    [...places.values()].map((place) => readPlace(key, place, { ...options, unread, gate })),
  );
  const listed = shown.filter((one) => one !== undefined);
  return {
    isListed: listed.length > 0,
    isWhole: listed.some((all) => all.length > 0) && listed.every((all) => all.every((isShown) => isShown)),
  };
}

/**
 * Why there may be buckets that were not seen; undefined if there are none, or if it stands in `unread` already.
 *
 * @param found What the API has shown, of which the access keys tell what the one that was used may do.
 */
export function unseenBuckets(
  key: SpacesKey | undefined,
  shown: Shown | undefined,
  found: readonly LiveObject[],
): string | undefined {
  if (key === undefined || shown === undefined)
    return "buckets are listed over S3, not by the API: set SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY to a Spaces access key with full access";
  if (!shown.isListed) return undefined;
  const own = found.find(({ kind, object }) => kind === "SpacesKey" && object.access_key === key.accessKeyId)?.object;
  if (own === undefined)
    return shown.isWhole
      ? undefined
      : "the API does not show what the Spaces access key may do, and one without full access sees only its own buckets";
  return objectsIn(own.grants).some(({ permission }) => permission === "fullaccess")
    ? undefined
    : "the Spaces access key has no full access, and sees only its own buckets";
}

interface Reading extends BucketOptions {
  readonly unread: Refusals;
  readonly gate: Gate;
}

/** Of each bucket of an endpoint, whether all of it was shown; undefined if they are not listed. */
async function readPlace(
  key: SpacesKey,
  place: readonly string[],
  reading: Reading,
): Promise<readonly boolean[] | undefined> {
  const { signal, unread, gate } = reading;
  const [slug = "", ...others] = place;
  const region = others.length === 0 ? slug : undefined;
  const s3 = await openSpaces({ ...key, region: slug, concurrency: width });
  const late = AbortSignal.timeout(listSeconds * 1000);
  try {
    const abortSignal = signal === undefined ? late : AbortSignal.any([signal, late]);
    const { Buckets: buckets = [] } = await gate.pass(() => s3.listBuckets({}, { abortSignal }));
    return await Promise.all(buckets.map((bucket) => readBucket(s3, bucket, region, reading)));
  } catch (error) {
    signal?.throwIfAborted();
    const reason = late.aborted ? `Spaces gave no answer within ${listSeconds} s` : words(error);
    const path = region === undefined ? everyBucket : `${everyBucket}${region}`;
    unread.add(region === undefined ? path : `${everyBucket}{region}`, path, bucketKinds, reason);
    return undefined;
  } finally {
    s3.destroy();
  }
}

/** Reads the settings of a bucket; false if not all of them were shown. */
async function readBucket(
  s3: S3,
  { Name: name = "", CreationDate: created }: Bucket,
  listedIn: string | undefined,
  { signal, unread, gate, onBucket }: Reading,
): Promise<boolean> {
  const Bucket = name;
  const how = signal === undefined ? {} : { abortSignal: signal };
  const unshown: string[] = [];
  let isWhole = true;
  const miss = ({ query, kind, input }: Setting, reason: string) => {
    isWhole = false;
    if (input !== undefined) unshown.push(input);
    unread.add(`s3://{bucket}?${query}`, `s3://${name}?${query}`, kind === undefined ? [] : [kind], reason);
  };
  /** What Spaces answers; undefined if nothing is set, or if it is not shown. */
  const ask = async <T>(setting: Setting, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await gate.pass(work);
    } catch (error) {
      signal?.throwIfAborted();
      if (setting.none === undefined || codeOf(error) !== setting.none) miss(setting, words(error));
      return undefined;
    }
  };
  const [located, granted, versions, rules, policed, shared, logged] = await Promise.all([
    listedIn === undefined ? ask(location, () => s3.getBucketLocation({ Bucket }, how)) : undefined,
    ask(acl, () => s3.getBucketAcl({ Bucket }, how)),
    ask(versioning, () => s3.getBucketVersioning({ Bucket }, how)),
    ask(lifecycle, () => s3.getBucketLifecycleConfiguration({ Bucket }, how)),
    ask(policy, () => s3.getBucketPolicy({ Bucket }, how)),
    ask(cors, () => s3.getBucketCors({ Bucket }, how)),
    ask(logging, () => s3.getBucketLogging({ Bucket }, how)),
  ]);
  const region = listedIn ?? located?.LocationConstraint;
  const canned = granted === undefined ? undefined : cannedAcl(granted.Grants ?? [], granted.Owner?.ID);
  if (granted !== undefined && canned === undefined) miss(acl, "its ACL has grants that no canned ACL has");
  const owner = { bucket: name, region };
  const target = logged?.LoggingEnabled;
  onBucket({
    name,
    region,
    created_at: created?.toISOString(),
    acl: canned,
    versioning: versions?.Status === undefined ? undefined : { enabled: versions.Status === "Enabled" },
    lifecycle_rule: rules?.Rules?.map(lifecycleRuleAttributes),
    policies: policed?.Policy === undefined ? [] : [{ ...owner, policy: policed.Policy }],
    cors_configurations:
      shared?.CORSRules === undefined ? [] : [{ ...owner, cors_rule: shared.CORSRules.map(corsRuleAttributes) }],
    loggings:
      target === undefined
        ? []
        : [{ ...owner, target_bucket: target.TargetBucket, target_prefix: target.TargetPrefix }],
    ...(region === undefined
      ? {}
      : {
          bucket_domain_name: `${name}.${region}.digitaloceanspaces.com`,
          endpoint: `${region}.digitaloceanspaces.com`,
        }),
    unread: unshown,
  });
  return isWhole;
}

/** Why Spaces does not answer, in words. */
function words(error: unknown): string {
  const code = codeOf(error);
  if (code === "InvalidAccessKeyId" || code === "SignatureDoesNotMatch")
    return `Spaces rejects the access key: ${code}. Create one at https://cloud.digitalocean.com/spaces/access_keys`;
  if (statusOf(error) === undefined) return `Spaces cannot be reached: ${reasonOf(error)}`;
  return code === "AccessDenied"
    ? `Spaces refuses it to this access key: ${reasonOf(error)}. A key with full access may read it`
    : `Spaces refuses it: ${reasonOf(error)}`;
}
