import type { OwnedBucket } from "../buckets/bucket.ts";
import { accessDenied } from "../errors.ts";
import { type ContentVersion, versionsOf } from "../objects/object.ts";
import { queryValue, type RequestHead } from "../request.ts";
import type { Caller } from "../signature/authenticate.ts";
import type { Facts } from "./condition.ts";
import { isGranted } from "./grants.ts";
import { judge, readPolicy, resourceOf } from "./policy.ts";

/** A request, by whom. */
interface Asked {
  readonly head: RequestHead;
  /** Undefined where nobody has signed. */
  readonly caller: Caller | undefined;
}

/** What is to be done, and to what. */
export interface Aim {
  readonly place: OwnedBucket;
  /** Such as `s3:GetObject`. */
  readonly action: string;
  /** Undefined: to the bucket itself. */
  readonly key?: string | undefined;
  readonly versionId?: string | undefined;
}

/**
 * Lets a request pass, or does not. A Deny of the policy comes before all, then what the key of the owner may do, then an
 * Allow of the policy, then the ACL.
 *
 * @throws SpacesError `AccessDenied`
 */
export function authorize(asked: Asked, aim: Aim): void {
  if (isAllowed(asked, aim)) return;
  // Who may list learns that an object is missing; nobody else does.
  const { place, action, key } = aim;
  const isMissing = key !== undefined && action.startsWith("s3:GetObject") && versionsOf(place, key).length === 0;
  if (isMissing && isAllowed(listing(asked, key), { place, action: "s3:ListBucket" })) return;
  throw accessDenied();
}

/** As if the key itself were listed, which a policy may allow for some keys only. */
function listing({ head, caller }: Asked, key: string): Asked {
  return { head: { ...head, query: [["prefix", key]] }, caller };
}

/** Whether a request may do something. */
export function isAllowed(asked: Asked, aim: Aim): boolean {
  const { action, key } = aim;
  const { bucket, owner } = aim.place;
  const account = asked.caller?.account.id;
  const isOwner = account === owner.id;
  const ruling =
    bucket.policy === undefined
      ? undefined
      : judge(readPolicy(bucket.policy, bucket.name), {
          action,
          resource: resourceOf(bucket.name, key),
          account,
          facts: factsOf(asked.head, versionIn(aim)?.tags ?? {}),
        });
  // The owner can always take back a policy that shuts everybody out.
  if (ruling === "Deny" && !(isOwner && action.endsWith("BucketPolicy"))) return false;
  if (isOwner && isGranted(asked.caller?.grants ?? [], bucket.name, action)) return true;
  return ruling === "Allow" || isPublic(aim);
}

function isPublic(aim: Aim): boolean {
  const { place, action, key } = aim;
  if (key === undefined) return place.bucket.acl === "public-read" && action === "s3:ListBucket";
  if (action !== "s3:GetObject" && action !== "s3:GetObjectVersion") return false;
  return versionIn(aim)?.acl === "public-read";
}

/** The version that a request aims at, where there is one with content. */
function versionIn({ place, key, versionId }: Aim): ContentVersion | undefined {
  if (key === undefined) return undefined;
  const versions = versionsOf(place, key);
  const version = versionId === undefined ? versions[0] : versions.find(({ id }) => id === versionId);
  return version?.kind === "content" ? version : undefined;
}

function factsOf(head: RequestHead, tags: Readonly<Record<string, string>>): Facts {
  const facts = new Map([
    // The emulator stands in for an endpoint that is reached by HTTPS alone.
    ["aws:securetransport", "true"],
    ["aws:sourceip", head.address],
  ]);
  const note = (name: string, value: string | undefined) => {
    if (value !== undefined) facts.set(name, value);
  };
  note("aws:referer", head.headers.get("referer"));
  note("aws:useragent", head.headers.get("user-agent"));
  for (const [name, value] of head.headers) if (name.startsWith("x-amz-")) note(`s3:${name}`, value);
  for (const [name, value] of Object.entries(tags)) note(`s3:existingobjecttag/${name.toLowerCase()}`, value);
  note("s3:prefix", queryValue(head, "prefix"));
  note("s3:delimiter", queryValue(head, "delimiter"));
  note("s3:max-keys", queryValue(head, "max-keys"));
  note("s3:versionid", queryValue(head, "versionId"));
  return facts;
}
