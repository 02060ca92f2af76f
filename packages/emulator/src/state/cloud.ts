import { createHash } from "node:crypto";
import * as z from "zod";
import { Account, type Rows } from "./account.ts";
import { Clock, clockSchema } from "./clock.ts";
import { Ids } from "./ids.ts";
import type { Note } from "./journal.ts";
import { Transitions } from "./transitions.ts";

/** What an emulator knows besides its accounts, as plain data. */
export const besideSchema = z.object({
  seed: z.string(),
  /** How many ids were made. */
  count: z.int().min(0).max(1e12),
  clock: clockSchema,
});

type Kept = Record<string, Record<string, Record<string, unknown>>>;

// Not a record of zod's: that one drops the id "__proto__", which a tag may have.
const accountsSchema = z.custom<Kept>(
  (value) => isObject(value) && valuesOf(value).every(isObject) && valuesOf(value).flatMap(valuesOf).every(isObject),
  "expected records by account, kind and id",
);

/** Everything that an emulator knows, as plain data. */
export const snapshotSchema = besideSchema.extend({
  version: z.literal(1),
  /** By the id of the account, by kind of record, by id of the record. */
  accounts: accountsSchema,
});

/** Everything that an emulator knows, as plain data. No token is in it. */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** The emulated DigitalOcean: accounts that know nothing of each other, under one clock. */
export class Cloud {
  readonly clock = new Clock();
  readonly ids: Ids;
  readonly transitions: Transitions;
  private readonly accounts = new Map<string, Account>();
  private readonly note: (note: Note) => void;

  constructor(seed: string, note: (note: Note) => void = () => {}) {
    this.ids = new Ids(seed);
    this.note = note;
    this.transitions = new Transitions(this.clock, this.ids);
  }

  /** The account that a token opens; a new token opens a new account. */
  accountOf(token: string): Account {
    return this.account(accountIdOf(token));
  }

  /** The account with an id. */
  account(id: string): Account {
    const account = this.accounts.get(id) ?? this.open(id, {});
    this.accounts.set(id, account);
    return account;
  }

  /** Whether an account was ever opened. */
  has(id: string): boolean {
    return this.accounts.has(id);
  }

  /** Every account that was ever opened. */
  all(): readonly Account[] {
    return [...this.accounts.values()];
  }

  /** What it knows besides its accounts. */
  get beside(): z.infer<typeof besideSchema> {
    return { seed: this.ids.seed, count: this.ids.count, clock: this.clock.state };
  }

  get snapshot(): Snapshot {
    return {
      version: 1,
      ...this.beside,
      accounts: Object.fromEntries([...this.accounts].map(([id, account]) => [id, toRecord(account.rows())])),
    };
  }

  /** Puts a snapshot in the place of all that is known. */
  restore(snapshot: Snapshot): void {
    const { seed, count, clock, accounts } = snapshot;
    this.note({ restored: snapshot });
    this.ids.seed = seed;
    this.ids.count = count;
    this.clock.state = clock;
    this.accounts.clear();
    for (const [id, rows] of Object.entries(accounts)) this.accounts.set(id, this.open(id, rows));
  }

  /** Forgets everything; ids begin anew. */
  reset(): void {
    this.restore({ version: 1, seed: this.ids.seed, count: 0, clock: { offset: 0 }, accounts: {} });
  }

  private open(id: string, rows: Rows): Account {
    return new Account(id, rows, (change) => this.note({ change }));
  }
}

/** The id of the account that a token opens. */
export function accountIdOf(token: string): string {
  return createHash("sha256").update(token).digest("hex").slice(0, 16);
}

function toRecord(rows: Rows): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(rows).map(([name, byId]) => [name, { ...byId }]));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valuesOf(value: unknown): readonly unknown[] {
  return isObject(value) ? Object.values(value) : [];
}
