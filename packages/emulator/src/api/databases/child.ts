import type { TableKind } from "../../state/table.ts";
import { notFound, unprocessable } from "../errors.ts";
import { type Call, param, rows } from "../operation.ts";
import { clusterOf } from "./cluster.ts";

/** What belongs to a cluster and is named within it. */
interface Child {
  readonly cluster: string;
  readonly name: string;
}

export const childKey = (cluster: string, name: string) => `${cluster}/${name}`;

/** All of one kind that the cluster of a path has. */
export function childrenOf<T extends Child>(call: Call, kind: TableKind<T>): readonly T[] {
  const { id } = clusterOf(call);
  return rows(call, kind).filter(({ cluster }) => cluster === id);
}

/** The one that a path names. */
export function childOf<T extends Child>(call: Call, kind: TableKind<T>, name: string): T {
  const found = rows(call, kind).get(childKey(clusterOf(call).id, param(call, name)));
  if (found === undefined) throw notFound();
  return found;
}

/** Adds one whose name the cluster must not have yet. */
export function addChild<T extends Child>(call: Call, kind: TableKind<T>, row: T): T {
  const table = rows(call, kind);
  const key = childKey(row.cluster, row.name);
  if (table.get(key) !== undefined) throw unprocessable(`${row.name} already exists`);
  return table.put(key, row);
}

/** Takes away the one that a path names. */
export function deleteChild<T extends Child>(call: Call, kind: TableKind<T>, name: string): void {
  const { cluster, name: own } = childOf(call, kind, name);
  rows(call, kind).delete(childKey(cluster, own));
}

/** A table, as far as taking away asks for it. */
interface Removable<T> {
  entries(): Iterable<[string, T]>;
  delete(id: string): void;
}

/** Takes away all that belong to a cluster. */
export function deleteAll<T>(table: Removable<T>, ofCluster: (row: T) => boolean): void {
  for (const [key, row] of [...table.entries()]) if (ofCluster(row)) table.delete(key);
}
