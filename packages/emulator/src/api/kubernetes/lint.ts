import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { keyOf, ownedBy } from "../collection.ts";
import { notFound } from "../errors.ts";
import { listOf } from "../list.ts";
import { accepted, bodyOperation, type Operation, ok, operation, rows } from "../operation.ts";
import { kubernetesOf } from "./cluster.ts";

const path = "/v2/kubernetes/clusters/{cluster_id}";

/** Checks of clusters, by cluster and id. */
export const lintTable = tableOf("kubernetes_lints", z.object({ run_id: z.string(), requested_at: stampSchema }));

belongsTo("KubernetesCluster", lintTable);

const choice = listOf(z.string());

/** What is said of a cluster besides its state. With nothing running on it, no check finds anything. */
export const lintOperations: readonly Operation[] = [
  bodyOperation(
    "POST",
    `${path}/clusterlint`,
    "document",
    z.object({ include_groups: choice, include_checks: choice, exclude_groups: choice, exclude_checks: choice }),
    (call) => {
      const { id } = kubernetesOf(call);
      const run_id = call.cloud.ids.uuid();
      rows(call, lintTable).put(keyOf(id, run_id), { run_id, requested_at: call.cloud.clock.stamp });
      return accepted({ run_id });
    },
  ),
  operation("GET", `${path}/clusterlint`, "document", (call) => {
    const runs = ownedBy(call.account, lintTable, kubernetesOf(call).id);
    const wanted = call.query.get("run_id");
    const run = wanted === null ? runs.at(-1) : runs.find(({ run_id }) => run_id === wanted);
    if (run === undefined) throw notFound();
    return ok({ ...run, completed_at: run.requested_at, diagnostics: [] });
  }),
  operation("GET", `${path}/status_messages`, "document", (call) => {
    kubernetesOf(call);
    return ok({ messages: [] });
  }),
];
