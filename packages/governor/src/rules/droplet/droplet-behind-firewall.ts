import { type Doubt, doubtFrom } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown } from "../../view/value";
import { accountName } from "../account-name";
import { type Answer, firstDoubt } from "../answer";
import { pulumiDocs } from "../pulumi-docs";
import { references } from "../references";
import { defineRule, type Outcome, unclear, violation } from "../rule";
import { isEmpty, noTags, shareTag, type TagSet, tagsIn, union, unseenTags } from "../tag-sets";

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
    const ids = references(stack, { kind: "Firewall", path: "dropletIds", holds: "several" }, "Droplet");
    const elsewhere = settings.digitalocean.resources?.firewall?.covered_elsewhere ?? [];
    const tags = firewallTags(
      stack,
      elsewhere.map(({ tag }) => tag.toLowerCase()),
    );
    const unseen = unseenTargets(stack);
    const concerned = stack.ofKind("Droplet", "DropletAutoscale", "Firewall");
    const several = new Set(concerned.map(({ account }) => account)).size > 1;
    for (const droplet of stack.ofKind("Droplet")) {
      const { account } = droplet;
      const byTag = shareTag(tags(account), tagsIn(droplet, "tags", stack));
      yield* judge(droplet, [ids.name(droplet), byTag, firstDoubt([unseen.get(account)])], several);
    }
    for (const pool of stack.ofKind("DropletAutoscale")) {
      const template = pool.read("dropletTemplate");
      const own = template.opaque ? unseenTags(template) : tagsIn(pool, "dropletTemplate.tags", stack);
      // Only by a tag: its Droplets have no ids to name.
      const hidden = isEmpty(own) ? undefined : unseen.get(pool.account);
      yield* judge(pool, [shareTag(tags(pool.account), own), firstDoubt([hidden])], several);
    }
  },
});

function* judge(droplet: ResourceView, answers: readonly Answer[], several: boolean): Iterable<Outcome> {
  if (answers.includes("yes")) return;
  const isPool = droplet.kind?.name === "DropletAutoscale";
  const publicNetworking = droplet.read(isPool ? "dropletTemplate.publicNetworking" : "publicNetworking");
  // Without a public interface the internet does not reach it.
  if (publicNetworking.boolean() === false) return;
  const perhaps = answers.find((answer) => typeof answer === "object");
  if (perhaps !== undefined) {
    yield unclear(undefined, "whether a firewall covers it", perhaps.doubt, { resource: droplet });
  } else if (publicNetworking.boolean() === undefined) {
    yield unclear(
      undefined,
      "whether it has a public interface, while no firewall of this stack covers it,",
      publicNetworking,
      { resource: droplet },
    );
  } else {
    const what = isPool ? "the Droplets of this pool" : "this Droplet";
    const where = several ? ` in the account of ${accountName(droplet.account)}` : "";
    yield violation(undefined, `no firewall of this stack${where} covers ${what}`, {
      resource: droplet,
      ...(isPool ? { fix: poolFix } : {}),
    });
  }
}

const poolFix =
  "Give a Firewall of this stack a tag of the pool's dropletTemplate.tags; if a firewall of another stack covers it by tag, name that tag and its owner in resources.firewall.covered_elsewhere of governor.yaml";

/** The tags of an account's firewalls, all of them together, so that each Droplet is looked up once. */
function firewallTags(stack: StackView, elsewhere: readonly string[]): (account: string) => TagSet {
  const byAccount = new Map<string, TagSet[]>();
  for (const firewall of firewallsIn(stack)) {
    const { names, resources, doubt, unnamed } = tagsIn(firewall, "tags", stack);
    const own = { names, resources, unnamed, doubt: doubt && doubtFrom(`the Firewall ${firewall.name}`, doubt) };
    const others = byAccount.get(firewall.account);
    if (others === undefined) byAccount.set(firewall.account, [own]);
    else others.push(own);
  }
  const covered: TagSet = { ...noTags, names: new Set(elsewhere) };
  const united = new Map([...byAccount].map(([account, sets]) => [account, union([...sets, covered])]));
  return (account) => united.get(account) ?? covered;
}

/** By account, why a firewall may cover what its inputs do not name: it was read from the cloud without its targets. */
function unseenTargets(stack: StackView): ReadonlyMap<string, Doubt> {
  const unseen = new Map<string, Doubt>();
  for (const { account, external, name, read } of firewallsIn(stack)) {
    if (external !== true || read("dropletIds").present || read("tags").present) continue;
    const reason = `of the Firewall ${name}, which this stack does not manage, the targets are not told`;
    unseen.set(account, { reason, unreadable: false });
  }
  return unseen;
}

function firewallsIn(stack: StackView): readonly ResourceView[] {
  return stack.resources.filter(({ kind, pending }) => kind?.name === "Firewall" && pending !== "delete");
}
