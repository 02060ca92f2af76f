import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown } from "../../view/value";
import { accountName } from "../account-name";
import { type Answer, either } from "../kit/answer";
import { unclear } from "../kit/outcome";
import { references } from "../kit/references";
import { requireYes } from "../kit/require";
import { noTags, shareTag, tagsOf } from "../kit/tag-sets";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { dropletInput } from "./droplet-input";

export const dropletBehindFirewall = defineRule({
  id: "droplet-behind-firewall",
  group: "droplet",
  scope: "stack",
  needs: ["property-dependencies", "unchanged-resources"],
  title: "Every Droplet is behind a firewall.",
  severity: "high",
  level: "mandatory",
  kinds: ["Droplet", "DropletAutoscale"],
  why:
    "Without a Cloud Firewall, every port that a process listens on is open to the internet; with one, everything that no rule allows is blocked (DigitalOcean docs, Cloud Firewall limits). " +
    "A firewall selects up to 10 Droplets by ID, or Droplets with any of up to 5 tags; the Droplets of an autoscale pool have no IDs to list and can be selected by tag only. " +
    "IDs are unknown at preview, so the rule looks at which Droplet each ID comes from. " +
    "The ID of a Tag is its name, so a tag taken from a Tag resource counts as that Tag. " +
    "A firewall never applies to another account: it must use the same provider as the Droplet. " +
    "A Droplet with publicNetworking: false has no public interface and passes.",
  fix: "Add the Droplet's ID to dropletIds of a Firewall in this stack, or give both the same tag; if a firewall of another stack covers it by tag, list that tag and its owner under resources.firewall.covered_elsewhere in governor.yaml",
  references: [
    "https://docs.digitalocean.com/products/networking/firewalls/",
    "https://docs.digitalocean.com/products/networking/firewalls/details/limits/",
    pulumiDocs("Firewall"),
  ],
  controls: { cis: ["4.4"], iso27001: ["8.20"], soc2: ["CC6.6"], "pci-dss": ["1.4.1"], "nist-800-53": ["SC-7"] },
  good: [
    {
      title: "by ID, unknown until pulumi up",
      resources: [
        { kind: "Droplet", name: "web", inputs: { region: "nyc3" } },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: [unknown] }, dependsOn: { dropletIds: ["web"] } },
      ],
    },
    {
      title: "by tag, in any case",
      resources: [
        { kind: "Droplet", name: "web", inputs: { tags: ["Web", "owner:ann"] } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { tags: ["web"] } } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
    {
      title: "by a Tag in the program whose name is unknown until pulumi up",
      resources: [
        { kind: "Tag", name: "role", inputs: {} },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
      ],
    },
    {
      title: "by the ID of a Tag, which is its name",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "web" } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
    {
      title: "by a list of IDs built from several Droplets",
      resources: [
        { kind: "Droplet", name: "one", inputs: {} },
        { kind: "Droplet", name: "two", inputs: {} },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: unknown }, dependsOn: { dropletIds: ["one", "two"] } },
      ],
    },
    {
      title: "by a firewall of another stack, listed in the settings",
      settings: "resources: { firewall: { covered_elsewhere: [{ tag: web, owner: net@acme.com }] } }",
      resources: [{ kind: "Droplet", name: "web", inputs: { tags: ["web"] } }],
    },
    {
      title: "no public interface",
      resources: [
        { kind: "Droplet", name: "inner", inputs: { publicNetworking: false } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { publicNetworking: false } } },
      ],
    },
  ],
  bad: [
    {
      title: "no firewall at all",
      resources: [{ kind: "Droplet", name: "web", inputs: { region: "nyc3" } }],
      fixed: {
        resources: [
          { kind: "Firewall", name: "edge", inputs: { dropletIds: [unknown] }, dependsOn: { dropletIds: ["web"] } },
        ],
      },
    },
    {
      title: "an autoscale pool, whose Droplets are public by default",
      resources: [{ kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "nyc3" } } }],
      fixed: {
        resources: [
          { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "nyc3", tags: ["web"] } } },
          { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
        ],
      },
    },
    {
      title: "a firewall for another Droplet",
      resources: [
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "Droplet", name: "database", inputs: { tags: ["database"] } },
        {
          kind: "Firewall",
          name: "edge",
          inputs: { dropletIds: [unknown], tags: ["web"] },
          dependsOn: { dropletIds: ["web"] },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "Firewall",
            name: "edge",
            inputs: { dropletIds: [unknown], tags: ["web", "database"] },
            dependsOn: { dropletIds: ["web"] },
          },
        ],
      },
    },
    {
      title: "a Tag with another name",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "database" } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
      fixed: {
        resources: [
          { kind: "Firewall", name: "edge", inputs: { tags: ["web", unknown] }, dependsOn: { tags: ["role"] } },
        ],
      },
    },
    {
      title: "a tag that the settings do not list",
      settings: "resources: { firewall: { covered_elsewhere: [{ tag: web, owner: net@acme.com }] } }",
      resources: [{ kind: "Droplet", name: "batch", inputs: { tags: ["batch"] } }],
      fixed: {
        settings:
          "resources: { firewall: { covered_elsewhere: [{ tag: web, owner: net@acme.com }, { tag: batch, owner: net@acme.com }] } }",
      },
    },
    {
      title: "an autoscale pool without tags",
      resources: [
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "nyc3" } } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
      fixed: {
        resources: [
          { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "nyc3", tags: ["web"] } } },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "a tag built from two Tags",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "web" } },
        { kind: "Tag", name: "tier", inputs: { name: "front" } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role", "tier"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
    {
      title: "a public interface that is unknown until pulumi up",
      resources: [{ kind: "Droplet", name: "web", inputs: { publicNetworking: unknown } }],
    },
    {
      title: "an ID that does not come from the program",
      resources: [
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: [unknown] } },
      ],
    },
    {
      title: "a tag of the firewall that is unknown until pulumi up",
      resources: [
        { kind: "Droplet", name: "web", inputs: { tags: ["web"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown, "database"] } },
      ],
    },
    {
      title: "a tag of the Droplet that is unknown until pulumi up",
      resources: [
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
  ],
  *check(stack, { settings }) {
    const firewalls = references(stack, "Firewall", "dropletIds", "tags");
    const elsewhere = settings.digitalocean.resources?.firewall?.covered_elsewhere ?? [];
    const covered = { ...noTags, names: new Set(elsewhere.map(({ tag }) => tag.toLowerCase())) };
    const concerned = stack.ofKind("Droplet", "DropletAutoscale", "Firewall");
    const several = new Set(concerned.map(({ account }) => account)).size > 1;
    for (const droplet of stack.ofKind("Droplet", "DropletAutoscale")) {
      const answer = either(firewalls.to(droplet), shareTag(covered, tagsOf(droplet, stack)));
      yield* judge(droplet, answer, { extent: stack.extent, several });
    }
  },
});

