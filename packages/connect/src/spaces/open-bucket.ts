import { SpacesError } from "../errors/spaces-error.ts";
import type { Bucket } from "./list-objects.ts";
import { endpointOf, openSpaces } from "./open-spaces.ts";
import { codeOf, reasonOf, statusOf } from "./reason.ts";
import type { SpacesKey } from "./spaces-key.ts";

/** A bucket, and the key that opens it. */
export interface BucketPlace extends SpacesKey {
  readonly bucket: string;
  /** Slug of the region, such as `nyc3`. */
  readonly region: string;
}

export const labelOf = ({ bucket, region }: BucketPlace) => `${bucket}@${region}`;

/** Opens a bucket; nothing is asked yet. */
export async function openBucket(place: BucketPlace, concurrency: number): Promise<Bucket> {
  return { s3: await openSpaces({ ...place, concurrency }), name: place.bucket, label: labelOf(place) };
}

/** A bucket and what it is to a copy. */
export interface Role {
  readonly role: "source" | "destination";
  readonly place: BucketPlace;
  readonly bucket: Bucket;
}

/** @throws SpacesError with everything that keeps the buckets from being opened. */
export async function checkBuckets(roles: readonly Role[], signal: AbortSignal): Promise<void> {
  const problems = await Promise.all(roles.map((role) => problemOf(role, signal)));
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new SpacesError(found.join("\n"));
}

/** A bucket that was just created is not seen at once. */
const pauses = [200, 400, 800, 1600];

async function problemOf({ role, place, bucket }: Role, signal: AbortSignal): Promise<string | undefined> {
  const about = `the ${role} ${bucket.label}`;
  const endpoint = endpointOf(place.region, place.endpoint);
  if (!URL.canParse(endpoint))
    return `${about} has the endpoint ${JSON.stringify(endpoint)}, which is not a valid URL: set AWS_ENDPOINT_URL_S3 or SPACES_ENDPOINT_URL to one, or neither`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const asked = { Bucket: bucket.name };
      const { LocationConstraint: found } = await bucket.s3.getBucketLocation(asked, { abortSignal: signal });
      const region: string = found ?? "";
      return region === "" || region === place.region
        ? undefined
        : `${about} is in ${region}: write ${place.bucket}@${region}`;
    } catch (error) {
      signal.throwIfAborted();
      const code = codeOf(error);
      const pause = pauses[attempt];
      if (code === "NoSuchBucket" && pause !== undefined) await new Promise((resolve) => setTimeout(resolve, pause));
      // A key that may read or write objects need not be able to ask for more.
      else if (code === "AccessDenied") return undefined;
      else if (code === "NoSuchBucket")
        return `${about} does not exist, or not in that region: buckets are not created, so create it first`;
      else if (code === "InvalidAccessKeyId" || code === "SignatureDoesNotMatch")
        return `${about} rejects its Spaces access key: ${code}`;
      else if (statusOf(error) === undefined) return `${about} cannot be reached at ${endpoint}: ${reasonOf(error)}`;
      else return `${about} cannot be opened: ${reasonOf(error)}`;
    }
  }
}
