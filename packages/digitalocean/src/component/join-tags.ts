import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "./deferred";

/** Both lists of tags, each tag once; DigitalOcean compares them without regard to case. */
export function joinTags(own: unknown, more: unknown): unknown {
  if (isDeferred(own) || isDeferred(more)) {
    return pulumi.output([own, more]).apply(([first, second]) => union(first, second));
  }
  return union(own, more);
}

function union(own: unknown, more: unknown): readonly unknown[] {
  const tags: readonly unknown[] = [own, more].flatMap((list: unknown) => list ?? []);
  const byName = new Map<unknown, unknown>();
  for (const tag of tags) {
    const name = typeof tag === "string" ? tag.toLowerCase() : tag;
    if (!byName.has(name)) byName.set(name, tag);
  }
  return [...byName.values()];
}
