import { inNetworkOfItsOwn } from "../../frameworks/shared-controls";
import { unknown } from "../../view/value";
import { chosenVpc } from "../kit/chosen-vpc";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const network = { kind: "Vpc", name: "network", inputs: { region: "nyc3" } };

export const databasePrivateNetwork = defineRule({
  id: "database-private-network",
  group: "database",
  scope: "resource",
  title: "Every database is in a VPC that was chosen for it.",
  severity: "medium",
  level: "mandatory",
  kinds: ["DatabaseCluster", "DatabaseReplica"],
  why:
    "Without privateNetworkUuid, a database is created in the default VPC of its region, along with everything else in the account that has no VPC: test machines can reach production data over the private network. " +
    "`doctl databases migrate` moves a cluster to another VPC in place; changing the input alone replaces it, and its data is lost. " +
    "An unknown ID passes if it comes from a Vpc in the program.",
  fix:
    "For an existing cluster, run `doctl databases migrate CLUSTER_ID --region REGION --private-network-uuid VPC_ID`, then `pulumi refresh`, and only then set privateNetworkUuid to that ID: changing the input first would replace the cluster, and it always replaces a replica. " +
    "For a new one, set privateNetworkUuid to the ID of a Vpc, such as vpc.id",
  references: [
    "https://docs.digitalocean.com/reference/doctl/reference/databases/migrate/",
    "https://docs.digitalocean.com/products/networking/vpc/",
    pulumiDocs("Vpc"),
    pulumiDocs("DatabaseCluster"),
  ],
  controls: inNetworkOfItsOwn,
  good: [
    {
      title: "in a VPC from the program, and a replica in an existing one",
      resources: [
        network,
        {
          kind: "DatabaseCluster",
          inputs: { privateNetworkUuid: unknown },
          dependsOn: { privateNetworkUuid: ["network"] },
        },
        {
          kind: "DatabaseReplica",
          name: "reports",
          inputs: { privateNetworkUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" },
        },
      ],
    },
  ],
  bad: [
    {
      title: "a cluster and a replica in the default VPC",
      resources: [
        { kind: "DatabaseCluster", name: "orders", inputs: { region: "nyc3" } },
        { kind: "DatabaseReplica", name: "reports", inputs: { region: "nyc3", privateNetworkUuid: "" } },
      ],
      fixed: {
        resources: [
          network,
          ...[
            { kind: "DatabaseCluster", name: "orders" },
            { kind: "DatabaseReplica", name: "reports" },
          ].map((database) => ({
            ...database,
            inputs: { region: "nyc3", privateNetworkUuid: unknown },
            dependsOn: { privateNetworkUuid: ["network"] },
          })),
        ],
      },
    },
  ],
  undecided: [
    {
      title: "an unknown value that does not come from a Vpc may turn out to be empty",
      resources: [{ kind: "DatabaseCluster", inputs: { privateNetworkUuid: unknown } }],
    },
  ],
  *check(database) {
    for (const path of database.kind?.vpcs ?? []) yield* chosenVpc(database, path, "the database");
  },
});
