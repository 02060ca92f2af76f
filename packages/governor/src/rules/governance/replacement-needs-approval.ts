import { kindNamesWhere } from "../../kinds";
import { unknown } from "../../view/value";
import { violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const replacementNeedsApproval = defineRule({
  id: "replacement-needs-approval",
  group: "governance",
  scope: "stack",
  title: "No resource that holds data is deleted or replaced without approval.",
  severity: "critical",
  level: "mandatory",
  kinds: kindNamesWhere(({ holdsData }) => holdsData === true),
  controls: {
    cis: ["11.3"],
    iso27001: ["8.13", "8.32"],
    soc2: ["CC8.1"],
    "pci-dss": ["6.5"],
    "nist-800-53": ["CM-3", "CP-9"],
  },
  needs: [],
  ofOperation: true,
  why:
    "A replacement looks like any other change in a long preview, and deletes the data with the resource: a new region, or a new description of a Volume (observed with the provider), is enough. " +
    "The approval is an exemption, which names the resource, a reason, an owner and the day on which it ends, and is visible in a review of governor.yaml. " +
    "Only a preview shows what an operation deletes or replaces. The policy engine does not tell a policy pack, so this rule decides in `governor check` and `governor gate`; protect-stateful is its counterpart in the program.",
  fix: "Keep the resource as it is; to approve the loss of its data, add an exemption for this rule that names the resource",
  references: [
    "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    pulumiDocs("DatabaseCluster"),
    pulumiDocs("Volume"),
  ],
  good: [
    {
      title: "a resource without data is replaced, and one with data is created or updated",
      resources: [
        {
          kind: "Droplet",
          name: "web",
          inputs: { region: "nyc3" },
          change: { action: "replace", before: { region: "ams3" }, replacedBy: ["region"] },
        },
        { kind: "Volume", name: "new", inputs: { size: 100 }, change: { action: "create" } },
        { kind: "Volume", name: "grown", inputs: { size: 200 }, change: { action: "update", before: { size: 100 } } },
      ],
    },
    { title: "no preview, so nothing is changed", resources: [{ kind: "Volume", inputs: { size: unknown } }] },
  ],
  bad: [
    {
      title: "a database is replaced and a volume is deleted",
      resources: [
        {
          kind: "DatabaseCluster",
          name: "orders",
          inputs: { region: "ams3" },
          change: { action: "replace", before: { region: "nyc3" }, replacedBy: ["region"] },
        },
        { kind: "Volume", name: "files", inputs: {}, change: { action: "delete", before: { size: 100 } } },
      ],
      fixed: {
        resources: [
          {
            kind: "DatabaseCluster",
            name: "orders",
            inputs: { region: "nyc3" },
            change: { action: "same", before: { region: "nyc3" } },
          },
          {
            kind: "Volume",
            name: "files",
            inputs: { size: 100 },
            change: { action: "same", before: { size: 100 } },
          },
        ],
      },
    },
  ],
  undecided: [],
  *check(stack) {
    for (const { urn, action, before, replacedBy } of stack.changes ?? []) {
      const kind = before?.kind;
      if (before === undefined || kind?.holdsData !== true || before.external === true) continue;
      if (action !== "delete" && action !== "replace") continue;
      const resource = stack.resource(urn) ?? before;
      const by = replacedBy.length === 0 ? "" : ` because of ${replacedBy.join(", ")}`;
      yield {
        ...violation(
          undefined,
          action === "delete"
            ? `the ${kind.name} is deleted, and its data with it`
            : `the ${kind.name} is replaced${by}, and its data is deleted`,
        ),
        resource,
      };
    }
  },
});
