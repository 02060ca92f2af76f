import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { ownedBy } from "../collection.ts";

/** What is left of deleted images, by registry. */
export const garbageTable = tableOf("registry_garbage", z.object({ blobs: z.number(), bytes: z.number() }));

/** What a garbage collection takes away. */
export const collectionType = z.enum([
  "untagged manifests only",
  "unreferenced blobs only",
  "untagged manifests and unreferenced blobs",
]);

const garbageCollection = z.object({
  uuid: z.string(),
  registry_name: z.string(),
  type: collectionType,
  status: z.enum(["requested", "succeeded", "cancelled"]),
  created_at: stampSchema,
  updated_at: stampSchema,
  blobs_deleted: z.number(),
  freed_bytes: z.number(),
});

export type GarbageCollection = z.infer<typeof garbageCollection>;

/** Garbage collections by registry and id. */
export const collectionTable = tableOf("registry_garbage_collections", garbageCollection);

belongsTo("ContainerRegistry", garbageTable, collectionTable);

/** The garbage collections of a registry, newest first. */
export function collectionsOf(account: Account, registry: string): readonly GarbageCollection[] {
  return ownedBy(account, collectionTable, registry).toReversed();
}
