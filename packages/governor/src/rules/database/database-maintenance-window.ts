import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const sunday = { maintenanceWindows: [{ day: "sunday", hour: "04:00" }] };

export const databaseMaintenanceWindow = defineRule({
  id: "database-maintenance-window",
  group: "database",
  scope: "resource",
  title: "Every database has a maintenance window that was chosen for it.",
  severity: "low",
  level: "advisory",
  kinds: ["DatabaseCluster"],
  why:
    "DigitalOcean updates databases automatically, and updates cannot be refused; while a database moves to the updated nodes, connections drop and queries are slow. " +
    "Without maintenanceWindows it chooses the day and the hour, which may be the busiest of the week. " +
    "Day and hour (in UTC) that are unknown until pulumi up pass, as long as there is a window. Only the owner knows which hour suits, so nothing is repaired automatically.",
  fix: 'Set maintenanceWindows: [{ day: "sunday", hour: "04:00" }], in UTC, at an hour with little traffic; an existing cluster is updated in place',
  references: [
    "https://docs.digitalocean.com/products/databases/postgresql/how-to/schedule-updates/",
    pulumiDocs("DatabaseCluster"),
  ],
  controls: { cis: ["7.3"], iso27001: ["8.32"], soc2: ["CC8.1"], "nist-800-53": ["MA-2", "SI-2"] },
  good: [
    {
      title: "Sunday mornings, and an hour that is unknown until pulumi up",
      resources: [
        { kind: "DatabaseCluster", name: "orders", inputs: sunday },
        {
          kind: "DatabaseCluster",
          name: "billing",
          inputs: { maintenanceWindows: [{ day: "sunday", hour: unknown }] },
        },
      ],
    },
  ],
  bad: [
    {
      title: "none, an empty list, and what is not a window",
      resources: [
        { kind: "DatabaseCluster", name: "none", inputs: {} },
        { kind: "DatabaseCluster", name: "empty", inputs: { maintenanceWindows: [] } },
        { kind: "DatabaseCluster", name: "text", inputs: { maintenanceWindows: "sunday 04:00" } },
      ],
      fixed: {
        resources: ["none", "empty", "text"].map((name) => ({ kind: "DatabaseCluster", name, inputs: sunday })),
      },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up, and so perhaps none",
      resources: [{ kind: "DatabaseCluster", inputs: { maintenanceWindows: unknown } }],
    },
  ],
  *check(cluster) {
    const windows = cluster.read("maintenanceWindows");
    if (itemsOf(windows).some((one) => one.isObject || (windows.isList && one.opaque))) return;
    yield windows.opaque
      ? unclear(windows, "whether it has a maintenance window", windows)
      : violation(windows, "DigitalOcean chooses when the database is updated: it has no maintenance window");
  },
});
