import * as z from "zod";
import { bucketTable } from "../../spaces/buckets/bucket.ts";
import { badRequest } from "../errors.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  ok,
  operation,
  page,
  rows,
} from "../operation.ts";
import { type Grant, grant, keyTable, newAccessKey, type SpacesKey, secretOf } from "./key.ts";

const mostKeys = 200;

const name = z.string().min(1);
const grants = z.array(grant);
const changes = z.object({ name: name.exactOptional(), grants: grants.exactOptional() });

/** Keys to Spaces, made and managed with the token of the account. */
export const spacesKeys: ApiModule = {
  operations: [
    operation("GET", "/v2/spaces/keys", "document", (call) => page(call, "keys", listed(call))),
    bodyOperation(
      "POST",
      "/v2/spaces/keys",
      "document",
      z.object({ name, grants: grants.default([]) }),
      (call, body) => {
        const table = rows(call, keyTable);
        if (table.size >= mostKeys) throw badRequest(`an account can have ${mostKeys} Spaces keys`);
        const access_key = newAccessKey(call.cloud);
        refusePolicies(call, body.grants);
        const key = { ...body, grants: granted(body.grants), access_key, created_at: call.cloud.clock.stamp };
        table.put(access_key, key);
        return created({ key: { ...key, secret_key: secretOf(call.cloud, access_key) } });
      },
    ),
    // The document answers with a list here; DigitalOcean's own client reads the one key.
    operation("GET", "/v2/spaces/keys/{access_key}", "provider", (call) =>
      ok({ key: need(call, keyTable, "access_key") }),
    ),
    bodyOperation("PUT", "/v2/spaces/keys/{access_key}", "document", changes, updated),
    bodyOperation("PATCH", "/v2/spaces/keys/{access_key}", "document", changes, updated),
    operation("DELETE", "/v2/spaces/keys/{access_key}", "document", (call) => {
      rows(call, keyTable).delete(need(call, keyTable, "access_key").access_key);
      return noContent();
    }),
  ],
};

function updated(call: Call, change: z.infer<typeof changes>) {
  const old = need(call, keyTable, "access_key");
  const key = { ...old, ...change, grants: granted(change.grants ?? old.grants) };
  refusePolicies(call, change.grants ?? []);
  if (isFull(key) !== isFull(old)) {
    throw badRequest("a key with full access cannot become one with grants by bucket, nor the other way round");
  }
  return ok({ key: rows(call, keyTable).put(old.access_key, key) });
}

/** A bucket has a policy or limited keys: docs.digitalocean.com/products/spaces/how-to/configure-bucket-policies. */
function refusePolicies(call: Call, wanted: readonly Grant[]): void {
  const buckets = rows(call, bucketTable);
  const found = wanted.find(({ bucket }) => buckets.get(bucket)?.policy !== undefined);
  if (found !== undefined) throw badRequest(`bucket ${found.bucket} has a policy, so it cannot have a limited key`);
}

/** Full access stands alone: with others beside it, it alone counts. */
function granted(grants: Grant[]): Grant[] {
  const full = grants.find(({ permission }) => permission === "fullaccess");
  return full === undefined ? grants : [{ bucket: "", permission: "fullaccess" }];
}

const isFull = ({ grants }: SpacesKey) => grants.some(({ permission }) => permission === "fullaccess");

/** Keys as they are asked for: of a name, for a bucket, with a permission; the newest first. */
function listed(call: Call): SpacesKey[] {
  const name = call.query.get("name");
  const bucket = call.query.get("bucket");
  const permission = call.query.get("permission");
  const found = rows(call, keyTable).filter(
    (key) =>
      (name === null || key.name === name) &&
      (bucket === null || key.grants.some((one) => one.bucket === bucket)) &&
      (permission === null || key.grants.some((one) => one.permission === permission)),
  );
  const by = call.query.get("sort") === "name" ? "name" : "created_at";
  const sorted = found.toSorted((a, b) => a[by].localeCompare(b[by]));
  return call.query.get("sort_direction") === "asc" ? sorted : sorted.toReversed();
}
