import { unprocessable } from "../errors.ts";
import { bodyOperation, created, type Operation, ok, operation, rows } from "../operation.ts";
import { addChild, childKey, childOf, childrenOf, deleteChild } from "./child.ts";
import { clusterOf } from "./cluster.ts";
import { type Logsink, logsinkChange, logsinkTable, newLogsink } from "./logsink.ts";

const path = "/v2/databases/{database_cluster_uuid}/logsink";
const one = `${path}/{logsink_id}`;

/** Where clusters send their logs. Nothing is sent. */
export const logsinkOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) => ok({ sinks: childrenOf(call, logsinkTable).map(answerOf) })),
  bodyOperation("POST", path, "document", newLogsink, (call, body) => {
    const cluster = clusterOf(call);
    const isMongo = cluster.engine === "mongodb";
    if (isMongo !== (body.sink_type === "datadog")) throw unprocessable("log sink not supported");
    const sink = addChild(call, logsinkTable, {
      cluster: cluster.id,
      name: call.cloud.ids.hex(40),
      ...body,
      config: defined(body.config),
    });
    return created({ sink: answerOf(sink) });
  }),
  operation("GET", one, "document", (call) => ok(answerOf(childOf(call, logsinkTable, "logsink_id")))),
  bodyOperation("PUT", one, "document", logsinkChange, (call, { config }) => {
    const old = childOf(call, logsinkTable, "logsink_id");
    rows(call, logsinkTable).put(childKey(old.cluster, old.name), { ...old, config: defined(config) });
    return ok(undefined);
  }),
  operation("DELETE", one, "document", (call) => {
    deleteChild(call, logsinkTable, "logsink_id");
    return ok(undefined);
  }),
];

/** A configuration of which nothing is undefined. */
function defined(config: object): Logsink["config"] {
  return JSON.parse(JSON.stringify(config));
}

function answerOf({ name: sink_id, sink_name, sink_type, config }: Logsink) {
  return { sink_id, sink_name, sink_type, config };
}
