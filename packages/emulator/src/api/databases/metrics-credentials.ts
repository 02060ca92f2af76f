import * as z from "zod";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { bodyOperation, noContent, type Operation, ok, operation, rows } from "../operation.ts";

const path = "/v2/databases/metrics/credentials";

const credentials = z.object({ basic_auth_username: z.string().min(1), basic_auth_password: z.string().min(1) });

/** What opens the metrics of all clusters, once the account has set it: a table of one row. */
const metricsCredentialsTable = tableOf("database_metrics_credentials", credentials);

belongsTo("the account", metricsCredentialsTable);

const theCredentials = "credentials";

export const metricsCredentialsOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) => {
    const { cloud, account } = call;
    const made = {
      basic_auth_username: "metrics",
      basic_auth_password: cloud.ids.derive(`metrics password of ${account.id}`).slice(0, 24),
    };
    const own = rows(call, metricsCredentialsTable).get(theCredentials) ?? made;
    // The document has the first of these, DigitalOcean's Go client reads the second.
    return ok({ credentials: { credentials: own, ...own } });
  }),
  bodyOperation("PUT", path, "document", z.object({ credentials }), (call, body) => {
    rows(call, metricsCredentialsTable).put(theCredentials, body.credentials);
    return noContent();
  }),
];
