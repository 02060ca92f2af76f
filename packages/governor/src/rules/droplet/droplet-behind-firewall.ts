import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { accountName } from "../kit/account-name";
import { type Answer, either } from "../kit/answer";
import { unclear } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { references } from "../kit/references";
import { requireYes } from "../kit/require";
import { noTags, shareTag, tagsOf } from "../kit/tag-sets";
import { defineRule, type Outcome } from "../rule";

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
    "Without a Cloud Firewall every port on which anything listens is open to the internet; with one, all that no rule allows is closed (DigitalOcean docs, Cloud Firewall limits). " +
    "A firewall applies to Droplets by id, at most 10, or by tag, at most 5; the Droplets of an autoscale pool have no ids to name and are reached by tag only. " +
    "Ids are not known at preview, so what counts is which Droplet each of them comes from. " +
    "The id of a Tag is its name, so a tag that comes from a Tag resource counts as that Tag. " +
    "A firewall never reaches into another account: it has to be under the same provider as the Droplet. " +
    "A Droplet with publicNetworking: false has no public interface and is left alone.",
  fix: "Give a Firewall of this stack the Droplet's id in dropletIds, or a tag that both have in tags; if a firewall of another stack covers it by tag, name that tag and its owner in resources.firewall.covered_elsewhere of governor.yaml",
  references: [
    "https://docs.digitalocean.com/products/networking/firewalls/",
    "https://docs.digitalocean.com/products/networking/firewalls/details/limits/",
    pulumiDocs("Firewall"),
  ],
  good: [
    {
      title: "by id, known after up",
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
      title: "by a Tag of the program whose name is known after up",
      resources: [
        { kind: "Tag", name: "role", inputs: {} },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
      ],
    },
    {
      title: "by the id of a Tag, which is its name",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "web" } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
    {
      title: "by a list of ids that is made from those of the Droplets",
      resources: [
        { kind: "Droplet", name: "one", inputs: {} },
        { kind: "Droplet", name: "two", inputs: {} },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: unknown }, dependsOn: { dropletIds: ["one", "two"] } },
      ],
    },
    {
      title: "by a firewall of another stack, which the settings name",
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
    { title: "no firewall at all", resources: [{ kind: "Droplet", name: "web", inputs: { region: "nyc3" } }] },
    {
      title: "an autoscale pool, whose Droplets are public by default",
      resources: [{ kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "nyc3" } } }],
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
    },
    {
      title: "a Tag of another name",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "database" } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
    {
      title: "a tag that the settings do not name",
      settings: "resources: { firewall: { covered_elsewhere: [{ tag: web, owner: net@acme.com }] } }",
      resources: [{ kind: "Droplet", name: "batch", inputs: { tags: ["batch"] } }],
    },
    {
      title: "an autoscale pool without tags",
      resources: [
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "nyc3" } } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
  ],
  undecided: [
    {
      title: "a tag that is made from two Tags",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "web" } },
        { kind: "Tag", name: "tier", inputs: { name: "front" } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role", "tier"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
    {
      title: "a public interface that is known after up",
      resources: [{ kind: "Droplet", name: "web", inputs: { publicNetworking: unknown } }],
    },
    {
      title: "an id that comes from nowhere in the program",
      resources: [
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "Firewall", name: "edge", inputs: { dropletIds: [unknown] } },
      ],
    },
    {
      title: "a tag of the firewall that is known after up",
      resources: [
        { kind: "Droplet", name: "web", inputs: { tags: ["web"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown, "database"] } },
      ],
    },
    {
      title: "a tag of the Droplet that is known after up",
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
      yield* judge(droplet, either(firewalls.to(droplet), shareTag(covered, tagsOf(droplet, stack))), several);
    }
  },
});

function* judge(droplet: ResourceView, answer: Answer, several: boolean): Iterable<Outcome> {
  const isPool = droplet.kind?.name === "DropletAutoscale";
  const publicNetworking = droplet.read(isPool ? "dropletTemplate.publicNetworking" : "publicNetworking");
  // Without a public interface the internet does not reach it.
  if (answer === "yes" || publicNetworking.boolean() === false) return;
  if (answer === "no" && publicNetworking.boolean() === undefined) {
    yield unclear(
      undefined,
      "whether it has a public interface, while no firewall of this stack covers it,",
      publicNetworking,
      { resource: droplet },
    );
    return;
  }
  const what = isPool ? "the Droplets of this pool" : "this Droplet";
  const where = several ? ` in the account of ${accountName(droplet.account)}` : "";
  yield* requireYes(answer, droplet, {
    whether: "a firewall covers it",
    otherwise: `no firewall of this stack${where} covers ${what}`,
    ...(isPool ? { fix: poolFix } : {}),
  });
}

const poolFix =
  "Give a Firewall of this stack a tag of the pool's dropletTemplate.tags; if a firewall of another stack covers it by tag, name that tag and its owner in resources.firewall.covered_elsewhere of governor.yaml";
