import { violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const resourceTypeAllowed = defineRule({
  id: "resource-type-allowed",
  group: "governance",
  scope: "resource",
  title: "Resources of a disabled provider are not created.",
  severity: "high",
  asked: {
    keys: ["providers.digitalocean.enabled"],
    by: ({ digitalocean }) => (digitalocean.enabled ? "absent" : "yes"),
  },
  kinds: "all",
  why:
    "A platform team sets `enabled: false` for a provider that it has not approved yet or no longer uses: nobody has set its limits, its keys or its budget. " +
    "No other rule covers resources created there, so all of them are refused.",
  fix: "Remove the resource, or ask the platform team to set enabled: true for digitalocean in governor.yaml",
  references: [pulumiDocs("Provider")],
  controls: { iso27001: ["5.23"], soc2: ["CC9.2"], "nist-800-53": ["SA-9"] },
  good: [
    {
      title: "DigitalOcean is enabled",
      settings: "enabled: true",
      resources: [{ kind: "Droplet", inputs: {} }],
    },
  ],
  bad: [
    {
      title: "DigitalOcean is disabled",
      settings: "enabled: false",
      resources: [
        { kind: "Droplet", inputs: {} },
        { kind: "SpacesBucket", name: "bucket", inputs: {} },
      ],
      fixed: { settings: "enabled: true" },
    },
  ],
  undecided: [],
  *check(resource, { settings }) {
    if (settings.digitalocean.enabled) return;
    yield violation(undefined, `DigitalOcean is disabled (enabled: false): no ${resource.kind?.name} may be created`);
  },
});
