import { kindNamed } from "../../kinds";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { parseUrn } from "../../view/urn";
import { unknown } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome, undecided, violation } from "../rule";

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
    "Ids are not known at preview, so what counts is which Droplet each of them comes from.",
  fix: "Give a Firewall of this stack the Droplet's id in dropletIds, or a tag that both have in tags; where a firewall of another stack covers it by tag, exempt it with that as the reason",
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
  ],
  bad: [
    { title: "no firewall at all", resources: [{ kind: "Droplet", name: "web", inputs: { region: "nyc3" } }] },
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
      title: "an autoscale pool without tags",
      resources: [
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "nyc3" } } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
    },
  ],
  undecided: [
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
  *check(stack) {
    const reach = reachOf(stack);
    for (const droplet of stack.ofKind("Droplet")) {
      const tags = tagsOf(droplet, "tags", stack);
      yield* judge(droplet, [byId(reach, droplet), byTag(reach.tags, tags)]);
    }
    for (const pool of stack.ofKind("DropletAutoscale")) {
      yield* judge(pool, [byTag(reach.tags, tagsOf(pool, "dropletTemplate.tags", stack))]);
    }
  },
});

/** Whether a Droplet is covered. */
type Answer = "yes" | "no" | "perhaps";

/** What the firewalls of a stack apply to, all of them together, so that each Droplet is looked up once. */
interface Reach {
  /** Ids that are known. */
  readonly ids: ReadonlySet<string>;
  /** Where ids come from, known or not. */
  readonly origins: ReadonlySet<string>;
  /** Where ids come from that are not known yet. */
  readonly unseenOrigins: ReadonlySet<string>;
  /** True when an id may be that of any Droplet. */
  readonly open: boolean;
  readonly tags: Tags;
}

/** Tags by name, and by the Tag resource that a name which is not known yet comes from. */
interface Tags {
  readonly names: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
  /** True when there may be tags that are neither. */
  readonly open: boolean;
}

function* judge(droplet: ResourceView, answers: readonly Answer[]): Iterable<Outcome> {
  if (answers.includes("yes")) return;
  if (answers.includes("perhaps")) {
    yield undecided(undefined, "whether a firewall covers it is not known before up", { resource: droplet });
  } else {
    const what = droplet.kind?.name === "DropletAutoscale" ? "the Droplets of this pool" : "this Droplet";
    yield violation(undefined, `no firewall of this stack covers ${what}`, { resource: droplet });
  }
}

function reachOf(stack: StackView): Reach {
  const ids = new Set<string>();
  const origins = new Set<string>();
  const unseenOrigins = new Set<string>();
  const tags = { names: new Set<string>(), resources: new Set<string>(), open: false };
  let open = false;
  const dropletType = kindNamed("Droplet")?.type;
  for (const firewall of stack.resources) {
    if (firewall.kind?.name !== "Firewall" || firewall.pending === "delete") continue;
    const list = firewall.read("dropletIds");
    const elements = list.elements();
    for (const element of elements) {
      const id = element.text() ?? element.number();
      if (id !== undefined) ids.add(String(id));
    }
    const unseen = list.opaque || elements.some((element) => element.opaque);
    const from = firewall.dependsOn("dropletIds") ?? [];
    for (const urn of from) {
      origins.add(urn);
      if (unseen) unseenOrigins.add(urn);
    }
    if (unseen && (from.length === 0 || from.some((urn) => parseUrn(urn)?.type !== dropletType))) open = true;

    const own = tagsOf(firewall, "tags", stack);
    for (const name of own.names) tags.names.add(name);
    for (const urn of own.resources) tags.resources.add(urn);
    // What was read from the cloud may have targets that its inputs do not tell.
    const hidesAll = firewall.external === true && !list.present && !firewall.read("tags").present;
    if (own.open || hidesAll) tags.open = true;
    if (hidesAll) open = true;
  }
  return { ids, origins, unseenOrigins, open, tags };
}

function byId({ ids, origins, unseenOrigins, open }: Reach, { id, urn }: ResourceView): Answer {
  // A source that does not tell the id of a Droplet that exists still tells which Droplet an id comes from.
  const covered = id === undefined ? origins.has(urn) : ids.has(id) || unseenOrigins.has(urn);
  return covered ? "yes" : open ? "perhaps" : "no";
}

function byTag(firewalls: Tags, droplet: Tags): Answer {
  for (const name of droplet.names) if (firewalls.names.has(name)) return "yes";
  for (const urn of droplet.resources) if (firewalls.resources.has(urn)) return "yes";
  const some = ({ names, resources, open }: Tags) => open || names.size > 0 || resources.size > 0;
  return (firewalls.open && some(droplet)) || (droplet.open && some(firewalls)) ? "perhaps" : "no";
}

function tagsOf(resource: ResourceView, path: string, stack: StackView): Tags {
  const list = resource.read(path);
  const elements = list.elements();
  const names = new Set(elements.flatMap((element) => element.text()?.toLowerCase() ?? []));
  const unseen = elements.filter((element) => element.opaque).length;
  if (unseen === 0 && !list.opaque) return { names, resources: new Set(), open: false };
  const origins = (resource.dependsOn(path) ?? []).flatMap((urn) => stack.resource(urn) ?? []);
  const tags = origins.filter(({ kind }) => kind?.name === "Tag");
  for (const tag of tags) {
    const name = tag.read("name").text();
    if (name !== undefined) names.add(name.toLowerCase());
  }
  // As many unknown tags as Tags that they can come from: each is accounted for.
  const explained = tags.length > 0 && (list.opaque ? tags.length === origins.length : unseen <= tags.length);
  return { names, resources: new Set(tags.map(({ urn }) => urn)), open: !explained };
}
