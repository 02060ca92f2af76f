import { type Doubt, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown } from "../../view/value";
import { originsOf } from "../origin";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, unclear, violation } from "../rule";

export const spacesAccessLogging = defineRule({
  id: "spaces-access-logging",
  group: "spaces",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "Access to every bucket is logged.",
  severity: "medium",
  level: "advisory",
  kinds: ["SpacesBucket"],
  why:
    "When a key has leaked, the access log is what tells which objects were read, changed or deleted, and from where; it cannot be had afterwards. " +
    "So each bucket has a SpacesBucketLogging that names it in `bucket`. " +
    "A bucket that one of them names in `targetBucket` takes the logs of others and needs none itself: logging would have no end. " +
    "A name that is not known yet counts where it comes from the bucket.",
  fix: "Add a SpacesBucketLogging with bucket: bucket.id, the region, and a targetBucket of its own for the logs",
  references: [
    "https://docs.digitalocean.com/products/spaces/how-to/access-logs/",
    pulumiDocs("SpacesBucketLogging"),
    pulumiDocs("SpacesBucket"),
  ],
  good: [
    {
      title: "a bucket, and the bucket for its logs",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: {} },
        { kind: "SpacesBucket", name: "logs", inputs: {} },
        {
          kind: "SpacesBucketLogging",
          name: "logging",
          inputs: { bucket: unknown, targetBucket: unknown, targetPrefix: "data/" },
          dependsOn: { bucket: ["data"], targetBucket: ["logs"] },
        },
      ],
    },
    {
      title: "by name, to a bucket of another stack",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: { name: "acme-data" } },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: "acme-data", targetBucket: "acme-logs" } },
      ],
    },
  ],
  bad: [
    { title: "no logging", resources: [{ kind: "SpacesBucket", name: "data", inputs: {} }] },
    {
      title: "logging of another bucket",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: { name: "acme-data" } },
        { kind: "SpacesBucket", name: "more", inputs: { name: "acme-more" } },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: "acme-data", targetBucket: "acme-logs" } },
      ],
    },
  ],
  undecided: [
    {
      title: "logging of a bucket that comes from nowhere in the program",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: {} },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: unknown, targetBucket: "acme-logs" } },
      ],
    },
    {
      title: "a bucket whose name is known after up",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: { name: unknown } },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: "acme-data", targetBucket: "acme-logs" } },
      ],
    },
  ],
  *check(stack) {
    const logged = bucketsIn(stack, "bucket");
    const logs = bucketsIn(stack, "targetBucket");
    for (const bucket of stack.ofKind("SpacesBucket")) {
      const answers = [isAmong(logged, bucket), isAmong(logs, bucket)];
      if (answers.includes("yes")) continue;
      const perhaps = answers.find((answer) => typeof answer === "object");
      yield perhaps === undefined
        ? violation(undefined, "access to the bucket is not logged", { resource: bucket })
        : unclear(undefined, "whether access to it is logged", perhaps.doubt, { resource: bucket });
    }
  },
});

/** The buckets that an input of all logging resources names, so that each bucket is looked up once. */
interface Buckets {
  readonly names: ReadonlySet<string>;
  /** Buckets of the program that a name which is not known yet comes from. */
  readonly origins: ReadonlySet<string>;
  /** Why a name may be that of any bucket; undefined where none may. */
  readonly doubt: Doubt | undefined;
}

function bucketsIn(stack: StackView, input: "bucket" | "targetBucket"): Buckets {
  const names = new Set<string>();
  const origins = new Set<string>();
  let doubt: Doubt | undefined;
  for (const logging of stack.resources) {
    if (logging.kind?.name !== "SpacesBucketLogging" || logging.pending === "delete") continue;
    const name = logging.read(input);
    const text = name.text();
    const [origin, ...others] = (name.opaque ? originsOf(logging, input, "SpacesBucket") : undefined) ?? [];
    if (text !== undefined) names.add(text);
    else if (origin !== undefined && others.length === 0) origins.add(origin);
    else {
      const { reason, unreadable } = doubtOf(name);
      doubt ??= { reason: `of the SpacesBucketLogging ${logging.name}, ${reason}`, unreadable };
    }
  }
  return { names, origins, doubt };
}

function isAmong({ names, origins, doubt }: Buckets, bucket: ResourceView): "yes" | "no" | { readonly doubt: Doubt } {
  const name = bucket.read("name");
  // The provider's id of a bucket is its name.
  const text = name.text() ?? bucket.id;
  if (origins.has(bucket.urn) || (text !== undefined && names.has(text))) return "yes";
  if (doubt !== undefined) return { doubt };
  return text === undefined && name.opaque && names.size > 0 ? { doubt: doubtOf(name) } : "no";
}
