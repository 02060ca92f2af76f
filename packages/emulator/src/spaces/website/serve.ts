import { findBucket } from "../buckets/bucket.ts";
import { methodNotAllowed, noSuchBucket, SpacesError } from "../errors.ts";
import { readOperations } from "../objects/read.ts";
import type { Answer, Call } from "../operation.ts";
import { encoded } from "../signature/canonical.ts";
import { element } from "../xml/write.ts";
import { noWebsite } from "./website.ts";

/** What follows the region in the name of a website's host: `shop.nyc3-static.…`. */
const suffix = "-static";

/** The region by whose host for websites a request came; undefined where it came by none. */
export function websiteRegion(region: string | undefined): string | undefined {
  return region?.endsWith(suffix) ? region.slice(0, -suffix.length) : undefined;
}

/**
 * Answers as a website does: with the index of a folder, and with pages where something is wrong. Nobody signs, so that only
 * what everybody may read is there.
 */
export async function serve(call: Call): Promise<Answer> {
  try {
    return await page(call);
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    const text = element("html", [
      element("title", `${error.status} ${error.code}`),
      element("body", [element("h1", `${error.status} ${error.code}`), element("p", error.message)]),
    ]).text;
    return { status: error.status, headers: { "content-type": "text/html; charset=utf-8" }, body: text };
  }
}

async function page(call: Call): Promise<Answer> {
  const { cloud, bucketName, region, key, head } = call;
  if (head.method !== "GET" && head.method !== "HEAD") throw methodNotAllowed();
  const bucket = findBucket(cloud, bucketName)?.bucket;
  if (bucket === undefined || bucket.region !== region) throw noSuchBucket();
  if (bucket.website === undefined) throw noWebsite();
  const { index = "", error: errorKey, redirect } = bucket.website;
  const path = key.split("/").map(encoded).join("/");
  if (redirect !== undefined) return led(301, `${redirect.protocol ?? "http"}://${redirect.host}/${path}`);
  const isFolder = key === "" || key.endsWith("/");
  try {
    const answer = await objectUnder(call, isFolder ? `${key}${index}` : key);
    const elsewhere = answer.headers?.["x-amz-website-redirect-location"];
    return elsewhere === undefined ? answer : led(301, elsewhere);
  } catch (error) {
    if (!(error instanceof SpacesError) || ![403, 404].includes(error.status)) throw error;
    if (!isFolder && (await isThere(call, `${key}/${index}`))) return led(302, `/${path}/`);
    if (errorKey === undefined || !(await isThere(call, errorKey))) throw error;
    return { ...(await objectUnder(call, errorKey)), status: error.status };
  }
}

const led = (status: number, location: string): Answer => ({ status, headers: { location } });

/** An object as it is answered with, whatever the query says. */
async function objectUnder(call: Call, key: string): Promise<Answer> {
  const read = readOperations.find(({ method }) => method === call.head.method);
  if (read === undefined) throw methodNotAllowed();
  return read.answer({ ...call, key, head: { ...call.head, query: [] } });
}

async function isThere(call: Call, key: string): Promise<boolean> {
  try {
    await objectUnder(call, key);
    return true;
  } catch (error) {
    if (error instanceof SpacesError) return false;
    throw error;
  }
}
