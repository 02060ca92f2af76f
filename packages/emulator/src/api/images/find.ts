import type { Account } from "../../state/account.ts";
import { type Image, imageTable } from "./image.ts";
import { publicImages } from "./public-images.ts";

/** The image with that id or slug: a public one, or one of the account. */
export function findImage(account: Account, identifier: string | number): Image | undefined {
  const text = String(identifier);
  return imageTable.of(account).get(text) ?? publicImages.find(({ id, slug }) => slug === text || String(id) === text);
}
