import * as z from "zod";
import { notFound, unprocessable } from "../errors.ts";
import { bodyOperation, type Call, noContent, type Operation, rows } from "../operation.ts";
import { registryTable } from "../registries/registry.ts";
import { kubernetesTable } from "./cluster.ts";

const clusters = z.object({ cluster_uuids: z.array(z.string()).min(1) });
const both = clusters.extend({ registries: z.array(z.string()).min(1) });

/** Which registries the nodes of clusters may pull from. */
export const registryIntegration: readonly Operation[] = [
  bodyOperation("POST", "/v2/kubernetes/registry", "document", clusters, (call, { cluster_uuids }) => {
    const names = rows(call, registryTable)
      .all()
      .map(({ name }) => name);
    if (names.length === 0) throw unprocessable("the account has no container registry");
    return integrate(call, cluster_uuids, () => names);
  }),
  bodyOperation("DELETE", "/v2/kubernetes/registry", "document", clusters, (call, { cluster_uuids }) =>
    integrate(call, cluster_uuids, () => []),
  ),
  bodyOperation("POST", "/v2/kubernetes/registries", "document", both, (call, { cluster_uuids, registries }) => {
    if (registries.some((name) => rows(call, registryTable).get(name) === undefined)) throw notFound();
    return integrate(call, cluster_uuids, (old) => [...new Set([...old, ...registries])]);
  }),
  bodyOperation("DELETE", "/v2/kubernetes/registries", "document", both, (call, { cluster_uuids, registries }) =>
    integrate(call, cluster_uuids, (old) => old.filter((name) => !registries.includes(name))),
  ),
];

function integrate(call: Call, ids: readonly string[], next: (old: readonly string[]) => string[]) {
  const table = rows(call, kubernetesTable);
  const found = ids.map((id) => {
    const cluster = table.get(id);
    if (cluster === undefined) throw notFound();
    return cluster;
  });
  for (const cluster of found) table.put(cluster.id, { ...cluster, registries: next(cluster.registries) });
  return noContent();
}
