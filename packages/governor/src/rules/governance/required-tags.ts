import { kindNamesWhere } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import type { Settings } from "../../settings/settings";
import { shown, shownEnvironment } from "../../settings/shown";
import { quoted } from "../../view/quoted";
import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { type LabelTag, type LabelTags, labelTags } from "./tags";

const threeTags = "required_tags: [environment, cost_center, owner]";

export const requiredTags = defineRule({
  id: "required-tags",
  group: "governance",
  scope: "resource",
  title: "Every resource that can carry labels has the required tags.",
  severity: "medium",
  asked: {
    keys: ["providers.digitalocean.required_tags"],
    by: ({ digitalocean: { required_tags } }) =>
      required_tags === undefined ? "absent" : required_tags.length === 0 ? "no" : "yes",
  },
  kinds: "all",
  why:
    "Tags show who owns a resource when it breaks or has to be paid for: since July 2026, DigitalOcean's invoices have a column for them (DigitalOcean release notes). " +
    "DigitalOcean's tags are flat, so a key and its value are written as one tag, `key:value`, and compared case-insensitively; a key without a value is not enough. " +
    "Only labels are required: on firewalls and alerts `tags` select the Droplets that they apply to, so a governance tag there would open ports, and buckets, load balancers and VPCs have no tags at all.",
  fix: "Add the missing tags as key:value, for example owner:team-web",
  references: ["https://docs.digitalocean.com/reference/api/", pulumiDocs("Droplet"), pulumiDocs("Tag")],
  controls: { cis: ["1.1"], iso27001: ["5.9"], soc2: ["CC6.1"], "pci-dss": ["12.5.1"], "nist-800-53": ["CM-8"] },
  good: [
    {
      title: "all three, in any case",
      settings: threeTags,
      resources: [
        { kind: "Droplet", inputs: { tags: ["environment:dev", "Cost_Center:4711", "OWNER:web"] } },
        {
          kind: "DropletAutoscale",
          name: "pool",
          inputs: { dropletTemplate: { tags: ["environment:dev", "cost_center:4711", "owner:web"] } },
        },
      ],
    },
    {
      title: "all three, plus one that is unknown until pulumi up",
      settings: threeTags,
      resources: [{ kind: "Volume", inputs: { tags: ["environment:dev", "cost_center:4711", unknown, "owner:web"] } }],
    },
    {
      title: "tags that select, and types without tags",
      settings: threeTags,
      resources: [
        { kind: "Firewall", inputs: { tags: ["web"] } },
        { kind: "MonitorAlert", name: "alert", inputs: { tags: ["web"] } },
        { kind: "SpacesBucket", name: "bucket", inputs: {} },
      ],
    },
  ],
  bad: [
    {
      title: "no tags",
      settings: threeTags,
      resources: [{ kind: "Droplet", inputs: {} }],
      fixed: {
        resources: [{ kind: "Droplet", inputs: { tags: ["environment:dev", "cost_center:4711", "owner:web"] } }],
      },
    },
    {
      title: "keys without a value",
      settings: threeTags,
      resources: [{ kind: "Volume", inputs: { tags: ["environment:", "cost_center", "owner:web"] } }],
      fixed: {
        resources: [{ kind: "Volume", inputs: { tags: ["environment:dev", "cost_center:4711", "owner:web"] } }],
      },
    },
    {
      title: "a string that is not a valid tag",
      settings: threeTags,
      resources: [{ kind: "Droplet", inputs: { tags: ["environment:dev", "cost_center:web", "owner:team a"] } }],
      fixed: {
        resources: [{ kind: "Droplet", inputs: { tags: ["environment:dev", "cost_center:web", "owner:team-a"] } }],
      },
    },
    {
      title: "a database replica, whose tags cannot be changed without replacing it",
      settings: threeTags,
      resources: [{ kind: "DatabaseReplica", inputs: { tags: ["owner:web"] } }],
      fixed: {
        resources: [
          { kind: "DatabaseReplica", inputs: { tags: ["environment:dev", "cost_center:4711", "owner:web"] } },
        ],
      },
    },
    {
      title: "the nodes of a cluster",
      settings: "required_tags: [owner]",
      resources: [{ kind: "KubernetesCluster", inputs: { tags: ["owner:web"], nodePool: { size: "s-2vcpu-4gb" } } }],
      fixed: {
        resources: [
          {
            kind: "KubernetesCluster",
            inputs: { tags: ["owner:web"], nodePool: { size: "s-2vcpu-4gb", tags: ["owner:web"] } },
          },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "an unknown tag that could be the missing one",
      settings: threeTags,
      resources: [{ kind: "Droplet", inputs: { tags: ["environment:dev", unknown, "owner:web"] } }],
    },
    {
      title: "tags that are unknown until pulumi up",
      settings: threeTags,
      resources: [{ kind: "Droplet", inputs: { tags: unknown } }],
    },
  ],
  *check(resource, { settings }) {
    for (const tags of labelTags(resource)) {
      for (const { tag, problem } of wrongIn(tags, settings)) {
        yield violation(tag.element, `the tag ${quoted(resource, tag.element)} has an invalid value: ${problem}`, {
          fix: "Correct the value of the tag",
        });
      }
      const missing = missingIn(tags, settings);
      if (missing.length === 0) continue;
      const words = `${missing.length === 1 ? "tag" : "tags"} ${missing.map((key) => shown(settings, key)).join(", ")}`;
      const verb = missing.length === 1 ? "is" : "are";
      const fix = `add ${missing.map((key) => shown(settings, `${key}:${valueFor(key, settings) ?? "<value>"}`)).join(", ")}`;
      if (tags.doubt === undefined) {
        yield violation(tags.list, `the required ${words} ${verb} missing`, { fix });
      } else {
        yield unclear(tags.list, `whether the required ${words} ${verb} present`, tags.doubt, { fix });
      }
    }
  },
  remediation: {
    sets: Object.fromEntries(kindNamesWhere(canChangeTags).map((name) => [name, ["tags"]])),
    repair(resource, kind, { settings }) {
      const [own, ...inner] = labelTags(resource);
      if (own === undefined || !canChangeTags(kind)) return undefined;
      if (inner.some((tags) => missingIn(tags, settings).length > 0)) return undefined;
      const missing = missingIn(own, settings);
      const added = missing.flatMap((key) => {
        const value = valueFor(key, settings);
        return value === undefined ? [] : [`${key}:${value}`];
      });
      const elements = own.list.elements();
      const present = elements.flatMap((element) => element.text() ?? []);
      // What cannot be read cannot be written back, a secret would be written as plain text, and half a repair would
      // leave the rule violated.
      if (own.doubt !== undefined || present.length < elements.length) return undefined;
      if (elements.some((element) => resource.isSecret(element.path))) return undefined;
      if (missing.length === 0 || added.length < missing.length) return undefined;
      if ([own, ...inner].some((tags) => wrongIn(tags, settings).length > 0)) return undefined;
      return { tags: [...present, ...added] };
    },
  },
});

/** Whether tags can be set without a replacement, and are sent when they are: one that exists would else differ for ever. */
function canChangeTags({ tags, replacing }: Kind): boolean {
  return tags?.use === "label" && tags.path === "tags" && tags.onCreateOnly !== true && !replacing.includes("tags");
}

function missingIn({ tags }: LabelTags, { digitalocean }: Settings): readonly string[] {
  return (digitalocean.required_tags ?? []).filter(
    (key) => !tags.some((tag) => tag.key === key.toLowerCase() && tag.value !== ""),
  );
}

interface WrongTag {
  readonly tag: LabelTag;
  readonly problem: string;
}

function wrongIn({ tags }: LabelTags, settings: Settings): readonly WrongTag[] {
  return tags.flatMap((tag) => {
    if (tag.value === "") return [];
    const problem = problemOf(tag.key, tag.value, settings);
    return problem === undefined ? [] : [{ tag, problem }];
  });
}

/** What is wrong with a value; undefined if it is allowed. */
function problemOf(key: string, value: string, settings: Settings): string | undefined {
  const { environment } = settings;
  if (key === "environment" && environment !== undefined && !same(value, environment.name)) {
    return `this stack is in the environment "${shownEnvironment(settings)}"`;
  }
  const allowed = ownValue(settings.tags.allowed, key);
  if (allowed === undefined || allowed.some((one) => same(one, value))) return undefined;
  return `the allowed values are ${allowed.map((one) => shown(settings, one)).join(", ")}`;
}

/** The value that a missing tag gets; undefined if the settings give no allowed one. */
function valueFor(key: string, settings: Settings): string | undefined {
  const folded = key.toLowerCase();
  const value =
    (folded === "environment" ? settings.environment?.name : undefined) ?? ownValue(settings.tags.default, folded);
  return value === undefined || problemOf(folded, value, settings) !== undefined ? undefined : value;
}

function ownValue<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.entries(values).find(([one]) => same(one, key))?.[1];
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
