import type { Change, Undo } from "./journal.ts";

/** What an account needs of a table, whatever it holds. */
interface Records {
  entries(): Iterable<[string, unknown]>;
}

/** Records as a snapshot keeps them: by kind, then by id. */
export type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One DigitalOcean account, or team: what a token opens. Nothing of one is seen from another. */
export class Account {
  /** Made from the token, which itself is kept nowhere. */
  readonly id: string;
  private readonly tables = new Map<string, Records>();
  /** Records from a snapshot that nobody has asked for yet. */
  private readonly asleep: Map<string, Readonly<Record<string, unknown>>>;
  private readonly note: (change: Change, undo: Undo) => void;

  constructor(id: string, rows: Rows, note: (change: Change, undo: Undo) => void) {
    this.id = id;
    this.asleep = new Map(Object.entries(rows));
    this.note = note;
  }

  /** The records that wait for a table, which stay until it has taken them all. */
  waiting(name: string): Iterable<[string, unknown]> {
    return Object.entries(this.asleep.get(name) ?? {});
  }

  /** Puts a table in the place of the records that waited for it. */
  adopt(name: string, table: Records): void {
    this.tables.set(name, table);
    this.asleep.delete(name);
  }

  changed(table: string, id: string, value: unknown, undo: Undo): void {
    this.note({ account: this.id, table, id, value }, undo);
  }

  /** Everything that it holds. */
  rows(): Rows {
    const awake = [...this.tables].map(([name, table]) => [name, Object.fromEntries(table.entries())] as const);
    return Object.fromEntries([...this.asleep, ...awake]);
  }
}
