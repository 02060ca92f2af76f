import { kindNamed } from "../kinds";
import type { ResourceView } from "../view/resource";
import type { StackView } from "../view/stack";
import type { AccountFacts, CountedResource } from "./account-facts";
import { amountOf, type Countable } from "./counted";
import { keyOfId, resourceKey } from "./resource-key";

/** How many of something an account has, and will have with a stack. */
export interface AccountCount {
  /** As the file says. */
  readonly before: number;
  /** With what the stack has, without what it deletes; each resource once. */
  readonly after: number;
  /** Resources of the stack of which nobody knows how many they count as, or whether the account has them already. */
  readonly uncounted: readonly ResourceView[];
  /** True if the file does not know it of one of its own either. */
  readonly isVague: boolean;
  /** How many resources of the stack have no id and are counted as new. */
  readonly fresh: number;
}

/** Counts what an account has of something, together with what a stack makes of it. */
export class AccountTally {
  readonly #facts: AccountFacts;
  readonly #what: Countable;
  readonly #counts = new Map<string, number | undefined>();
  readonly #uncounted: ResourceView[] = [];
  readonly #before: number;
  #sum = 0;
  #fresh = 0;
  #byName: Map<string, string[]> | undefined;

  constructor(facts: AccountFacts, what: Countable) {
    this.#facts = facts;
    this.#what = what;
    for (const one of this.#recorded()) this.#set(keyOf(one), one.count ?? undefined);
    this.#before = this.#sum;
  }

  /** What the stack has. One without an id is new. */
  keep(resource: ResourceView): void {
    if (!this.#isCounted(resource)) return;
    // It exists, but the file does not know any of its kind: it is no addition.
    if (resource.id !== undefined && this.#isUnread(resource)) {
      this.#uncounted.push(resource);
      return;
    }
    const count = amountOf(resource);
    if (count === undefined) this.#uncounted.push(resource);
    const key = resourceKey(resource);
    if (key === undefined) this.#fresh += 1;
    this.#set(key ?? resource.urn, count);
  }

  /**
   * What the stack has, as far as a resource shows that is told before its id is: one of the same kind and name is taken
   * for the one that the account has.
   *
   * @returns True if with it the account has more than before.
   */
  keepByName(resource: ResourceView): boolean {
    if (!this.#isCounted(resource) || this.#isUnread(resource)) return false;
    const before = this.#sum;
    this.#set(resourceKey(resource) ?? this.#claimed(resource) ?? resource.urn, amountOf(resource));
    return this.#sum > before;
  }

  /** What the operation deletes. */
  drop(resource: ResourceView): void {
    const key = this.#isCounted(resource) ? resourceKey(resource) : undefined;
    if (key !== undefined) this.#remove(key);
  }

  get count(): AccountCount {
    return {
      before: this.#before,
      after: this.#sum,
      uncounted: this.#uncounted,
      isVague: [...this.#recorded()].some((one) => one.count === null && this.#isVague(keyOf(one))),
      fresh: this.#fresh,
    };
  }

  #isCounted({ kind, external }: ResourceView): boolean {
    return external !== true && kind !== undefined && this.#what.counts(kind);
  }

  #isUnread({ kind }: ResourceView): boolean {
    return kind !== undefined && this.#facts.unread.some(({ kinds }) => kinds.includes(kind.name));
  }

  *#recorded(): Iterable<CountedResource> {
    for (const one of this.#facts.resources) {
      const kind = kindNamed(one.kind);
      if (kind !== undefined && this.#what.counts(kind)) yield one;
    }
  }

  #isVague(key: string): boolean {
    return this.#counts.has(key) && this.#counts.get(key) === undefined;
  }

  #set(key: string, count: number | undefined): void {
    this.#remove(key);
    this.#counts.set(key, count);
    this.#sum += count ?? 0;
  }

  #remove(key: string): void {
    this.#sum -= this.#counts.get(key) ?? 0;
    this.#counts.delete(key);
  }

  /** Each resource of the account is taken once. */
  #claimed({ kind, read }: ResourceView): string | undefined {
    const name = kind?.nameInput === undefined ? undefined : read(kind.nameInput).text();
    if (kind === undefined || name === undefined) return undefined;
    this.#byName ??= namesOf(this.#recorded());
    return this.#byName.get(labelOf({ kind: kind.successor ?? kind.name, name }))?.shift();
  }
}

const labelOf = ({ kind, name }: Pick<CountedResource, "kind" | "name">) => `${kind}\n${name}`;

const keyOf = ({ kind, id }: CountedResource) => keyOfId(kindNamed(kind), id);

/** The keys of the resources that have a kind and name in common. */
function namesOf(recorded: Iterable<CountedResource>): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const one of recorded) byName.set(labelOf(one), [...(byName.get(labelOf(one)) ?? []), keyOf(one)]);
  return byName;
}

/** What an account has, and will have with what a stack has and deletes. */
export function countWith(facts: AccountFacts, what: Countable, stack: StackView): AccountCount {
  const tally = new AccountTally(facts, what);
  const own = ownAccounts(facts, stack);
  // A bucket that is created anew keeps its name: what goes is dropped before what stays is counted.
  for (const { action, before } of stack.changes ?? [])
    if (before !== undefined && (action === "replace" || action === "delete") && own.has(before.account))
      tally.drop(before);
  const inAccount = stack.resources.filter(({ account }) => own.has(account));
  for (const resource of inAccount) if (resource.pending === "delete") tally.drop(resource);
  for (const resource of inAccount) if (resource.managed) tally.keep(resource);
  return tally.count;
}

/** The provider instances of a stack that stand for the account: the default one, and those of which it has a resource. */
export function ownAccounts(facts: AccountFacts, { resources }: StackView): ReadonlySet<string> {
  const others = resources.filter(({ account }) => account !== "default");
  const recorded = new Set(others.length === 0 ? [] : facts.resources.map(keyOf));
  return new Set([
    "default",
    ...others.flatMap((resource) => (recorded.has(resourceKey(resource) ?? "") ? [resource.account] : [])),
  ]);
}
