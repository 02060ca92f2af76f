import * as z from "zod";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { urnOf } from "../../state/urn.ts";
import { collection } from "../collection.ts";
import { clusterTable } from "../databases/cluster.ts";
import { notFound, unprocessable } from "../errors.ts";
import { kubernetesTable } from "../kubernetes/cluster.ts";
import { listOf } from "../list.ts";
import { type ApiModule, accepted, type Call, noContent, ok, rows } from "../operation.ts";

const path = "/v2/monitoring/sinks";

const destinationParts = z.object({
  name: z.string().default(""),
  type: z.enum(["opensearch_dbaas", "opensearch_ext"]),
  // What opens an OpenSearch is taken and not kept: the API never shows it again.
  config: z.object({
    endpoint: z.string().min(1),
    cluster_uuid: z.string().exactOptional(),
    cluster_name: z.string().exactOptional(),
    index_name: z.string().exactOptional(),
    retention_days: z.number().int().min(1).default(14),
  }),
});

const destination = destinationParts.extend({ id: z.string() });

/** Where logs are forwarded to. */
const destinationTable = tableOf("monitoring_destinations", destination);

const sinkParts = z.object({
  destination_uuid: z.string(),
  resources: listOf(z.object({ urn: z.string(), name: z.string().exactOptional() })),
});

const sink = sinkParts.extend({ id: z.string() });

/** Whose logs are forwarded. */
const sinkTable = tableOf("monitoring_sinks", sink);

belongsTo("the account", destinationTable, sinkTable);

/** The forwarding of logs. None are, as nothing here writes any. */
export const sinks: ApiModule = {
  operations: [
    ...collection({
      path: `${path}/destinations`,
      id: "destination_uuid",
      many: "destinations",
      one: "destination",
      table: destinationTable,
      nameOf: ({ id }) => id,
      answer: (row) => row,
      create: {
        schema: destinationParts,
        status: ok,
        row: (call, body) => ({ id: call.cloud.ids.uuid(), ...checkedDestination(call, body) }),
      },
      change: {
        method: "POST",
        schema: destinationParts,
        status: noContent,
        row: (call, { id }, body) => ({ id, ...checkedDestination(call, body) }),
      },
      remove: ({ id }, call) => {
        for (const one of rows(call, sinkTable).filter(({ destination_uuid }) => destination_uuid === id)) {
          rows(call, sinkTable).delete(one.id);
        }
        return noContent();
      },
    }),
    ...collection({
      path,
      id: "sink_uuid",
      many: "sinks",
      one: "sink",
      table: sinkTable,
      nameOf: ({ id }) => id,
      answer: sinkAnswer,
      isListed: ({ resources }, { query }) => {
        const resource = query.get("resource_id");
        return resource === null || resources.some(({ urn }) => urn === resource);
      },
      create: {
        schema: sinkParts,
        status: accepted,
        row: (call, body) => {
          if (rows(call, destinationTable).get(body.destination_uuid) === undefined) throw notFound();
          const strange = body.resources.filter(({ urn }) => !isCluster(call, urn));
          if (strange.length > 0) {
            throw unprocessable(`resources: the account does not have ${strange.map(({ urn }) => urn).join(", ")}`);
          }
          return { id: call.cloud.ids.uuid(), ...body };
        },
        answered: () => undefined,
      },
      remove: true,
    }),
  ],
};

/** A destination, whose managed cluster must be there. */
function checkedDestination(call: Call, body: z.infer<typeof destinationParts>) {
  const { cluster_uuid } = body.config;
  if (body.type === "opensearch_dbaas" && cluster_uuid !== undefined) {
    const cluster = rows(call, clusterTable).get(cluster_uuid);
    if (cluster?.engine !== "opensearch") throw unprocessable("config.cluster_uuid: not an OpenSearch cluster");
  }
  return body;
}

const isCluster = (call: Call, urn: string) =>
  urn.startsWith("do:kubernetes:") && rows(call, kubernetesTable).get(urn.slice("do:kubernetes:".length)) !== undefined;

function sinkAnswer({ id, destination_uuid, resources }: z.infer<typeof sink>, call: Call) {
  // The document requires a URN, and does not say of which kind.
  return { id, urn: urnOf("sink", id), destination: rows(call, destinationTable).get(destination_uuid), resources };
}
