import type { GetObjectCommandOutput, HeadObjectCommandOutput } from "@aws-sdk/client-s3";
import type { Bucket } from "./list-objects.ts";

/** Under it the copy of an object has the ETag of its source, if it cannot have the same ETag itself. */
const sourceEtag = "governor-source-etag";

/** What else belongs to an object, in the form in which a request that writes one takes it. */
export type Attributes = ReturnType<typeof attributesOf>;

/**
 * Everything that goes along with the bytes.
 *
 * @param recorded The ETag of the source that the copy is to name; default none.
 */
export function attributesOf(read: GetObjectCommandOutput | HeadObjectCommandOutput, recorded?: string) {
  const { [sourceEtag]: _, ...metadata } = read.Metadata ?? {};
  const expires = new Date(read.ExpiresString ?? Number.NaN);
  return {
    ContentType: read.ContentType,
    CacheControl: read.CacheControl,
    ContentDisposition: read.ContentDisposition,
    ContentEncoding: read.ContentEncoding,
    ContentLanguage: read.ContentLanguage,
    WebsiteRedirectLocation: read.WebsiteRedirectLocation,
    Expires: Number.isNaN(expires.getTime()) ? undefined : expires,
    Metadata: { ...metadata, ...(recorded === undefined ? {} : { [sourceEtag]: recorded }) },
  };
}

/** The ETag of the source of which an object is a copy by its own account; undefined if it names none. */
export const recordedSource = (read: HeadObjectCommandOutput): string | undefined => read.Metadata?.[sourceEtag];

/** The tags of an object as the header of a request has them. */
export async function tagging(
  { s3, name }: Bucket,
  Key: string,
  read: { readonly TagCount?: number | undefined },
  signal: AbortSignal,
): Promise<string | undefined> {
  if ((read.TagCount ?? 0) === 0) return undefined;
  const { TagSet: tags = [] } = await s3.getObjectTagging({ Bucket: name, Key }, { abortSignal: signal });
  return new URLSearchParams(tags.map(({ Key: tag = "", Value: value = "" }) => [tag, value])).toString();
}

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";

/** True if anybody may read an object. */
export async function isPublic({ s3, name }: Bucket, Key: string, signal: AbortSignal): Promise<boolean> {
  const { Grants: grants = [] } = await s3.getObjectAcl({ Bucket: name, Key }, { abortSignal: signal });
  return grants.some(({ Grantee: to, Permission: may }) => to?.URI === everybody && may === "READ");
}
