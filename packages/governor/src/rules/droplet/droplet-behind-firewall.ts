import { kindNamed } from "../../kinds";
import type { Property } from "../../view/property";
import { type Doubt, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { parseUrn } from "../../view/urn";
import { unknown } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome, unclear, violation } from "../rule";

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
    "A tag that is not known yet is the same on both sides where both come from one Tag resource; beside a tag that is written out it stays undecided, because it may be made from the Tag's name rather than be it.",
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
      title: "a tag that comes from a Tag of that name, or is made from it",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "web" } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["web"] } },
      ],
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
  *check(stack) {
    const reach = reachOf(stack);
    for (const droplet of stack.ofKind("Droplet")) {
      const tags = tagsOf(droplet, "tags", stack);
      yield* judge(droplet, [byId(reach, droplet), byTag(reach.tags, tags)]);
    }
    for (const pool of stack.ofKind("DropletAutoscale")) {
      const template = pool.read("dropletTemplate");
      const tags = template.opaque ? unseenTags(template) : tagsOf(pool, "dropletTemplate.tags", stack);
      yield* judge(pool, [byTag(reach.tags, tags)]);
    }
  },
});

/** Whether a Droplet is covered, or what stands in the way of an answer. */
type Answer = "yes" | "no" | { readonly doubt: Doubt };

/** What the firewalls of a stack apply to, all of them together, so that each Droplet is looked up once. */
interface Reach {
  /** Ids that are known. */
  readonly ids: ReadonlySet<string>;
  /** Where ids come from, known or not. */
  readonly origins: ReadonlySet<string>;
  /** Where ids come from that are not known yet. */
  readonly unseenOrigins: ReadonlySet<string>;
  /** Why an id may be that of any Droplet; undefined where none may. */
  readonly doubt: Doubt | undefined;
  readonly tags: Tags;
}

/** Tags by name, and by the Tag resource that a name which is not known yet comes from. */
interface Tags {
  readonly names: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
  /** Names of those Tags, each with why it may be another: what comes from a Tag may be made from its name. */
  readonly inferred: ReadonlyMap<string, Doubt>;
  /** Why there may be tags that are neither; undefined where there are none. */
  readonly doubt: Doubt | undefined;
}

function* judge(droplet: ResourceView, answers: readonly Answer[]): Iterable<Outcome> {
  if (answers.includes("yes")) return;
  const perhaps = answers.find((answer) => typeof answer === "object");
  if (perhaps !== undefined) {
    yield unclear(undefined, "whether a firewall covers it", perhaps.doubt, { resource: droplet });
  } else {
    const what = droplet.kind?.name === "DropletAutoscale" ? "the Droplets of this pool" : "this Droplet";
    yield violation(undefined, `no firewall of this stack covers ${what}`, { resource: droplet });
  }
}

function reachOf(stack: StackView): Reach {
  const ids = new Set<string>();
  const origins = new Set<string>();
  const unseenOrigins = new Set<string>();
  const names = new Set<string>();
  const resources = new Set<string>();
  const inferred = new Map<string, Doubt>();
  let doubt: Doubt | undefined;
  let tagDoubt: Doubt | undefined;
  const dropletType = kindNamed("Droplet")?.type;
  for (const firewall of stack.resources) {
    if (firewall.kind?.name !== "Firewall" || firewall.pending === "delete") continue;
    const here = ({ reason, unreadable }: Doubt): Doubt => ({
      reason: `of the Firewall ${firewall.name}, ${reason}`,
      unreadable,
    });
    const list = firewall.read("dropletIds");
    for (const element of list.elements()) {
      const id = idOf(element);
      if (id !== undefined) ids.add(id);
    }
    const unread = unreadIn(list, idOf);
    const from = firewall.dependsOn("dropletIds") ?? [];
    for (const urn of from) {
      origins.add(urn);
      if (unread.some((one) => one.opaque)) unseenOrigins.add(urn);
    }
    const fromDroplets = from.length > 0 && from.every((urn) => parseUrn(urn)?.type === dropletType);
    const unexplained = unread.find((one) => !one.opaque || !fromDroplets);
    if (unexplained !== undefined) doubt ??= here(doubtOf(unexplained));

    const own = tagsOf(firewall, "tags", stack);
    for (const name of own.names) names.add(name);
    for (const urn of own.resources) resources.add(urn);
    for (const [name, reason] of own.inferred) inferred.set(name, here(reason));
    if (own.doubt !== undefined) tagDoubt ??= here(own.doubt);
    // What was read from the cloud may have targets that its inputs do not tell.
    if (firewall.external === true && !list.present && !firewall.read("tags").present) {
      const hidden = here({ reason: "which this stack does not manage, the targets are not told", unreadable: false });
      doubt ??= hidden;
      tagDoubt ??= hidden;
    }
  }
  return { ids, origins, unseenOrigins, doubt, tags: { names, resources, inferred, doubt: tagDoubt } };
}

