import { quoted } from "../view/quoted";
import { isAddress } from "./address";
import { openApi } from "./citations";
import type { Limit } from "./limit";
import { isTagName } from "./tag-name";

/** Whom a rule of a database's firewall lets in. */
export const databaseRule: Limit = {
  path: "rules[]",
  allowed: "an address or CIDR block for type ip_addr, the name of a tag for type tag, an id for the others",
  citation: openApi,
  judge(rule, firewall) {
    if (rule.opaque) return undefined;
    const value = rule.get("value");
    const text = value.text();
    if (text === undefined) return undefined;
    const type = rule.get("type").text();
    const isRight =
      type === "ip_addr" ? isAddress(text, { blocks: true }) : type === "tag" ? isTagName(text) : text.trim() !== "";
    return isRight ? undefined : `found the value ${quoted(firewall, value)}`;
  },
};
