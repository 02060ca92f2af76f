import * as z from "zod";
import { Account, type Rows } from "./account.ts";
import { Clock, clockSchema } from "./clock.ts";
import { Ids } from "./ids.ts";
import type { Note, Undo } from "./journal.ts";
import { Tokens } from "./tokens.ts";
import { Transitions } from "./transitions.ts";

/** What an emulator knows besides its accounts, as plain data. */
export const besideSchema = z.object({
  seed: z.string(),
  /** How many ids were made. */
  count: z.int().min(0).max(1e12),
  clock: clockSchema,
});

export type Beside = z.infer<typeof besideSchema>;

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
  /** What is told of tokens. */
  readonly tokens: Tokens;
  /** Told of every account before anything is asked of it. */
  opened: (account: Account) => void = () => {};
  private readonly accounts = new Map<string, Account>();
  private readonly note: (note: Note, undo: Undo) => void;

  constructor(seed: string, note: (note: Note, undo: Undo) => void = () => {}) {
    this.ids = new Ids(seed);
    this.note = note;
    this.transitions = new Transitions(this.clock, this.ids);
    this.tokens = new Tokens(this.clock, this.ids);
  }

  /** The account that a token opens; a new token opens a new account, unless it is told otherwise. */
  accountOf(token: string): Account {
    return this.account(this.tokens.accessOf(token).account);
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
  get beside(): Beside {
    return { seed: this.ids.seed, count: this.ids.count, clock: this.clock.state };
  }

  set beside({ seed, count, clock }: Beside) {
    this.ids.seed = seed;
    this.ids.count = count;
    this.clock.state = clock;
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
    const { accounts, ...beside } = snapshot;
    const before = { beside: this.beside, accounts: [...this.accounts.values()] };
    this.note({ restored: snapshot }, () => this.replace(before.beside, before.accounts));
    this.replace(
      beside,
      Object.entries(accounts).map(([id, rows]) => this.open(id, rows)),
    );
  }

  private replace(beside: Beside, accounts: readonly Account[]): void {
    this.beside = beside;
    this.accounts.clear();
    for (const account of accounts) this.accounts.set(account.id, account);
  }

  /** Forgets everything; ids begin anew. */
  reset(): void {
    this.restore({ version: 1, seed: this.ids.seed, count: 0, clock: { offset: 0 }, accounts: {} });
  }

  /** Forgets all of one account, which is as new when it is asked for again. */
  forget(id: string): void {
    const account = this.accounts.get(id);
    if (account === undefined) return;
    const undo = () => void this.accounts.set(id, account);
    for (const [table, rows] of Object.entries(account.rows())) {
      for (const row of Object.keys(rows)) this.note({ change: { account: id, table, id: row } }, undo);
    }
    this.accounts.delete(id);
  }

  private open(id: string, rows: Rows): Account {
    const account = new Account(id, rows, (change, undo) => this.note({ change }, undo));
    this.opened(account);
    return account;
  }
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
