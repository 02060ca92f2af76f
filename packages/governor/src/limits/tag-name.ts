import { openApi } from "./citations";
import { named } from "./text";

const form = /^[a-zA-Z0-9_:-]{1,255}$/;

/** True for a text that DigitalOcean takes as a tag. */
export function isTagName(text: string): boolean {
  return form.test(text);
}

/** The name of a tag, or each of a list of tags. */
export function tagName(path: string) {
  return named(path, form, "1 to 255 letters, digits, colons, dashes and underscores", openApi);
}