function byId({ ids, origins, unseenOrigins, doubt }: Reach, { id, urn }: ResourceView): Answer {
  // A source that does not tell the id of a Droplet that exists still tells which Droplet an id comes from.
  const covered = id === undefined ? origins.has(urn) : ids.has(id) || unseenOrigins.has(urn);
  if (covered) return "yes";
  return doubt === undefined ? "no" : { doubt };
}

function byTag(firewalls: Tags, droplet: Tags): Answer {
  for (const name of droplet.names) if (firewalls.names.has(name)) return "yes";
  for (const urn of droplet.resources) if (firewalls.resources.has(urn)) return "yes";
  const doubt =
    (hasTags(droplet) ? firewalls.doubt : undefined) ??
    (hasTags(firewalls) ? droplet.doubt : undefined) ??
    inferredMatch(droplet, firewalls) ??
    inferredMatch(firewalls, droplet);
  return doubt === undefined ? "no" : { doubt };
}

function hasTags({ names, resources, doubt }: Tags): boolean {
  return doubt !== undefined || names.size > 0 || resources.size > 0;
}

/** Why a tag of one side may be one of the other, where it comes from a Tag of that name. */
function inferredMatch(one: Tags, other: Tags): Doubt | undefined {
  for (const [name, doubt] of one.inferred) if (other.names.has(name) || other.inferred.has(name)) return doubt;
  return undefined;
}

function tagsOf(resource: ResourceView, path: string, stack: StackView): Tags {
  const list = resource.read(path);
  const elements = list.elements();
  const names = new Set(elements.flatMap((element) => element.text()?.toLowerCase() ?? []));
  const unread = unreadIn(list, (element) => element.text());
  const [first] = unread;
  if (first === undefined) return { names, resources: new Set(), inferred: new Map(), doubt: undefined };
  const doubt = doubtOf(first);
  const from = unread.some((one) => one.opaque) ? resource.dependsOn(path) : undefined;
  const origins = (from ?? []).flatMap((urn) => stack.resource(urn) ?? []);
  const tags = origins.filter(({ kind }) => kind?.name === "Tag");
  const inferred = new Map<string, Doubt>();
  for (const tag of tags) {
    const name = tag.read("name").text();
    if (name !== undefined) inferred.set(name.toLowerCase(), doubt);
  }
  // As many unknown tags as Tags that they can come from: each is accounted for.
  const explained =
    tags.length > 0 &&
    unread.every((one) => one.opaque) &&
    (list.opaque ? tags.length === origins.length : unread.length <= tags.length);
  return { names, resources: new Set(tags.map(({ urn }) => urn)), inferred, doubt: explained ? undefined : doubt };
}

/** The tags of a template that cannot be seen: what it depends on says nothing of this one input. */
function unseenTags(template: Property): Tags {
  return { names: new Set(), resources: new Set(), inferred: new Map(), doubt: doubtOf(template) };
}

function idOf(element: Property): string | undefined {
  return element.text() ?? element.number()?.toString();
}

/** What of a list cannot be read: the list itself, or some of its elements. */
function unreadIn(list: Property, read: (element: Property) => string | undefined): readonly Property[] {
  if (list.present && !list.isList) return [list];
  return list.elements().filter((element) => element.present && read(element) === undefined);
}
