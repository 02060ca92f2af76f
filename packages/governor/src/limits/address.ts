import { parseAddresses } from "../network/cidr";
import { quoted } from "../view/quoted";
import type { Limit } from "./limit";

/** An IP address; with `blocks` a CIDR block too. One that is not known is not judged, as a name is not. */
export function address(
  path: string,
  citation: string,
  { family, blocks = false }: { readonly family?: 4 | 6; readonly blocks?: boolean } = {},
): Limit {
  const what = family === undefined ? "IP address" : `IPv${family} address`;
  return {
    path,
    allowed: blocks ? `an ${what} or a CIDR block` : `an ${what}`,
    citation,
    judge(property, resource) {
      const text = property.text();
      if (text === undefined) return undefined;
      return isAddress(text, { blocks, ...(family === undefined ? {} : { family }) })
        ? undefined
        : `found ${quoted(resource, property)}`;
    },
  };
}

/** True for an IP address, or with `blocks` for a CIDR block. */
export function isAddress(
  text: string,
  { family, blocks = false }: { readonly family?: 4 | 6; readonly blocks?: boolean } = {},
): boolean {
  const range = parseAddresses(text);
  if (range === undefined || (!blocks && text.includes("/"))) return false;
  return family === undefined || (text.includes(":") ? 6 : 4) === family;
}
