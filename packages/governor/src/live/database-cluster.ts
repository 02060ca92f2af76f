import { attributeOf } from "./api-object";
import type { ApiObject } from "./live";

/** The API's names of the inputs and outputs of a database cluster. */
export function databaseAttributes({
  num_nodes: nodeCount,
  maintenance_window: window,
  autoscale,
  connection,
  private_connection: privately,
  ...rest
}: ApiObject): ApiObject {
  return {
    ...rest,
    node_count: nodeCount,
    maintenance_window:
      window === undefined ? undefined : { day: attributeOf(window, "day"), hour: attributeOf(window, "hour") },
    storage_autoscale: attributeOf(autoscale, "storage"),
    host: attributeOf(connection, "host"),
    port: attributeOf(connection, "port"),
    user: attributeOf(connection, "user"),
    database: attributeOf(connection, "database"),
    private_host: attributeOf(privately, "host"),
  };
}
