import { someOf } from "../cost/some-of";
import type { StackView } from "../view/stack";
import type { Outcome } from "./rule";

/** What one check makes of a stack of which some kinds could not be read. */
export interface UnreadWatch {
  /** The stack for the check, in which it is seen which kinds the check looks up. */
  readonly stack: StackView;
  /**
   * The outcomes as they may stand: what was found missing where a kind could not be read may be there all the same. A
   * kind that is looked up together with that of the resource is judged as the resource is, and says nothing about it.
   */
  weighed(outcomes: Iterable<Outcome>): Iterable<Outcome>;
  /** The unread kinds that the check looked up. */
  readonly lookedUp: ReadonlySet<string>;
}

/** Watches what a check looks up. */
export function watchUnread(stack: StackView): UnreadWatch {
  const lookedUp = new Set<string>();
  const lookups = new Map<string, readonly string[]>();
  return {
    stack: {
      ...stack,
      ofKind(...names) {
        const unread = names.filter((name) => stack.unread.has(name));
        for (const name of unread) lookedUp.add(name);
        if (unread.length > 0) lookups.set(names.join(), names);
        return stack.ofKind(...names);
      },
    },
    *weighed(outcomes) {
      for (const outcome of outcomes) yield lookups.size === 0 ? outcome : doubted(outcome, stack, lookups.values());
    },
    lookedUp,
  };
}

function doubted(outcome: Outcome, stack: StackView, lookups: Iterable<readonly string[]>): Outcome {
  const own = outcome.resource?.kind?.name;
  const others = [...lookups].filter((names) => own === undefined || !names.includes(own)).flat();
  const words = outcome.status === "violation" ? unreadWords(stack, others) : undefined;
  return words === undefined
    ? outcome
    : { ...outcome, status: "undecided", message: `${outcome.message}, as far as could be read: ${words}` };
}

/** A single outcome for what could not be read of some kinds; none if all of them could. */
export function unreadOutcomes(stack: StackView, kinds: Iterable<string>): readonly Outcome[] {
  const words = unreadWords(stack, kinds);
  return words === undefined
    ? []
    : [{ status: "undecided", message: words, fix: "remove what the reason names, and run it again" }];
}

/** Such as `Firewall could not be read: ...`; undefined if all of the kinds could. */
export function unreadWords({ unread }: Pick<StackView, "unread">, kinds: Iterable<string>): string | undefined {
  const byReason = new Map<string, string[]>();
  for (const kind of new Set(kinds)) {
    const reason = unread.get(kind);
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), kind]);
  }
  if (byReason.size === 0) return undefined;
  return [...byReason].map(([reason, names]) => `${someOf(names)} could not be read: ${reason}`).join("; ");
}
