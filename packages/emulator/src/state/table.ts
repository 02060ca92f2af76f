import type * as z from "zod";
import type { Account, Rows } from "./account.ts";
import type { Undo } from "./journal.ts";

/** One kind of record that accounts hold, such as Droplets. */
export interface TableKind<T> {
  readonly name: string;
  /** The records of an account. */
  of(account: Account): Table<T>;
}

const schemas = new Map<string, z.ZodType>();

/** Every kind of record that an account can hold, with what reads one of it from a file. */
export const recordKinds: ReadonlyMap<string, z.ZodType> = schemas;

/** What is wrong with records from a file, whose kinds are known by name only. */
export function problemsInRecords(accounts: Readonly<Record<string, Rows>>): readonly string[] {
  return Object.values(accounts).flatMap((rows) =>
    Object.entries(rows).flatMap(([name, byId]) => {
      const schema = schemas.get(name);
      if (schema === undefined) return [`${name}: is not a kind of record`];
      return Object.entries(byId).flatMap(([id, row]) =>
        (schema.safeParse(row).error?.issues ?? []).map(
          ({ path, message }) => `${[name, id, ...path].join(".")}: ${message}`,
        ),
      );
    }),
  );
}

/**
 * Declares a kind of record. Its schema checks what comes back from a file.
 *
 * @param groupOf What records are found by together, where they are; default not at all.
 */
export function tableOf<T>(
  name: string,
  schema: z.ZodType<T>,
  groupOf: (row: T) => string | undefined = () => undefined,
): TableKind<T> {
  // Kept here, where the type of the records is known, and by account, so that an account that is gone takes them along.
  const tables = new WeakMap<Account, Table<T>>();
  schemas.set(name, schema);
  return {
    name,
    of(account) {
      const known = tables.get(account);
      if (known !== undefined) return known;
      const table = new Table<T>(groupOf, (id, value, undo) => account.changed(name, id, value, undo));
      for (const [id, row] of account.waiting(name)) table.hold(id, schema.parse(row));
      account.adopt(name, table);
      tables.set(account, table);
      return table;
    },
  };
}

/** The records of one kind that one account holds, by id, in the order in which they were made. */
export class Table<T> {
  private readonly rows = new Map<string, T>();
  private readonly byGroup = new Map<string, Map<string, T>>();
  private readonly groupOf: (row: T) => string | undefined;
  private readonly changed: (id: string, value: T | undefined, undo: Undo) => void;

  constructor(
    groupOf: (row: T) => string | undefined,
    changed: (id: string, value: T | undefined, undo: Undo) => void,
  ) {
    this.groupOf = groupOf;
    this.changed = changed;
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string | number): T | undefined {
    return this.rows.get(String(id));
  }

  all(): readonly T[] {
    return [...this.rows.values()];
  }

  entries(): Iterable<[string, T]> {
    return this.rows.entries();
  }

  find(which: (row: T) => boolean): T | undefined {
    for (const row of this.rows.values()) if (which(row)) return row;
    return undefined;
  }

  filter(which: (row: T) => boolean): readonly T[] {
    return this.all().filter(which);
  }

  /** The records of a group. */
  group(name: string): readonly T[] {
    return [...(this.byGroup.get(name)?.values() ?? [])];
  }

  /** All records, by group. */
  groups(): readonly (readonly T[])[] {
    return [...this.byGroup.values()].map((rows) => [...rows.values()]);
  }

  /** Adds a record, or puts another in its place. */
  put(id: string | number, row: T): T {
    const key = String(id);
    const before = this.rows.get(key);
    this.hold(key, row);
    this.changed(key, row, () => this.putBack(key, before));
    return row;
  }

  delete(id: string | number): void {
    const key = String(id);
    const before = this.rows.get(key);
    if (this.drop(key)) this.changed(key, undefined, () => this.putBack(key, before));
  }

  private putBack(id: string, row: T | undefined): void {
    if (row === undefined) this.drop(id);
    else this.hold(id, row);
  }

  private drop(id: string): boolean {
    const row = this.rows.get(id);
    if (row === undefined) return false;
    const group = this.groupOf(row);
    if (group !== undefined) {
      const rows = this.byGroup.get(group);
      rows?.delete(id);
      if (rows?.size === 0) this.byGroup.delete(group);
    }
    return this.rows.delete(id);
  }

  /** Puts a record that no journal need keep: it is in the file already, or may be forgotten. */
  hold(id: string, row: T): void {
    this.rows.set(id, row);
    const group = this.groupOf(row);
    if (group === undefined) return;
    const rows = this.byGroup.get(group) ?? new Map<string, T>();
    this.byGroup.set(group, rows.set(id, row));
  }
}
