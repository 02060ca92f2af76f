import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { type Tagged, taggedKinds } from "../../state/resource.ts";
import { notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { ensureTags, hasTag, type Tag, tagName, tagTable } from "./tag.ts";

const resources = z.object({
  resources: z.array(z.object({ resource_id: z.coerce.string(), resource_type: z.string() })),
});

/** Tags and what has them. */
export const tags: ApiModule = {
  operations: [
    operation("GET", "/v2/tags", "document", (call) =>
      page(call, "tags", rows(call, tagTable).all(), (some) => some.map((tag) => answer(call, tag))),
    ),
    bodyOperation("POST", "/v2/tags", "document", z.object({ name: tagName }), (call, { name }) => {
      // Idempotent: a tag that is there already is answered as it is spelled.
      const [spelled = name] = ensureTags(call.account, [name]);
      return created({ tag: answer(call, { name: spelled }) });
    }),
    operation("GET", "/v2/tags/{tag_id}", "document", (call) => ok({ tag: answer(call, needTag(call)) })),
    operation("DELETE", "/v2/tags/{tag_id}", "document", (call) => {
      const { name } = needTag(call);
      for (const kind of taggedKinds) {
        for (const id of idsWith(kind, call.account, name)) untag(kind, call.account, id, name);
      }
      rows(call, tagTable).delete(name.toLowerCase());
      return noContent();
    }),
    bodyOperation("POST", "/v2/tags/{tag_id}/resources", "document", resources, (call, body) =>
      change(call, body, (kind, id, tag) =>
        kind.change(call.account, id, (tags) => ensureTags(call.account, [...tags, tag])),
      ),
    ),
    bodyOperation("DELETE", "/v2/tags/{tag_id}/resources", "document", resources, (call, body) =>
      change(call, body, (kind, id, tag) => untag(kind, call.account, id, tag)),
    ),
  ],
};

/** Ids of the resources of a kind that have a tag, oldest first. */
function idsWith(kind: Tagged, account: Account, tag: string): readonly string[] {
  return kind.all(account).flatMap(([id, tags]) => (hasTag(tags, tag) ? [id] : []));
}

function untag(kind: Tagged, account: Account, id: string, tag: string): void {
  kind.change(account, id, (tags) => tags.filter((one) => !hasTag([one], tag)));
}

function needTag(call: Call): Tag {
  const tag = rows(call, tagTable).get(param(call, "tag_id").toLowerCase());
  if (tag === undefined) throw notFound();
  return tag;
}

/** Tags or untags all resources of a request, or none where one of them is not there. */
function change(call: Call, body: z.infer<typeof resources>, act: (kind: Tagged, id: string, tag: string) => void) {
  const { name } = needTag(call);
  const found = body.resources.map(({ resource_id: id, resource_type }) => {
    const kind = taggedKinds.find(({ type }) => type === resource_type);
    if (kind === undefined) throw unprocessable(`${resource_type} is not a taggable resource type`);
    if (!kind.has(call.account, id)) throw notFound();
    return { kind, id };
  });
  for (const { kind, id } of found) act(kind, id, name);
  return noContent();
}

/** A tag with its counts. The provider reads all five kinds, and falls over one that is missing. */
function answer({ account, url }: Call, { name }: Tag) {
  const counts = taggedKinds.map((kind) => {
    const { counted, path } = kind;
    const found = idsWith(kind, account, name);
    const last = found.at(-1);
    return {
      counted,
      count: found.length,
      ...(last === undefined ? {} : { last_tagged_uri: `${url.origin}${path}/${last}` }),
    };
  });
  const last = counts.findLast(({ last_tagged_uri }) => last_tagged_uri !== undefined);
  return {
    name,
    resources: {
      count: counts.reduce((sum, { count }) => sum + count, 0),
      ...(last === undefined ? {} : { last_tagged_uri: last.last_tagged_uri }),
      databases: { count: 0 },
      ...Object.fromEntries(counts.map(({ counted, ...rest }) => [counted, rest])),
    },
  };
}