function* judge(
  droplet: ResourceView,
  answer: Answer,
  { extent, several }: Pick<StackView, "extent"> & { readonly several: boolean },
): Iterable<Outcome> {
  const isPool = droplet.kind?.name === "DropletAutoscale";
  const publicNetworking = dropletInput(droplet, "publicNetworking");
  // Without a public interface it is unreachable from the internet.
  if (answer === "yes" || publicNetworking.boolean() === false) return;
  if (answer === "no" && publicNetworking.boolean() === undefined) {
    yield unclear(
      undefined,
      `whether it has a public interface; no firewall of this ${extent} covers it, and`,
      publicNetworking,
      { resource: droplet },
    );
    return;
  }
  const what = isPool ? "the Droplets of this pool" : "this Droplet";
  const where = several ? ` in the account of ${accountName(droplet.account)}` : "";
  yield* requireYes(answer, droplet, {
    whether: "a firewall covers it",
    otherwise: `no firewall of this ${extent}${where} covers ${what}`,
    ...(isPool ? { fix: poolFix } : {}),
  });
}

const poolFix =
  "Give a Firewall in this stack one of the tags in the pool's dropletTemplate.tags; if a firewall of another stack covers it by tag, list that tag and its owner under resources.firewall.covered_elsewhere in governor.yaml";
