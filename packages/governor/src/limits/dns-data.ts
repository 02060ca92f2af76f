import { quoted } from "../view/quoted";
import { isAddress } from "./address";
import { openApi } from "./citations";
import type { Limit } from "./limit";

/** What a record of a type needs besides its value. */
const needs: Readonly<Record<string, readonly string[]>> = {
  MX: ["priority"],
  SRV: ["priority", "port", "weight"],
  CAA: ["flags", "tag"],
};

/** The value of a record: an address for A and AAAA, something for every type. */
export const recordValue: Limit = {
  path: "value",
  allowed: "an IPv4 address for A, an IPv6 address for AAAA, a value for every type",
  citation: openApi,
  judge(value, record) {
    const text = value.text();
    if (text === undefined) return undefined;
    if (text.trim() === "") return "is empty";
    const type = record.read("type").text()?.toUpperCase();
    const family = type === "A" ? 4 : type === "AAAA" ? 6 : undefined;
    return family === undefined || isAddress(text, { family }) ? undefined : `found ${quoted(record, value)}`;
  },
};

/** An input that a record of some types cannot do without. */
export function recordPart(input: string): Limit {
  const types = Object.entries(needs).flatMap(([type, inputs]) => (inputs.includes(input) ? [type] : []));
  return {
    path: input,
    allowed: `records of type ${types.join(" or ")} only with ${input}`,
    citation: openApi,
    fix: `set ${input}`,
    judge(property, record) {
      if (property.present) return undefined;
      const type = record.read("type");
      if (type.opaque) return type;
      return types.includes(type.text()?.toUpperCase() ?? "") ? "is missing" : undefined;
    },
  };
}
