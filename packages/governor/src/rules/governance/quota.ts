import type { Settings } from "../../settings/settings";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { nameOf } from "../../view/urn";
import { unknown } from "../../view/value";
import { accountName } from "../account-name";
import { undecided, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";

const twoDroplets = "resources: { droplet: { max_per_account: 2 } }";
const oneBucket = "resources: { spaces: { max_buckets: 1 } }";

export const quota = defineRule({
  id: "quota",
  group: "governance",
  scope: "total",
  title: "The stack stays within its Droplet and bucket limits.",
  severity: "medium",
  asked: {
    keys: [
      "providers.digitalocean.resources.droplet.max_per_account",
      "providers.digitalocean.resources.spaces.max_buckets",
    ],
    by: ({ digitalocean: { resources } }) =>
      resources?.droplet?.max_per_account === undefined && resources?.spaces?.max_buckets === undefined
        ? "absent"
        : "yes",
  },
  kinds: "all",
  why:
    "A loop with a wrong bound creates a hundred Droplets as easily as ten, and DigitalOcean's own limit (at most 100 Droplets in the top tier, resource limits) stops it halfway, for every team in the account. " +
    "Kubernetes nodes and the Droplets of autoscale pools count toward the same limit, pools at their maximum. " +
    "The rule counts the Droplets and buckets of one stack, separately for each provider, which represents an account; only an audit can count the whole account.",
  fix: "Use fewer, or request a higher limit (resources.droplet.max_per_account, resources.spaces.max_buckets)",
  references: [
    "https://docs.digitalocean.com/products/droplets/details/limits/",
    "https://docs.digitalocean.com/products/spaces/details/limits/",
    pulumiDocs("Droplet"),
    pulumiDocs("SpacesBucket"),
  ],
  controls: { iso27001: ["8.6"], soc2: ["A1.1"], "nist-800-53": ["SC-6"] },
  good: [
    {
      title: "as many as allowed",
      settings: twoDroplets,
      resources: [
        { kind: "Droplet", name: "a", inputs: {} },
        { kind: "Droplet", name: "b", inputs: {} },
      ],
    },
    {
      title: "one bucket; its objects do not count",
      settings: oneBucket,
      resources: [
        { kind: "SpacesBucket", inputs: {} },
        { kind: "SpacesBucketObject", name: "object", inputs: {} },
      ],
    },
  ],
  bad: [
    {
      title: "one Droplet too many",
      settings: twoDroplets,
      resources: [
        { kind: "Droplet", name: "a", inputs: {} },
        { kind: "Droplet", name: "b", inputs: {} },
        { kind: "Droplet", name: "c", inputs: {} },
      ],
      fixed: { without: ["c"] },
    },
    {
      title: "a node pool at its maximum",
      settings: twoDroplets,
      resources: [{ kind: "KubernetesNodePool", inputs: { autoScale: true, minNodes: 1, maxNodes: 5 } }],
      fixed: { resources: [{ kind: "KubernetesNodePool", inputs: { autoScale: true, minNodes: 1, maxNodes: 2 } }] },
    },
    {
      title: "one bucket too many, through @pulumi/aws",
      settings: oneBucket,
      resources: [
        { kind: "S3Bucket", name: "a", inputs: {} },
        { kind: "S3Bucket", name: "b", inputs: {} },
      ],
      fixed: { without: ["b"] },
    },
    {
      title: "one bucket too many",
      settings: oneBucket,
      resources: [
        { kind: "SpacesBucket", name: "a", inputs: {} },
        { kind: "SpacesBucket", name: "b", inputs: {} },
      ],
      fixed: { settings: "resources: { spaces: { max_buckets: 2 } }" },
    },
  ],
  undecided: [
    {
      title: "a number of nodes that is unknown until pulumi up",
      settings: twoDroplets,
      resources: [
        { kind: "Droplet", name: "a", inputs: {} },
        { kind: "KubernetesNodePool", name: "pool", inputs: { nodeCount: unknown } },
      ],
    },
  ],
  start({ settings }) {
    const bounds = boundsOf(settings);
    const counters = new Map<string, readonly Counter[]>();
    const countersFor = (account: string): readonly Counter[] => {
      const known = counters.get(account) ?? bounds.map((bound) => ({ ...bound, account, count: 0, uncounted: [] }));
      counters.set(account, known);
      return known;
    };
    return {
      add(resource) {
        const broken = countersFor(resource.account).filter((counter) => {
          const more = counter.of(resource);
          if (more === undefined) counter.uncounted.push(resource);
          counter.count += more ?? 0;
          return more !== undefined && more > 0 && counter.count > counter.limit;
        });
        if (broken.length === 0) return undefined;
        return violation(undefined, broken.map((counter) => `with it ${overWords(counter, "stack")}`).join("; "), {
          limits: broken.map(placeOf),
        });
      },
      end: ({ extent }) => [...counters.values()].flat().flatMap((counter) => outcomeOf(counter, extent) ?? []),
    };
  },
});

type Extent = StackView["extent"];

/** A limit and what it counts. */
interface Bound {
  readonly limit: number;
  /** Settings key. */
  readonly key: string;
  readonly noun: string;
  /** How many a resource stands for; undefined where that is not known. */
  of(resource: ResourceView): number | undefined;
}

/** What was counted in one account. */
interface Counter extends Bound {
  readonly account: string;
  count: number;
  readonly uncounted: ResourceView[];
}

function boundsOf({ digitalocean: { resources } }: Settings): readonly Bound[] {
  const droplets = resources?.droplet?.max_per_account;
  const buckets = resources?.spaces?.max_buckets;
  const bounds: Bound[] = [];
  if (droplets !== undefined) {
    bounds.push({
      limit: droplets,
      key: "max_per_account",
      noun: "Droplet",
      of: (resource) => (resource.kind?.droplets === undefined ? 0 : resource.kind.droplets(resource)),
    });
  }
  if (buckets !== undefined) {
    bounds.push({
      limit: buckets,
      key: "max_buckets",
      noun: "bucket",
      of: ({ kind }) => (kind?.bucket === true ? 1 : 0),
    });
  }
  return bounds;
}

/** The stack, or what of it is in an account that an explicit provider stands for. */
function owner({ account }: Counter, extent: Extent): string {
  return account === "default"
    ? `this ${extent} has`
    : `this ${extent} has, in the account of ${accountName(account)},`;
}

/** Each account has a path of its own, so that its finding has one, too. */
function placeOf({ account, key }: Counter): string {
  return account === "default" ? key : `${key}[${nameOf(account)}]`;
}

function overWords(counter: Counter, extent: Extent): string {
  const { count, limit, key, noun } = counter;
  const rest = extent === "stack" ? "; only an audit can count the whole account" : "";
  return `${owner(counter, extent)} ${count} ${plural(noun, count)}, ${count - limit} over ${key} (${limit})${rest}`;
}

function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`;
}

function outcomeOf(counter: Counter, extent: Extent): Outcome | undefined {
  const { count, limit, noun, uncounted } = counter;
  if (count > limit) return violation(undefined, overWords(counter, extent), { path: placeOf(counter) });
  if (uncounted.length === 0) return undefined;
  const named = uncounted.slice(0, 3).map(({ kind, urn }) => `${kind?.name} ${nameOf(urn)}`);
  const rest = uncounted.length - named.length;
  // If nothing is hidden, there is a number that cannot be read.
  const outcome = uncounted.every((resource) => hides(resource, counter)) ? undecided : violation;
  return outcome(
    undefined,
    `${owner(counter, extent)} at least ${count} ${plural(noun, count)} of ${limit}; not counted: ${named.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`,
    { path: placeOf(counter), fix: "give uncounted resources a known number" },
  );
}

/** True if what hides a number is an Output, a secret or the reader, rather than a value that cannot be read. */
function hides(resource: ResourceView, counter: Counter): boolean {
  let opaque = false;
  counter.of({
    ...resource,
    read(path) {
      const property = resource.read(path);
      opaque ||= property.opaque;
      return property;
    },
  });
  return opaque;
}
