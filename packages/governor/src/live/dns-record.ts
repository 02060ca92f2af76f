import type { ApiObject, LiveContext } from "./live";

const pointing: ReadonlySet<unknown> = new Set(["CAA", "CNAME", "MX", "NS", "SRV"]);

/** The API leaves out the dot after a full name, which the provider puts there. */
export function recordAttributes({ data, ...rest }: ApiObject, { under }: LiveContext): ApiObject {
  const isName = pointing.has(rest.type) && data !== "@" && rest.tag !== "iodef";
  const domain = under?.name;
  return {
    ...rest,
    domain,
    value: isName && typeof data === "string" && !data.endsWith(".") ? `${data}.` : data,
    fqdn: rest.name === "@" ? domain : `${rest.name}.${domain}`,
  };
}
