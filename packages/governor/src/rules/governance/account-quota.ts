import type { AccountFacts } from "../../account/account-facts";
import { type AccountCount, countWith } from "../../account/account-tally";
import { accountWords, teamWords } from "../../account/account-words";
import { accountLimits, type Countable, numbered } from "../../account/counted";
import { kindNamed } from "../../kinds";
import type { StackView } from "../../view/stack";
import { nameOf } from "../../view/urn";
import { undecided, violation } from "../kit/outcome";
import type { Outcome } from "../rule";
import { unreadWords } from "../unread";

/** A limit and what it counts. */
export interface Bound extends Countable {
  readonly limit: number;
  /** Settings key, or what DigitalOcean's API calls the limit. */
  readonly key: string;
  /** The limit in words that follow "over". */
  readonly words: string;
}

/** The limits that hold for an account as a whole: those of the settings, and its own. */
export function accountBounds(bounds: readonly Bound[], { limits }: AccountFacts): readonly Bound[] {
  return [
    ...bounds,
    ...accountLimits.flatMap(({ id, ...what }): readonly Bound[] => {
      const limit = limits[id];
      return limit === undefined
        ? []
        : [{ ...what, limit, key: id, words: `DigitalOcean's own limit of the account (${id}: ${limit})` }];
    }),
  ];
}

/** Says that a stack leads its account over a limit; undefined if it does not, or adds nothing to what there is. */
export function overAccount(
  { before, after }: AccountCount,
  bound: Bound,
  facts: AccountFacts,
  now: Date,
): string | undefined {
  if (after <= bound.limit || after <= before) return undefined;
  return `with this stack ${numbered(bound, after)} in ${accountWords(facts, now)}, ${after - bound.limit} over ${bound.words}`;
}

/** What a stack makes of its account, held to the limits. */
export function accountOutcomes(
  bounds: readonly Bound[],
  facts: AccountFacts,
  stack: StackView,
  now: Date,
): readonly Outcome[] {
  const told = new Set(bounds.map(({ key }) => key));
  return [
    ...bounds.flatMap((bound) => outcomeOf(bound, facts, stack, now) ?? []),
    ...accountLimits.flatMap((one) => (told.has(one.id) ? [] : (untold(one, facts, stack) ?? []))),
  ];
}

function outcomeOf(bound: Bound, facts: AccountFacts, stack: StackView, now: Date): Outcome | undefined {
  const count = countWith(facts, bound, stack);
  const { before, after, uncounted, isVague, fresh } = count;
  const { key: path } = bound;
  const over = overAccount(count, bound, facts, now);
  const fix = `use fewer, delete what nobody uses or request a higher limit; if ${facts.origin} is out of date, write it again with governor account`;
  if (over !== undefined) {
    if (stack.gaps.has("existing-resources"))
      return undecided(undefined, `${over}, unless some of them exist already, which does not show here`, {
        path,
        fix: "use pulumi preview --json --show-sames or the policy pack, which show it",
      });
    // A preview says what it deletes and replaces; the policy engine does not.
    const isBlind = stack.changes === undefined && fresh > 0;
    return violation(
      undefined,
      isBlind ? `${over}; what the update deletes or replaces does not show here and is not subtracted` : over,
      { path, fix },
    );
  }
  if (after <= before && uncounted.length === 0) return undefined;
  const reasons = [
    ...(uncounted.length === 0
      ? []
      : [
          `not counted: ${uncounted
            .slice(0, 3)
            .map(({ kind, urn }) => `${kind?.name} ${nameOf(urn)}`)
            .join(", ")}`,
        ]),
    ...(isVague ? [`${facts.origin} does not say how many some of its pools count as`] : []),
    ...unreadOf(bound, facts),
  ];
  if (reasons.length === 0) return undefined;
  return undecided(
    undefined,
    `with this stack at least ${numbered(bound, after)} of ${bound.limit} in ${accountWords(facts, now)}; ${reasons.join("; ")}`,
    {
      path,
      fix: [
        ...(uncounted.some(({ id }) => id === undefined) ? ["give uncounted resources a known number"] : []),
        `write ${facts.origin} with a token that may read everything`,
      ].join("; "),
    },
  );
}

/** A limit that the file does not tell lets nothing through unseen. */
function untold(
  { id, ...what }: (typeof accountLimits)[number],
  facts: AccountFacts,
  stack: StackView,
): Outcome | undefined {
  const { before, after, uncounted } = countWith(facts, what, stack);
  if (after <= before && uncounted.length === 0) return undefined;
  const words = `${facts.origin} does not say what the ${id} of the account${teamWords(facts)} is, so whether the stack stays within it is not known`;
  return undecided(undefined, words, {
    path: id,
    fix: `write ${facts.origin} with a token that has the scope account:read`,
  });
}

/** Why there may be more than the file says. */
function unreadOf(bound: Countable, { unread }: AccountFacts): readonly string[] {
  const reasons = new Map(
    unread.flatMap(({ kinds, reason }) =>
      kinds.flatMap((name): readonly (readonly [string, string])[] => {
        const kind = kindNamed(name);
        return kind !== undefined && bound.counts(kind) ? [[name, reason]] : [];
      }),
    ),
  );
  const words = unreadWords({ unread: reasons }, reasons.keys());
  return words === undefined ? [] : [words];
}
