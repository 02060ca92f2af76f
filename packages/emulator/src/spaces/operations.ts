import { bucketOperations } from "./buckets/buckets.ts";
import { corsOperations } from "./buckets/cors.ts";
import { lifecycleOperations } from "./buckets/lifecycle.ts";
import { settingsOperations } from "./buckets/settings.ts";
import { methodNotAllowed, notImplemented } from "./errors.ts";
import { formOperations } from "./forms/post-object.ts";
import { multipartOperations } from "./multipart/multipart.ts";
import { partOperations } from "./multipart/parts.ts";
import { aclAndTagOperations } from "./objects/acl-and-tags.ts";
import { copyOperations } from "./objects/copy.ts";
import { deleteOperations } from "./objects/delete.ts";
import { listOperations } from "./objects/list.ts";
import { readOperations } from "./objects/read.ts";
import { writeOperations } from "./objects/write.ts";
import type { SpacesOperation } from "./operation.ts";
import type { RequestHead } from "./request.ts";
import { websiteOperations } from "./website/website.ts";

/** Everything that Spaces has. Of several that fit a request, the first is meant. */
export const operations: readonly SpacesOperation[] = [
  ...settingsOperations,
  ...websiteOperations,
  ...corsOperations,
  ...lifecycleOperations,
  ...aclAndTagOperations,
  ...partOperations,
  ...multipartOperations,
  ...copyOperations,
  ...deleteOperations,
  ...listOperations,
  ...readOperations,
  ...writeOperations,
  ...bucketOperations,
  ...formOperations,
];

/** Names in a query that S3 knows and Spaces does not have, or the emulator does not. */
const missing = new Set([
  "accelerate",
  "analytics",
  "attributes",
  "encryption",
  "intelligent-tiering",
  "inventory",
  "legal-hold",
  "metadataConfiguration",
  "metadataTable",
  "metrics",
  "notification",
  "object-lock",
  "ownershipControls",
  "policyStatus",
  "publicAccessBlock",
  "renameObject",
  "replication",
  "requestPayment",
  "restore",
  "retention",
  "select",
  "session",
  "torrent",
]);

/** Names in a query that make another operation of a request. */
const subresources = new Set([...missing, ...operations.flatMap(({ query }) => (query === undefined ? [] : [query]))]);

/** What a request is called in an access log: `REST.GET.OBJECT`. */
export function loggedAs({ method, query }: RequestHead, about: SpacesOperation["about"]): string {
  const subresource = query.map(([name]) => name).find((name) => subresources.has(name));
  return `REST.${method}.${(subresource ?? about).toUpperCase()}`;
}

/**
 * The operation that a request means.
 *
 * @throws SpacesError where there is none. What S3 has is never taken for another operation that would do harm.
 */
export function operationFor(head: RequestHead, about: SpacesOperation["about"]): SpacesOperation {
  const asked = new Set(head.query.map(([name]) => name).filter((name) => subresources.has(name)));
  const fits = operations.filter(
    (one) =>
      one.method === head.method && one.about === about && (one.header === undefined || head.headers.has(one.header)),
  );
  const found = fits.find(({ query }) => (query === undefined ? asked.size === 0 : asked.has(query)));
  if (found !== undefined) return found;
  if (asked.size > 0) throw notImplemented(`${head.method} with ${[...asked].join(" and ")} for this ${about}`);
  throw methodNotAllowed();
}
