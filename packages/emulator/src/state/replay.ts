import * as z from "zod";
import { besideSchema, type Snapshot, snapshotSchema } from "./cloud.ts";

const line = z.union([
  z.object({ beside: besideSchema }),
  z.object({ restored: snapshotSchema }),
  z.object({
    change: z.object({ account: z.string(), table: z.string(), id: z.string(), value: z.unknown().optional() }),
  }),
]);

/** A snapshot with the lines of a journal played into it. */
export function replayed(snapshot: Snapshot, lines: readonly unknown[]): Snapshot {
  let accounts = structuredClone(snapshot.accounts);
  let beside = besideSchema.parse(snapshot);
  for (const text of lines) {
    const entry = line.parse(text);
    if ("beside" in entry) {
      beside = entry.beside;
      continue;
    }
    if ("restored" in entry) {
      accounts = structuredClone(entry.restored.accounts);
      beside = besideSchema.parse(entry.restored);
      continue;
    }
    const { account, table, id, value } = entry.change;
    accounts[account] ??= {};
    accounts[account][table] ??= {};
    if (value === undefined) delete accounts[account][table][id];
    else accounts[account][table][id] = value;
  }
  return { version: 1, ...beside, accounts };
}
