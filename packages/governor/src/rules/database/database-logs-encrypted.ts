import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const sink = { kind: "DatabaseLogsinkRsyslog", inputs: { server: "logs.example.com", port: 6514, tls: true } };

export const databaseLogsEncrypted = defineRule({
  id: "database-logs-encrypted",
  group: "database",
  scope: "resource",
  title: "Databases send their logs encrypted.",
  severity: "medium",
  level: "mandatory",
  kinds: ["DatabaseLogsinkRsyslog"],
  why:
    "The logs of a database contain user names, client addresses and statements with their data, and a syslog server is often outside the VPC: without TLS everyone on the way can read them. " +
    "Without tls, or with tls: false, the sink sends them in plain text (terraform-provider-digitalocean, Aug 2026). A sink for OpenSearch or Elasticsearch takes only HTTPS URLs.",
  fix: "Set tls: true, and caCert if a private authority signed the certificate of the server",
  references: [
    "https://docs.digitalocean.com/products/databases/postgresql/how-to/forward-logs/",
    pulumiDocs("DatabaseLogsinkRsyslog"),
  ],
  controls: {
    cis: ["3.10"],
    iso27001: ["8.24"],
    soc2: ["CC6.7"],
    "pci-dss": ["4.2"],
    "nist-800-53": ["SC-8"],
  },
  good: [{ title: "with TLS", resources: [sink] }],
  bad: [
    {
      title: "in plain text, explicitly and by default",
      resources: [
        { kind: "DatabaseLogsinkRsyslog", name: "off", inputs: { server: "logs.example.com", port: 514, tls: false } },
        { kind: "DatabaseLogsinkRsyslog", name: "left-out", inputs: { server: "logs.example.com", port: 514 } },
      ],
      fixed: {
        resources: [
          { ...sink, name: "off" },
          { ...sink, name: "left-out" },
        ],
      },
    },
  ],
  undecided: [
    { title: "unknown until pulumi up", resources: [{ kind: "DatabaseLogsinkRsyslog", inputs: { tls: unknown } }] },
  ],
  *check(sink) {
    const tls = sink.read("tls");
    if (tls.boolean() === true) return;
    yield tls.boolean() === false
      ? violation(tls, "the database sends its logs in plain text")
      : unclear(tls, "whether the database sends its logs encrypted", tls);
  },
});
