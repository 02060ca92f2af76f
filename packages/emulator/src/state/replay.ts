import * as z from "zod";
import { besideSchema, type Snapshot, snapshotSchema } from "./cloud.ts";
import { problemsInRecords } from "./table.ts";

/** A snapshot in a file, in which every record can be read. */
export const keptSchema = snapshotSchema.superRefine(({ accounts }, { addIssue }) => {
  for (const problem of problemsInRecords(accounts)) addIssue({ code: "custom", message: problem });
});

const changeSchema = z
  .object({ account: z.string(), table: z.string(), id: z.string(), value: z.unknown().optional() })
  .superRefine(({ account, table, id, value }, { addIssue }) => {
    const rows = value === undefined ? {} : { [id]: value };
    for (const problem of problemsInRecords({ [account]: { [table]: rows } }))
      addIssue({ code: "custom", message: problem });
  });

/** A line of a journal. */
export const lineSchema = z.union([
  z.object({ beside: besideSchema }),
  z.object({ restored: keptSchema }),
  z.object({ change: changeSchema }),
]);

type Line = z.infer<typeof lineSchema>;
type Accounts = Map<string, Map<string, Map<string, unknown>>>;

/** A snapshot with the lines of a journal played into it. */
export function replayed(snapshot: Snapshot, lines: Iterable<Line>): Snapshot {
  let accounts = mapped(snapshot);
  let beside = besideSchema.parse(snapshot);
  for (const line of lines) {
    if ("beside" in line) {
      beside = line.beside;
      continue;
    }
    if ("restored" in line) {
      accounts = mapped(line.restored);
      beside = besideSchema.parse(line.restored);
      continue;
    }
    const { account, table, id, value } = line.change;
    const tables = entryOf(accounts, account, () => new Map<string, Map<string, unknown>>());
    const rows = entryOf(tables, table, () => new Map<string, unknown>());
    if (value === undefined) rows.delete(id);
    else rows.set(id, value);
  }
  const plain = [...accounts].map(([account, tables]) => {
    const kinds = [...tables].map(([table, rows]) => [table, Object.fromEntries(rows)] as const);
    return [account, Object.fromEntries(kinds)] as const;
  });
  return { version: 1, ...beside, accounts: Object.fromEntries(plain) };
}

/** In maps, every id is one like any other, "__proto__" too. */
function mapped({ accounts }: Snapshot): Accounts {
  const entries = Object.entries(accounts).map(([account, tables]) => {
    const kinds = Object.entries(tables).map(([table, rows]) => [table, new Map(Object.entries(rows))] as const);
    return [account, new Map(kinds)] as const;
  });
  return new Map(entries);
}

function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
