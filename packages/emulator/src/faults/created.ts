import * as z from "zod";
import type { Target } from "./faults.ts";

const named = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  uuid: z.string().optional(),
  ip: z.string().optional(),
  name: z.string().optional(),
});

const answer = z.record(z.string(), z.unknown());

/** Where what a request has created can be read. */
export function createdPaths({ to, method, path }: Target, status: number, body: string): readonly string[] {
  if (status >= 300) return [];
  // A bucket is put where it is read; nothing else of Spaces is hidden.
  if (to === "spaces") return method === "PUT" && /^\/[^/]+\/?$/.test(path) ? [path] : [];
  if (method !== "POST") return [];
  const parsed = answer.safeParse(jsonIn(body));
  if (!parsed.success) return [];
  return Object.values(parsed.data)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .flatMap((value) => {
      const { id, uuid, ip, name } = named.safeParse(value).data ?? {};
      const key = id ?? uuid ?? ip ?? name;
      return key === undefined ? [] : [`${path}/${key}`];
    });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
