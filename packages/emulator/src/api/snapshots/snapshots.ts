import { notFound } from "../errors.ts";
import { type Image, imageTable } from "../images/image.ts";
import { type ApiModule, type Call, noContent, ok, operation, page, param, rows } from "../operation.ts";
import { volumeSnapshotTable } from "../volumes/volume-snapshot.ts";

const path = "/v2/snapshots/{snapshot_id}";

/** The snapshots of Droplets, which are images, and of volumes, which are not. */
export const snapshots: ApiModule = {
  operations: [
    operation("GET", "/v2/snapshots", "document", (call) => {
      const type = call.query.get("resource_type");
      const all = [...ofDroplets(call).map(answer), ...rows(call, volumeSnapshotTable).all()];
      return page(
        call,
        "snapshots",
        all.filter(({ resource_type }) => type === null || resource_type === type),
      );
    }),
    operation("GET", path, "document", (call) => ok({ snapshot: find(call) })),
    operation("DELETE", path, "document", (call) => {
      const { id, resource_type } = find(call);
      if (resource_type === "droplet") rows(call, imageTable).delete(id);
      else rows(call, volumeSnapshotTable).delete(id);
      return noContent();
    }),
  ],
};

function ofDroplets(call: Call): readonly Image[] {
  return rows(call, imageTable).filter(({ type }) => type === "snapshot");
}

function find(call: Call) {
  const id = param(call, "snapshot_id");
  const image = ofDroplets(call).find((one) => String(one.id) === id);
  const found = image === undefined ? rows(call, volumeSnapshotTable).get(id) : answer(image);
  if (found === undefined) throw notFound();
  return found;
}

/** The snapshot of a Droplet as this list has it, where ids are text. */
function answer({ id, name, created_at, regions, min_disk_size, size_gigabytes, droplet, tags }: Image) {
  const resource_type: "droplet" = "droplet";
  return {
    id: String(id),
    name,
    created_at,
    regions,
    min_disk_size,
    size_gigabytes,
    resource_id: String(droplet ?? ""),
    resource_type,
    tags,
  };
}
