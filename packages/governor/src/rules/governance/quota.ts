import { AccountTally } from "../../account/account-tally";
import { amountOf, buckets, type Countable, droplets, numbered } from "../../account/counted";
import type { Settings } from "../../settings/settings";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { nameOf } from "../../view/urn";
import { unknown } from "../../view/value";
import { accountName } from "../account-name";
import { undecided, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { accountBounds, accountOutcomes, type Bound, overAccount } from "./account-quota";

const twoDroplets = "resources: { droplet: { max_per_account: 2 } }";
const oneBucket = "resources: { spaces: { max_buckets: 1 } }";

export const quota = defineRule({
  id: "quota",
  group: "governance",
  scope: "total",
  title: "The stack stays within its Droplet and bucket limits, and the account within its own.",
  severity: "medium",
  asked: {
    keys: [
      "providers.digitalocean.resources.droplet.max_per_account",
      "providers.digitalocean.resources.spaces.max_buckets",
      "account",
    ],
    by: (settings) => (boundsOf(settings).length === 0 && settings.account === undefined ? "absent" : "yes"),
  },
  kinds: "all",
  why:
    "A loop with a wrong bound creates a hundred Droplets as easily as ten, and DigitalOcean's own limit (at most 100 Droplets in the top tier, resource limits) stops it halfway, for every team in the account. " +
    "Kubernetes nodes and the Droplets of autoscale pools count toward the same limit, pools at their maximum. " +
    "The rule counts the Droplets and buckets of one stack, separately for each provider, which represents an account. " +
    "With a file that says what the account has (account: governor.lock.json, written by governor account), it counts the whole account: what it has, without what the operation deletes, with what it creates. Then it also holds the stack to DigitalOcean's own limits of the account, of Droplets, volumes and reserved IPv4 addresses. " +
    "An account that is over a limit already does not block a stack that adds nothing to it.",
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
  start({ settings, now }) {
    const bounds = boundsOf(settings);
    const counters = new Map<string, readonly Counter[]>();
    const countersFor = (account: string): readonly Counter[] => {
      const known = counters.get(account) ?? bounds.map((bound) => ({ ...bound, account, count: 0, uncounted: [] }));
      counters.set(account, known);
      return known;
    };
    const { account: facts } = settings;
    const ofAccount = facts === undefined ? [] : accountBounds(bounds, facts);
    let tallies: readonly { readonly bound: Bound; readonly tally: AccountTally }[] | undefined;
    /** What is over a limit of the account with the resource, which is told before its id is known. */
    const overWith = (resource: ResourceView): readonly Over[] => {
      if (facts === undefined || resource.account !== "default") return [];
      tallies ??= ofAccount.map((bound) => ({ bound, tally: new AccountTally(facts, bound) }));
      return tallies.flatMap(({ bound, tally }) => {
        if (!tally.keepByName(resource)) return [];
        const words = overAccount(tally.count, bound, facts, now);
        return words === undefined ? [] : [{ words, place: bound.key }];
      });
    };
    return {
      add(resource) {
        const over = countersFor(resource.account).flatMap((counter): readonly Over[] => {
          if (resource.kind === undefined || !counter.counts(resource.kind)) return [];
          const more = amountOf(resource);
          if (more === undefined) counter.uncounted.push(resource);
          counter.count += more ?? 0;
          return more !== undefined && more > 0 && counter.count > counter.limit
            ? [{ words: `with it ${overWords(counter, "stack", facts !== undefined)}`, place: placeOf(counter) }]
            : [];
        });
        const places = new Set(over.map(({ place }) => place));
        const all = [...over, ...overWith(resource).filter(({ place }) => !places.has(place))];
        if (all.length === 0) return undefined;
        return violation(undefined, all.map(({ words }) => words).join("; "), {
          limits: all.map(({ place }) => place),
        });
      },
      end(stack) {
        const { extent } = stack;
        const own = [...counters.values()].flat().flatMap((counter) => {
          const outcome = outcomeOf(counter, extent, facts !== undefined);
          return outcome === undefined ? [] : [outcome];
        });
        if (facts === undefined || extent === "account") return own;
        // What the stack alone violates is said once.
        const violated = new Set(own.flatMap(({ status, path }) => (status === "violation" ? [path] : [])));
        const whole = accountOutcomes(ofAccount, facts, stack, now).filter(({ path }) => !violated.has(path));
        const decided = new Set(whole.map(({ path }) => path));
        return [...own.filter(({ path }) => !decided.has(path)), ...whole];
      },
    };
  },
});

/** A limit that was led over. */
interface Over {
  readonly words: string;
  readonly place: string;
}

type Extent = StackView["extent"];

/** What was counted in one account. */
interface Counter extends Bound {
  readonly account: string;
  count: number;
  readonly uncounted: ResourceView[];
}

function boundsOf({ digitalocean: { resources } }: Settings): readonly Bound[] {
  const bound = (limit: number | undefined, key: string, what: Countable): readonly Bound[] =>
    limit === undefined ? [] : [{ ...what, limit, key, words: `${key} (${limit})` }];
  return [
    ...bound(resources?.droplet?.max_per_account, "max_per_account", droplets),
    ...bound(resources?.spaces?.max_buckets, "max_buckets", buckets),
  ];
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

/** @param isFiled True if a file says what the account has besides. */
function overWords(counter: Counter, extent: Extent, isFiled: boolean): string {
  const { count, limit, words } = counter;
  const rest =
    extent === "account" || isFiled
      ? ""
      : "; the whole account is counted by an audit, or with a file that governor account writes";
  return `${owner(counter, extent)} ${numbered(counter, count)}, ${count - limit} over ${words}${rest}`;
}

function outcomeOf(counter: Counter, extent: Extent, isFiled: boolean): Outcome | undefined {
  const { count, limit, uncounted } = counter;
  if (count > limit) return violation(undefined, overWords(counter, extent, isFiled), { path: placeOf(counter) });
  if (uncounted.length === 0) return undefined;
  const named = uncounted.slice(0, 3).map(({ kind, urn }) => `${kind?.name} ${nameOf(urn)}`);
  const rest = uncounted.length - named.length;
  // If nothing is hidden, there is a number that cannot be read.
  const outcome = uncounted.every(hides) ? undecided : violation;
  return outcome(
    undefined,
    `${owner(counter, extent)} at least ${numbered(counter, count)} of ${limit}; not counted: ${named.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`,
    { path: placeOf(counter), fix: "give uncounted resources a known number" },
  );
}

/** True if what hides a number is an Output, a secret or the reader, rather than a value that cannot be read. */
function hides(resource: ResourceView): boolean {
  let opaque = false;
  amountOf({
    ...resource,
    read(path) {
      const property = resource.read(path);
      opaque ||= property.opaque;
      return property;
    },
  });
  return opaque;
}
