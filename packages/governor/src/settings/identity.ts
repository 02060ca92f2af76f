/** What two items have in common if they say the same, in whatever order their keys were written. */
export function identity(item: unknown): string {
  return JSON.stringify(sorted(item));
}

/** Keys in the order of their names; lists stay as they are, since the first of several exemptions counts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
