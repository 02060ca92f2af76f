import * as z from "zod";
import { loadBalancerSubject, loadBalancerTable } from "../load-balancers/load-balancer.ts";
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
    z.object({ load_balancers: ids, volumes: ids, volume_snapshots: ids }),
    (call, { load_balancers, volumes, volume_snapshots }) => {
      const all = associatedWith(call);
      take(call, {
        load_balancers: all.load_balancers.filter(({ id }) => load_balancers.includes(id)),
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
  const named = (found: readonly Named[]) => found.map(({ id, name }) => ({ id, name }));
  return {
    load_balancers: named(rows(call, loadBalancerTable).filter((balancer) => hasTag([balancer.tag], tag))),
    volumes: named(rows(call, volumeTable).filter(({ tags }) => hasTag(tags, tag))),
    volume_snapshots: named(rows(call, volumeSnapshotTable).filter(({ tags }) => hasTag(tags, tag))),
  };
}

function take(call: Call, { load_balancers, volumes, volume_snapshots }: ReturnType<typeof associatedWith>): void {
  for (const { id } of load_balancers) {
    call.cloud.transitions.forget(call.account, loadBalancerSubject(id));
    rows(call, loadBalancerTable).delete(id);
  }
  for (const { id } of volumes) rows(call, volumeTable).delete(id);
  for (const { id } of volume_snapshots) rows(call, volumeSnapshotTable).delete(id);
}
