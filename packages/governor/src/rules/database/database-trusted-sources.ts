import { doubtFrom, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import type { Answer } from "../kit/answer";
import { qualifiedReferences } from "../kit/qualified-references";
import { requireYes } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";

const cluster = { kind: "DatabaseCluster", name: "orders", inputs: { engine: "pg" } };
const rules = [{ type: "tag", value: "web" }];
const firewall: ExampleResource = {
  kind: "DatabaseFirewall",
  name: "trusted",
  inputs: { clusterId: unknown, rules },
  dependsOn: { clusterId: ["orders"] },
};

export const databaseTrustedSources = defineRule({
  id: "database-trusted-sources",
  group: "database",
  scope: "stack",
  needs: ["property-dependencies", "unchanged-resources"],
  title: "Every database has a list of trusted sources.",
  severity: "high",
  level: "mandatory",
  kinds: ["DatabaseCluster", "DatabaseReplica", "DatabaseFirewall"],
  why:
    "Until a database has trusted sources, everyone on the internet can connect to it and try passwords: its public host name resolves, whatever VPC it is in. " +
    "So each DatabaseCluster needs a DatabaseFirewall with at least one rule, and each DatabaseReplica one of its own, with the replica's uuid as clusterId. " +
    "IDs are unknown at preview, so the rule looks at which database each ID comes from. " +
    "A firewall under another provider belongs to another account and does not count; database-no-open-source checks how much a firewall lets in.",
  fix: "Add a DatabaseFirewall with clusterId: cluster.id (replica.uuid for a replica) and rules for what connects: Droplets, tags, apps, Kubernetes clusters or addresses",
  references: [
    "https://docs.digitalocean.com/products/databases/postgresql/how-to/secure/",
    pulumiDocs("DatabaseFirewall"),
    pulumiDocs("DatabaseCluster"),
  ],
  controls: {
    cis: ["4.4"],
    iso27001: ["8.20"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.3"],
    "nist-800-53": ["AC-3", "SC-7"],
  },
  good: [
    { title: "a cluster, whose ID is unknown until pulumi up", resources: [cluster, firewall] },
    {
      title: "a cluster and its replica, each with a firewall",
      resources: [
        cluster,
        { kind: "DatabaseReplica", name: "reports", inputs: { clusterId: unknown } },
        firewall,
        { ...firewall, name: "readers", dependsOn: { clusterId: ["reports"] } },
      ],
    },
  ],
  bad: [
    {
      title: "no firewall",
      resources: [cluster],
      fixed: { resources: [firewall] },
    },
    {
      title: "a firewall without rules",
      resources: [cluster, { ...firewall, inputs: { clusterId: unknown, rules: [] } }],
      fixed: { resources: [firewall] },
    },
    {
      title: "a firewall of another cluster",
      resources: [cluster, { kind: "DatabaseCluster", name: "billing", inputs: { engine: "mysql" } }, firewall],
      fixed: { resources: [{ ...firewall, name: "more", dependsOn: { clusterId: ["billing"] } }] },
    },
    {
      title: "a replica without a firewall of its own",
      resources: [cluster, firewall, { kind: "DatabaseReplica", name: "reports", inputs: { clusterId: unknown } }],
      fixed: { resources: [{ ...firewall, name: "readers", dependsOn: { clusterId: ["reports"] } }] },
    },
  ],
  undecided: [
    {
      title: "a firewall of a cluster that does not come from the program",
      resources: [cluster, { kind: "DatabaseFirewall", name: "trusted", inputs: { clusterId: unknown, rules } }],
    },
    {
      title: "rules that are unknown until pulumi up may turn out to be none",
      resources: [cluster, { ...firewall, inputs: { clusterId: unknown, rules: unknown } }],
    },
  ],
  *check(stack) {
    const firewalls = qualifiedReferences(stack, "DatabaseFirewall", "clusterId", hasRules);
    for (const database of stack.ofKind("DatabaseCluster", "DatabaseReplica")) {
      yield* requireYes(firewalls.to(database), database, {
        whether: "it has trusted sources",
        otherwise: "the internet can reach the database: it has no trusted sources",
      });
    }
  },
});

/** One that was only read from the cloud does not show its rules, but it exists for them. */
function hasRules(firewall: ResourceView): Answer {
  const list = firewall.read("rules");
  if (list.opaque) return { doubt: doubtFrom(`the DatabaseFirewall ${firewall.name}`, doubtOf(list)) };
  return firewall.external === true || list.elements().length > 0 ? "yes" : "no";
}
