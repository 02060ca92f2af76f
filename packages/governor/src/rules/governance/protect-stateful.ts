import { kindNamesWhere } from "../../kinds";
import { shownEnvironment } from "../../settings/shown";
import { unknown } from "../../view/value";
import { violation } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { defineRule } from "../rule";

export const protectStateful = defineRule({
  id: "protect-stateful",
  group: "governance",
  scope: "resource",
  title: "In production, what holds data is protected from deletion.",
  severity: "high",
  level: "mandatory",
  kinds: kindNamesWhere(({ holdsData }) => holdsData === true),
  why:
    "A removed line, a renamed resource or a changed input that replaces it deletes the data too, and no program brings it back: a new description already replaces a Volume (observed with the provider). " +
    "With the resource option `protect` Pulumi refuses to delete or replace the resource until someone takes the option away. " +
    "Asked for where an environment of governor.yaml says `production: true`, and of what others write to: buckets, volumes and shares, databases and what they hold, image registries. " +
    "Not of copies (replicas, snapshots), which come and go with their original, nor of machines (Droplets, Kubernetes clusters), whose program can make new ones. " +
    "DigitalOcean has no deletion protection of its own that a program could set.",
  fix: "Pass { protect: true } as resource option, to the resource itself or to a component above it",
  references: [
    "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    pulumiDocs("DatabaseCluster"),
    pulumiDocs("Volume"),
    pulumiDocs("SpacesBucket"),
  ],
  good: [
    {
      title: "protected in production, whatever is not known yet",
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
    },
  ],
  undecided: [],
  *check(resource, { settings }) {
    if (settings.environment?.production !== true || resource.protect === true) return;
    yield violation(
      undefined,
      `the ${resource.kind?.name} holds data and is not protected, in the production environment "${shownEnvironment(settings)}"`,
    );
  },
});
