import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const tag = z.object({ name: z.string() });

/** A tag by itself; which resources have it is in these. */
export type Tag = z.infer<typeof tag>;

/** Tags by their name in lower case: `Web` and `web` are one. */
export const tagTable = tableOf("tags", tag);

belongsTo("the account", tagTable);

/** What may be a tag's name. */
export const tagName = z
  .string()
  .regex(/^[a-zA-Z0-9_\-:]{1,255}$/, "Tag names may only contain letters, numbers, colons, dashes and underscores");

/** Tags in the body of a request; null is none. */
export const tagNames = z
  .array(tagName)
  .nullish()
  .transform((names) => names ?? []);

/**
 * Makes the tags that are not there yet, and answers with all of them as they are spelled: the first spelling wins.
 *
 * @param names Already checked against `tagName`.
 */
export function ensureTags(account: Account, names: readonly string[]): string[] {
  const table = tagTable.of(account);
  const spelled = names.map((name) => {
    const key = name.toLowerCase();
    return (table.get(key) ?? table.put(key, { name })).name;
  });
  return [...new Set(spelled)];
}

/** True where a list of tags holds one, however it is spelled. */
export function hasTag(tags: readonly string[], name: string): boolean {
  const key = name.toLowerCase();
  return tags.some((tag) => tag.toLowerCase() === key);
}
