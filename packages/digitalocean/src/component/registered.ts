import type { Planned } from "./planned";

/** The resources of planned children by key, once they are registered. */
export function registeredByKey<R>(planned: Iterable<readonly [string, Planned<R>]>): Record<string, R> {
  return Object.fromEntries([...planned].map(([key, { resource }]) => [key, resource]));
}
