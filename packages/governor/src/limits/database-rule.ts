import { quoted } from "../view/quoted";
import { isAddress } from "./address";
import { openApi } from "./citations";
import type { Limit } from "./limit";
import { isTagName } from "./tag-name";

/** What the value is, by type; an id for the others. */
const forms: Readonly<Record<string, (text: string) => boolean>> = {
  droplet: (id) => /^\d+$/.test(id),
  ip_addr: (address) => isAddress(address, { blocks: true, family: 4 }),
  tag: isTagName,
};

/** Whom a rule of a database's firewall lets in. */
export const databaseRule: Limit = {
  path: "rules[]",
  allowed:
    "an IPv4 address or CIDR block for type ip_addr, the name of a tag for type tag, a number for type droplet, an id for the others",
  citation: openApi,
  judge(rule, firewall) {
    if (rule.opaque) return undefined;
    const value = rule.get("value");
    const text = value.text();
    if (text === undefined) return undefined;
    const type = rule.get("type").text();
    const isRight = forms[type ?? ""] ?? ((id) => id.trim() !== "");
    return isRight(text) ? undefined : `found the value ${quoted(firewall, value)}`;
  },
};
