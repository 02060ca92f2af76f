import type * as z from "zod";
import type { Account } from "../state/account.ts";
import type { TableKind } from "../state/table.ts";
import { notFound, unprocessable } from "./errors.ts";
import {
  type Answer,
  bodyOperation,
  type Call,
  created,
  noContent,
  type Operation,
  ok,
  operation,
  page,
  param,
  rows,
} from "./operation.ts";

/** Records that a path lists, of which each has a path of its own, and what is special to them. */
export interface Collection<Row, New, Change> {
  /** Path of the list. */
  readonly path: string;
  /** Parameter of the path that names one of them. */
  readonly id: string;
  /** What the API calls many of them in its answers, and one; without a name for one, it stands alone. */
  readonly many: string;
  readonly one?: string;
  /** What lists call the count of all, beside the one in `meta`. */
  readonly total?: string;
  readonly table: TableKind<Row>;
  /** The key of what they belong to, which must be there; default the account. */
  owner?(call: Call): string;
  /** What names a record among those of its owner. */
  nameOf(row: Row): string;
  /** False for what the query of a list does not ask for; default every record. */
  isListed?(row: Row, call: Call): boolean;
  /** What is under way with a record, as transitions name it: who reads it alone, waits for that. */
  subjectOf?(row: Row): string;
  /** A record as lists answer with it. */
  answer(row: Row, call: Call): object;
  /** A record as everything else answers with it; default as lists do. */
  detail?(row: Row, call: Call): object;
  /** False: one cannot be read by itself; default true. */
  readonly isReadAlone?: boolean;
  /** Without it, records come about in other ways. */
  readonly create?: {
    readonly schema: z.ZodType<New>;
    /** The record that a request asks for, once all that is wrong with it was refused. */
    readonly row: (call: Call, body: New) => Row;
    readonly status?: (body: unknown) => Answer;
    /** What the creation answers with, if not with the record. */
    readonly answered?: (row: Row) => object | undefined;
    /** What only the creation answers with, such as a secret. */
    readonly once?: (row: Row, call: Call) => object;
  };
  readonly change?: {
    readonly method: "POST" | "PUT" | "PATCH";
    readonly status?: (body: unknown) => Answer;
    readonly schema: z.ZodType<Change>;
    readonly row: (call: Call, old: Row, body: Change) => Row;
  };
  /** True: one can be deleted. Otherwise what answers, once that was done. */
  readonly remove?: true | ((row: Row, call: Call) => Answer);
}

/** The operations of a collection: to list, to read one, and those to create, to change and to delete that it declares. */
export function collection<Row, New = never, Change = never>(own: Collection<Row, New, Change>): readonly Operation[] {
  const { path, id, many, one, total, table, create, change, remove } = own;
  const onePath = `${path}/{${id}}`;
  const keyIn = (call: Call, name: string) => keyOf(own.owner?.(call), name);
  const shown = (row: Row, call: Call): object => (own.detail ?? own.answer)(row, call);
  const rooted = (answer: object) => (one === undefined ? answer : { [one]: answer });
  const found = (call: Call): Row => {
    const row = rows(call, table).get(keyIn(call, param(call, id)));
    if (row === undefined) throw notFound();
    return row;
  };
  return [
    operation("GET", path, "document", (call) => {
      const all = ownedBy(call.account, table, own.owner?.(call)).filter((row) => own.isListed?.(row, call) ?? true);
      const answer = page(call, many, all, (some) => some.map((row) => own.answer(row, call)));
      return total === undefined ? answer : { ...answer, body: { ...Object(answer.body), [total]: all.length } };
    }),
    ...(create === undefined
      ? []
      : [
          bodyOperation("POST", path, "document", create.schema, (call, body) => {
            const row = create.row(call, body);
            const name = own.nameOf(row);
            const key = keyIn(call, name);
            if (rows(call, table).get(key) !== undefined) throw unprocessable(`${name} already exists`);
            rows(call, table).put(key, row);
            const whole = () => rooted({ ...shown(row, call), ...create.once?.(row, call) });
            return (create.status ?? created)(create.answered === undefined ? whole() : create.answered(row));
          }),
        ]),
    ...(own.isReadAlone === false
      ? []
      : [
          operation("GET", onePath, "document", (call) => {
            const subject = own.subjectOf?.(found(call));
            if (subject !== undefined) call.cloud.transitions.poll(call.account, subject);
            return ok(rooted(shown(found(call), call)));
          }),
        ]),
    ...(change === undefined
      ? []
      : [
          bodyOperation(change.method, onePath, "document", change.schema, (call, body) => {
            const row = change.row(call, found(call), body);
            rows(call, table).put(keyIn(call, own.nameOf(row)), row);
            return (change.status ?? ok)(rooted(shown(row, call)));
          }),
        ]),
    ...(remove === undefined
      ? []
      : [
          operation("DELETE", onePath, "document", (call) => {
            const row = found(call);
            rows(call, table).delete(keyIn(call, param(call, id)));
            return remove === true ? noContent() : remove(row, call);
          }),
        ]),
  ];
}

/** The key of a record by what it belongs to, which no slash is in. */
export function keyOf(owner: string | undefined, name: string): string {
  return owner === undefined ? name : `${owner}/${name}`;
}

/** The records that belong to something; all of them, if they belong to the account. */
export function ownedBy<Row>(account: Account, table: TableKind<Row>, owner: string | undefined): readonly Row[] {
  const all = table.of(account);
  if (owner === undefined) return all.all();
  return [...all.entries()].flatMap(([key, row]) => (key.startsWith(`${owner}/`) ? [row] : []));
}

/** A table, as far as taking away asks for it. */
interface Removable {
  of(account: Account): { entries(): Iterable<[string, unknown]>; delete(id: string): void };
}

/** Takes away all that belong to something. */
export function forgetOwned(account: Account, table: Removable, owner: string): void {
  const all = table.of(account);
  for (const [key] of [...all.entries()]) if (key.startsWith(`${owner}/`)) all.delete(key);
}
