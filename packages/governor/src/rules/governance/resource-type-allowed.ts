import { violation } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { defineRule } from "../rule";

export const resourceTypeAllowed = defineRule({
  id: "resource-type-allowed",
  group: "governance",
  scope: "resource",
  title: "No resource of a provider that is switched off is created.",
  severity: "high",
  asked: {
    keys: ["providers.digitalocean.enabled"],
    by: ({ digitalocean }) => (digitalocean.enabled ? "absent" : "yes"),
  },
  kinds: "all",
  why:
    "A platform team that has not approved a provider yet, or has left it, says `enabled: false`: nobody has set its limits, its keys or its budget. " +
    "Whatever is created there is outside every other rule, so it is refused as a whole.",
  fix: "Remove the resource, or ask the platform team to set enabled: true for DigitalOcean in governor.yaml",
  references: [pulumiDocs("Provider")],
  good: [
    {
      title: "DigitalOcean is enabled",
      settings: "enabled: true",
      resources: [{ kind: "Droplet", inputs: {} }],
    },
  ],
  bad: [
    {
      title: "DigitalOcean is switched off",
      settings: "enabled: false",
      resources: [
        { kind: "Droplet", inputs: {} },
        { kind: "SpacesBucket", name: "bucket", inputs: {} },
      ],
    },
  ],
  undecided: [],
  *check(resource, { settings }) {
    if (settings.digitalocean.enabled) return;
    yield violation(
      undefined,
      `DigitalOcean is switched off (enabled: false): no ${resource.kind?.name} may be created`,
    );
  },
});
