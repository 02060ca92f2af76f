import { kindNamesWhere } from "../../kinds";
import { shownEnvironment } from "../../settings/shown";
import { hidden, unknown } from "../../view/value";
import { undecided, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const protectStateful = defineRule({
  id: "protect-stateful",
  group: "governance",
  scope: "resource",
  title: "Resources that hold data are protected from deletion in production.",
  severity: "high",
  level: "mandatory",
  kinds: kindNamesWhere(({ holdsData }) => holdsData === true),
  why:
    "Removing a line, renaming a resource or changing an input that replaces it deletes the data too, and no program can restore it: even a new description replaces a Volume (observed with the provider). " +
    "With the resource option `protect`, Pulumi refuses to delete or replace the resource until someone removes the option. " +
    "The rule applies to environments with `production: true` in governor.yaml, and to resources that store data: buckets, volumes and shares, databases and their contents, image registries, Kubernetes clusters with all that was deployed on them. " +
    "It does not apply to copies (replicas, snapshots), which come and go with their original, or to Droplets, which the program can recreate. " +
    "DigitalOcean itself has no deletion protection that a program could set.",
  fix: "Pass { protect: true } as a resource option to the resource or to a parent component",
  references: [
    "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    pulumiDocs("DatabaseCluster"),
    pulumiDocs("Volume"),
    pulumiDocs("SpacesBucket"),
  ],
  controls: { iso27001: ["5.33", "8.32"], soc2: ["CC8.1"], "pci-dss": ["6.5"], "nist-800-53": ["CM-5"] },
  good: [
    {
      title: "protected in production, even with unknown inputs",
      production: true,
      resources: [
        { kind: "DatabaseCluster", name: "orders", inputs: { name: unknown }, protect: true },
        { kind: "Droplet", name: "web", inputs: {} },
      ],
    },
    { title: "not in production", resources: [{ kind: "Volume", inputs: {} }] },
  ],
  bad: [
    {
      title: "not protected in production",
      production: true,
      resources: [
        { kind: "DatabaseCluster", name: "orders", inputs: {} },
        { kind: "Volume", name: "files", inputs: {}, protect: false },
        { kind: "SpacesBucket", name: "archive", inputs: {} },
      ],
      fixed: {
        resources: [
          { kind: "DatabaseCluster", name: "orders", inputs: {}, protect: true },
          { kind: "Volume", name: "files", inputs: {}, protect: true },
          { kind: "SpacesBucket", name: "archive", inputs: {}, protect: true },
        ],
      },
    },
  ],
  // Only a source hides it, such as Terraform's JSON; no program can.
  undecided: [],
  *check(resource, { settings }) {
    if (settings.environment?.production !== true || resource.protect === true) return;
    if (resource.protect === hidden) {
      yield undecided(
        undefined,
        `cannot determine whether the ${resource.kind?.name} is protected from deletion: what was read does not show it`,
        { fix: "Set prevent_destroy in the resource's lifecycle block" },
      );
      return;
    }
    yield violation(
      undefined,
      `the ${resource.kind?.name} holds data and is not protected in the production environment "${shownEnvironment(settings)}"`,
    );
  },
});
