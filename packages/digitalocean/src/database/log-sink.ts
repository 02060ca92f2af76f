import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { DatabaseDesign } from "./design";

/** Plans where the logs are sent. */
export function planLogSink(design: DatabaseDesign, clusterId: pulumi.Output<string>): void {
  const { name, plan, args, given, problem, overlay } = design;
  const {
    server,
    endpoint,
    caCert,
    port = 6514,
    tls = true,
    indexPrefix = name,
    indexDaysMax = 30,
  } = args.logSink ?? {};
  checkReceiver(design);
  const common = { clusterId, ...(caCert === undefined ? {} : { caCert }) };
  if (server !== undefined) {
    plan.child(digitalocean.DatabaseLogsinkRsyslog, {
      name: `${name}-log-sink`,
      ...overlay("rsyslogArgs", { ...common, server, port, tls }),
      from: {
        rules: { "database-logs-encrypted": { fix: "leave out tls" } },
        inputs: { port: "logSink.port", tls: "logSink.tls" },
        whole: "logSink",
      },
    });
  } else if (given("rsyslogArgs")) {
    problem("rsyslogArgs", "is for an rsyslog server", { hint: "set logSink.server" });
  }
  if (endpoint !== undefined) {
    plan.child(digitalocean.DatabaseLogsinkOpensearch, {
      name: `${name}-opensearch-sink`,
      ...overlay("opensearchSinkArgs", { ...common, endpoint: pulumi.secret(endpoint), indexPrefix, indexDaysMax }),
      from: { inputs: { indexDaysMax: "logSink.indexDaysMax", indexPrefix: "logSink.indexPrefix" }, whole: "logSink" },
    });
  } else if (given("opensearchSinkArgs")) {
    problem("opensearchSinkArgs", "is for OpenSearch or Elasticsearch", { hint: "set logSink.endpoint" });
  }
}

/** One receiver, with options of its kind. */
function checkReceiver({ args: { logSink }, problem }: DatabaseDesign): void {
  if (logSink === undefined) return;
  const { server, endpoint } = logSink;
  if ((server === undefined) === (endpoint === undefined)) {
    problem("logSink", server === undefined ? "has no receiver" : "has two receivers", {
      hint: "set server for rsyslog, or endpoint for OpenSearch or Elasticsearch",
    });
    return;
  }
  const foreign = server === undefined ? (["port", "tls"] as const) : (["indexPrefix", "indexDaysMax"] as const);
  for (const key of foreign) {
    if (logSink[key] !== undefined) {
      const other = server === undefined ? "server" : "endpoint";
      problem(`logSink.${key}`, `requires ${other}`, { hint: "remove it" });
    }
  }
}
