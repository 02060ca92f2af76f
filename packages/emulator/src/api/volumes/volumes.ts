import * as z from "zod";
import { limitsOf } from "../account/limits.ts";
import { conflict, notFound, unprocessable } from "../errors.ts";
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
import { regionSlug } from "../regions/region.ts";
import { ensureTags, tagNames } from "../tags/tag.ts";
import { isPending } from "./pending.ts";
import { mostGigabytes, type Volume, volumeAnswer, volumeSubject, volumeTable } from "./volume.ts";
import { type VolumeSnapshot, volumeSnapshotTable } from "./volume-snapshot.ts";

/** How long a label may be, by file system. */
const longestLabel = { "": 16, ext4: 16, xfs: 12 };

const volumeBody = z
  .object({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, "Name is invalid"),
    region: regionSlug,
    size_gigabytes: z.number().int().min(0).max(mostGigabytes).default(0),
    description: z
      .string()
      .refine((text) => Buffer.byteLength(text) <= 1024, "Description is longer than 1024 bytes")
      .default(""),
    snapshot_id: z.string().default(""),
    filesystem_type: z.enum(["", "ext4", "xfs"]).default(""),
    filesystem_label: z.string().default(""),
    tags: tagNames,
  })
  .superRefine((body, context) => {
    if (body.snapshot_id === "" && body.size_gigabytes === 0) {
      context.addIssue({ code: "custom", path: ["size_gigabytes"], message: "Size is invalid" });
    }
    if (body.filesystem_label.length > longestLabel[body.filesystem_type]) {
      context.addIssue({ code: "custom", path: ["filesystem_label"], message: "Label is too long" });
    }
  });

/** Block storage. */
export const volumes: ApiModule = {
  operations: [
    operation("GET", "/v2/volumes", "document", (call) => page(call, "volumes", named(call).map(volumeAnswer))),
    bodyOperation("POST", "/v2/volumes", "document", volumeBody, (call, body) =>
      created({ volume: create(call, body) }),
    ),
    operation("DELETE", "/v2/volumes", "document", (call) => {
      const [volume] = call.query.has("name") ? named(call) : [];
      if (volume === undefined) throw notFound();
      remove(call, volume);
      return noContent();
    }),
    operation("GET", "/v2/volumes/snapshots/{snapshot_id}", "document", (call) =>
      ok({ snapshot: need(call, volumeSnapshotTable, "snapshot_id") }),
    ),
    operation("DELETE", "/v2/volumes/snapshots/{snapshot_id}", "document", (call) => {
      rows(call, volumeSnapshotTable).delete(need(call, volumeSnapshotTable, "snapshot_id").id);
      return noContent();
    }),
    operation("GET", "/v2/volumes/{volume_id}", "document", (call) => {
      const volume = need(call, volumeTable, "volume_id");
      call.cloud.transitions.poll(call.account, volumeSubject(volume.id));
      return ok({ volume: volumeAnswer(need(call, volumeTable, "volume_id")) });
    }),
    operation("DELETE", "/v2/volumes/{volume_id}", "document", (call) => {
      remove(call, need(call, volumeTable, "volume_id"));
      return noContent();
    }),
    operation("GET", "/v2/volumes/{volume_id}/snapshots", "document", (call) => {
      const { id } = need(call, volumeTable, "volume_id");
      return page(
        call,
        "snapshots",
        rows(call, volumeSnapshotTable).filter(({ resource_id }) => resource_id === id),
      );
    }),
    bodyOperation(
      "POST",
      "/v2/volumes/{volume_id}/snapshots",
      "document",
      z.object({ name: z.string().min(1), tags: tagNames }),
      (call, body) => {
        const volume = need(call, volumeTable, "volume_id");
        const id = call.cloud.ids.uuid();
        const snapshot: VolumeSnapshot = {
          id,
          name: body.name,
          created_at: call.cloud.clock.stamp,
          regions: [volume.region],
          min_disk_size: volume.size_gigabytes,
          size_gigabytes: 0,
          resource_id: volume.id,
          resource_type: "volume",
          tags: ensureTags(call.account, body.tags),
        };
        return created({ snapshot: rows(call, volumeSnapshotTable).put(id, snapshot) });
      },
    ),
  ],
};

/** The volumes with the name and in the region that the query asks for. */
function named(call: Call): readonly Volume[] {
  const name = call.query.get("name");
  const region = call.query.get("region");
  return rows(call, volumeTable).filter(
    (volume) => (name === null || volume.name === name) && (region === null || volume.region === region),
  );
}

function create(call: Call, { snapshot_id, ...body }: z.infer<typeof volumeBody>) {
  const table = rows(call, volumeTable);
  const snapshot = rows(call, volumeSnapshotTable).get(snapshot_id);
  if (snapshot_id !== "" && snapshot === undefined) throw notFound();
  if (snapshot !== undefined && !snapshot.regions.includes(body.region)) {
    throw unprocessable("Snapshot is not in this region.");
  }
  if (table.find(({ name, region }) => name === body.name && region === body.region) !== undefined) {
    throw conflict("A volume with that name already exists in this region.");
  }
  if (table.size >= limitsOf(call.account).volumes)
    throw unprocessable("creating this volume will exceed your volume limit");
  const id = call.cloud.ids.uuid();
  return volumeAnswer(
    table.put(id, {
      ...body,
      id,
      size_gigabytes: Math.max(body.size_gigabytes, snapshot?.min_disk_size ?? 0),
      droplet_ids: [],
      created_at: call.cloud.clock.stamp,
      tags: ensureTags(call.account, body.tags),
    }),
  );
}

function remove(call: Call, volume: Volume): void {
  if (isPending(call.cloud, call.account, volume)) throw conflict("Volume already has a pending event.");
  if (volume.droplet_ids.length > 0) throw conflict("A volume that is attached to a Droplet cannot be deleted.");
  rows(call, volumeTable).delete(volume.id);
}
