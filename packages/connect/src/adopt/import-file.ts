import type { Adopted } from "./adopted.ts";

/** What `pulumi import --file` reads: which resources are there, by their IDs. */
export function importFile(adopted: readonly Adopted[]): string {
  const resources = adopted.map(({ kind, name, id }) => ({ type: kind.type, name, id }));
  return `${JSON.stringify({ nameTable: {}, resources }, undefined, 2)}\n`;
}
