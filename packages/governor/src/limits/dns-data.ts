import { quoted } from "../view/quoted";
import { isAddress } from "./address";
import { issue, openApi, rfc } from "./citations";
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

/** Types whose value is the name of a host. A CAA record that says where to report to has an address instead. */
const hostTypes = ["CNAME", "MX", "NS", "SRV", "CAA"];

/** A host name that ends with a dot, or one dot alone. */
const host = /^(?=.{1,254}$)(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+$|^\.$/i;

/** The host that a record names: whole, as a name without a dot at its end would be one within the domain. */
export const recordHost: Limit = {
  path: "value",
  allowed: `a host name that ends with a dot for ${hostTypes.join(", ")}; @ for the domain itself`,
  citation: issue("digitalocean/openapi", 884, "Jun 2024"),
  fix: "write the whole host name with a dot at its end, such as www.example.com.",
  judge(value, record) {
    const text = value.text();
    const type = record.read("type").text()?.toUpperCase() ?? "";
    if (text === undefined || text.trim() === "" || !hostTypes.includes(type)) return undefined;
    if (type === "CAA" && record.read("tag").text() === "iodef") return undefined;
    return text === "@" || host.test(text) ? undefined : `found ${quoted(record, value)}`;
  },
};

/** The most bytes of a TXT record, however many strings it is in. */
const longestText = 512;

/** How much a TXT record holds. */
export const recordText: Limit = {
  path: "value",
  allowed: `at most ${longestText} bytes for TXT`,
  // DigitalOcean documents no limit.
  citation: issue("DNSControl/dnscontrol", 370, "Mar 2021"),
  fix: "shorten it; for DKIM use a key of 2048 bits, or a CNAME to a record elsewhere",
  judge(value, record) {
    if (record.read("type").text()?.toUpperCase() !== "TXT") return undefined;
    const length = Buffer.byteLength(value.text() ?? "");
    if (length <= longestText) return undefined;
    return record.isSecret(value.path) ? "is too long" : `has ${length} bytes`;
  },
};

/** Where a CNAME cannot be: the domain itself always has its NS records. */
export const aliasName: Limit = {
  path: "name",
  allowed: "a name below the domain for CNAME: the domain itself has NS records, and a CNAME shares a name with none",
  citation: rfc(1034, "Nov 1987"),
  fix: "use A and AAAA records for the domain itself",
  judge(name, record) {
    if (record.read("type").text()?.toUpperCase() !== "CNAME") return undefined;
    const text = name.text()?.toLowerCase();
    const domain = record.read("domain").text()?.toLowerCase();
    const isApex = text === "@" || (domain !== undefined && text === `${domain}.`);
    return isApex ? `found ${text === "@" ? '"@"' : quoted(record, name)}` : undefined;
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
