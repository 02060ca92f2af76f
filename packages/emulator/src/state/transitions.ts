import * as z from "zod";
import type { Account } from "./account.ts";
import { type Clock, timeSchema } from "./clock.ts";
import type { Ids } from "./ids.ts";
import type { Policy } from "./policy.ts";
import { belongsTo } from "./resource.ts";
import { tableOf } from "./table.ts";

const transition = z.object({
  id: z.string(),
  /** Such as `droplet.create`. */
  kind: z.string(),
  /** What changes, such as `droplet:500000001`. */
  subject: z.string(),
  /** The action that stands for it, if any. */
  action: z.number().optional(),
  /** Milliseconds since 1970. */
  began: timeSchema,
  /** How often somebody has looked; of that, the journal keeps nothing. */
  polls: z.int().min(0),
});

/** Something that is under way. */
export type Transition = z.infer<typeof transition>;

const transitions = tableOf("transitions", transition);

belongsTo("the account", transitions);

/** What happens to the subject in the end. */
export type Completion = (account: Account, done: Transition) => void;

/** All that is under way, and when each kind of it ends. */
export class Transitions {
  /** By kind, such as `droplet.create`; `*` for every other. */
  readonly policies = new Map<string, Policy>();
  private readonly completions = new Map<string, Completion>();
  private readonly clock: Clock;
  private readonly ids: Ids;

  constructor(clock: Clock, ids: Ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** Says what happens at the end of a kind of transition. */
  define(kind: string, completion: Completion): void {
    this.completions.set(kind, completion);
  }

  /** Kinds that something can be said about. */
  get kinds(): readonly string[] {
    return [...this.completions.keys()];
  }

  policyOf(kind: string): Policy {
    return this.policies.get(kind) ?? this.policies.get("*") ?? { when: "immediate" };
  }

  /** Begins one. */
  begin(account: Account, kind: string, subject: string, action?: number): Transition {
    const id = this.ids.uuid();
    return transitions.of(account).put(id, {
      id,
      kind,
      subject,
      ...(action === undefined ? {} : { action }),
      began: this.clock.time,
      polls: 0,
    });
  }

  /** What is under way in an account. */
  pending(account: Account): readonly Transition[] {
    return transitions.of(account).all();
  }

  /** True while something changes. */
  isBusy(account: Account, subject: string): boolean {
    return transitions.of(account).find((one) => one.subject === subject) !== undefined;
  }

  /** Ends what is due before a request is answered. */
  settle(account: Account): void {
    for (const one of this.pending(account)) {
      const policy = this.policyOf(one.kind);
      const isDue =
        policy.when === "immediate" ||
        (policy.when === "seconds" && this.clock.time - one.began >= policy.seconds * 1000);
      if (isDue) this.complete(account, one);
    }
  }

  /** Counts a look at something, and ends what has been looked at often enough: this look still sees it under way. */
  poll(account: Account, subject: string): void {
    const seen = transitions.of(account).filter((one) => one.subject === subject || subject === `action:${one.action}`);
    for (const one of seen) {
      const policy = this.policyOf(one.kind);
      const polls = one.polls + 1;
      transitions.of(account).hold(one.id, { ...one, polls });
      if (policy.when === "polls" && polls > policy.times) this.complete(account, one);
    }
  }

  /** Ends one, whatever its policy. */
  complete(account: Account, one: Transition): void {
    transitions.of(account).delete(one.id);
    this.completions.get(one.kind)?.(account, one);
  }

  /** Ends nothing, but takes away what belongs to a subject that is gone. */
  forget(account: Account, subject: string): void {
    for (const one of this.pending(account)) if (one.subject === subject) transitions.of(account).delete(one.id);
  }
}
