import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { keyOf } from "../collection.ts";
import { notFound, preconditionFailed } from "../errors.ts";
import {
  bodyOperation,
  type Call,
  created,
  need,
  type Operation,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { collectionsOf, collectionTable, collectionType, type GarbageCollection, garbageTable } from "./garbage.ts";
import { manifestsOf } from "./manifest.ts";
import { registryTable } from "./registry.ts";
import { discard } from "./repositories.ts";

/** A garbage collection as transitions name it. */
export const collectionSubject = (registry: string, uuid: string) => `registry_garbage:${keyOf(registry, uuid)}`;

/** What frees the room of deleted images, below either of the API's two paths. */
export function garbageOperations(base: string): readonly Operation[] {
  const path = `${base}/{registry_name}/garbage-collection`;
  return [
    operation("GET", path, "document", (call) => {
      const { registry_name, uuid } = activeOf(call);
      // The look that ends it shows its end.
      call.cloud.transitions.poll(call.account, collectionSubject(registry_name, uuid));
      const row = rows(call, collectionTable).get(keyOf(registry_name, uuid));
      return ok({ garbage_collection: row === undefined ? undefined : answerOf(row) });
    }),
    bodyOperation(
      "POST",
      path,
      "document",
      z.object({ type: collectionType.default("unreferenced blobs only") }),
      (call, { type }) => {
        const { cloud, account } = call;
        const { name } = need(call, registryTable, "registry_name");
        if (collectionsOf(account, name).some(({ status }) => status === "requested")) {
          throw preconditionFailed("garbage collection already in progress");
        }
        const uuid = cloud.ids.uuid();
        const now = cloud.clock.stamp;
        cloud.transitions.begin(account, "registry.garbage_collection", collectionSubject(name, uuid));
        const row = rows(call, collectionTable).put(keyOf(name, uuid), {
          ...{ uuid, registry_name: name, type, status: "requested" },
          ...{ created_at: now, updated_at: now, blobs_deleted: 0, freed_bytes: 0 },
        });
        return created({ garbage_collection: answerOf(row) });
      },
    ),
    operation("GET", `${path}s`, "document", (call) =>
      page(
        call,
        "garbage_collections",
        collectionsOf(call.account, need(call, registryTable, "registry_name").name).map(answerOf),
      ),
    ),
    bodyOperation(
      "PUT",
      `${path}/{garbage_collection_uuid}`,
      "document",
      z.object({ cancel: z.boolean().exactOptional() }),
      (call, { cancel }) => {
        const { name } = need(call, registryTable, "registry_name");
        const old = rows(call, collectionTable).get(keyOf(name, param(call, "garbage_collection_uuid")));
        if (old === undefined) throw notFound();
        if (cancel !== true) return ok({ garbage_collection: answerOf(old) });
        if (old.status !== "requested") throw preconditionFailed(`garbage collection is ${old.status}`);
        call.cloud.transitions.forget(call.account, collectionSubject(name, old.uuid));
        const next = { ...old, status: "cancelled", updated_at: call.cloud.clock.stamp } as const;
        rows(call, collectionTable).put(keyOf(name, old.uuid), next);
        return ok({ garbage_collection: answerOf(next) });
      },
    ),
  ];
}

/** What ends with a garbage collection. */
export function completeCollection(cloud: Cloud, account: Account, { subject }: { readonly subject: string }): void {
  const key = subject.slice(subject.indexOf(":") + 1);
  const row = collectionTable.of(account).get(key);
  if (row === undefined) return;
  const { registry_name: registry, type } = row;
  if (type !== "unreferenced blobs only") {
    for (const image of manifestsOf(account, registry)) if (image.tags.length === 0) discard(account, image);
  }
  const isOfBlobs = type !== "untagged manifests only";
  const { blobs, bytes } = (isOfBlobs ? garbageTable.of(account).get(registry) : undefined) ?? { blobs: 0, bytes: 0 };
  if (isOfBlobs) garbageTable.of(account).delete(registry);
  collectionTable.of(account).put(key, {
    ...{ ...row, status: "succeeded", updated_at: cloud.clock.stamp },
    ...{ blobs_deleted: blobs, freed_bytes: bytes },
  });
}

function activeOf(call: Call): GarbageCollection {
  const { name } = need(call, registryTable, "registry_name");
  const active = collectionsOf(call.account, name).find(({ status }) => status === "requested");
  if (active === undefined) throw notFound();
  return active;
}

function answerOf({ type: _, ...row }: GarbageCollection) {
  return row;
}
