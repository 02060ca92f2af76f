import type { TableKind } from "../state/table.ts";
import type { Completion } from "../state/transitions.ts";

/**
 * Ends what is under way for a record.
 *
 * @param subjectOf The record as transitions name it.
 * @param change What is other in the end; left out, the record goes.
 */
export function atEnd<T extends { readonly id: string }>(
  table: TableKind<T>,
  subjectOf: (id: string) => string,
  change?: Partial<NoInfer<T>>,
): Completion {
  return (account, { subject }) => {
    const rows = table.of(account);
    const row = rows.find(({ id }) => subjectOf(id) === subject);
    if (row === undefined) return;
    if (change === undefined) rows.delete(row.id);
    else rows.put(row.id, { ...row, ...change });
  };
}
