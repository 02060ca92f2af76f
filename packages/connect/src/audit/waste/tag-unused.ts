import type { WasteKind } from "./waste.ts";

/** A tag that nothing has. */
export const tagUnused: WasteKind = {
  id: "tag-unused",
  title: "Tags that nothing has",
  kinds: ["Tag"],
  fix: "Delete it",
  check: (tag, { account }) => (account.fact(tag, "resources.count").number() === 0 ? "no resource has it" : undefined),
};
