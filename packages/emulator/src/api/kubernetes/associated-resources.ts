import * as z from "zod";
import { bodyOperation, type Call, noContent, type Operation, ok, operation, rows } from "../operation.ts";
import { hasTag } from "../tags/tag.ts";
import { volumeTable } from "../volumes/volume.ts";
import { volumeSnapshotTable } from "../volumes/volume-snapshot.ts";
import { kubernetesOf } from "./cluster.ts";
import { destroy } from "./clusters.ts";

const path = "/v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources";

const ids = z.array(z.string()).default([]);

/** What a cluster has made, known by the cluster's tag, and may take along when it is deleted. */
export const associatedOperations: readonly Operation[] = [
  operation("GET", path, "assumed", (call) => ok(associatedWith(call))),
  operation("DELETE", `${path}/dangerous`, "document", (call) => {
    take(call, associatedWith(call));
    destroy(call, kubernetesOf(call));
    return noContent();
  }),
  bodyOperation(
    "DELETE",
    `${path}/selective`,
    "document",
    z.object({ volumes: ids, volume_snapshots: ids }),
    (call, { volumes, volume_snapshots }) => {
      const all = associatedWith(call);
      take(call, {
        volumes: all.volumes.filter(({ id }) => volumes.includes(id)),
        volume_snapshots: all.volume_snapshots.filter(({ id }) => volume_snapshots.includes(id)),
      });
      destroy(call, kubernetesOf(call));
      return noContent();
    },
  ),
];

interface Named {
  readonly id: string;
  readonly name: string;
}

function associatedWith(call: Call) {
  const tag = `k8s:${kubernetesOf(call).id}`;
  const named = (found: readonly (Named & { readonly tags: string[] })[]) =>
    found.filter(({ tags }) => hasTag(tags, tag)).map(({ id, name }) => ({ id, name }));
  return {
    load_balancers: [],
    volumes: named(rows(call, volumeTable).all()),
    volume_snapshots: named(rows(call, volumeSnapshotTable).all()),
  };
}

function take(
  call: Call,
  { volumes, volume_snapshots }: { readonly volumes: readonly Named[]; readonly volume_snapshots: readonly Named[] },
): void {
  for (const { id } of volumes) rows(call, volumeTable).delete(id);
  for (const { id } of volume_snapshots) rows(call, volumeSnapshotTable).delete(id);
}
