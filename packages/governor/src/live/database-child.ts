import { attributeOf } from "./api-object";
import type { ApiObject, Collection, LiveContext } from "./live";

/** What belongs to a database cluster names it. */
export function childAttributes(child: ApiObject, { under }: LiveContext): ApiObject {
  return { ...child, cluster_id: under?.id };
}

/** Both types of log sinks stand in one list. */
export const logsinks: Collection = {
  path: "/v2/databases/{id}/logsink",
  root: "sinks",
  where: ({ engine }) => engine !== "mongodb",
};

/** A log sink holds its settings in an object of their own, under short names. */
export function logsinkAttributes(
  { config, sink_name: name, sink_id: id }: ApiObject,
  context: LiveContext,
): ApiObject {
  const set = (attribute: string) => attributeOf(config, attribute);
  return childAttributes(
    {
      ...(typeof config === "object" ? config : {}),
      name,
      logsink_id: id,
      ca_cert: set("ca"),
      client_cert: set("cert"),
      client_key: set("key"),
      structured_data: set("sd"),
      endpoint: set("url"),
      timeout_seconds: set("timeout"),
    },
    context,
  );
}
