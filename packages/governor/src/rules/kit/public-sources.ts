import { type AddressRange, parseAddresses } from "../../network/cidr";
import { adminLimit, isPublic } from "../../network/public-addresses";
import type { Property } from "../../view/property";
import { doubtOf } from "../../view/reason";
import type { Outcome } from "../rule";
import { unclear, violation } from "./outcome";

/**
 * What addresses let in more of the internet than any office or VPN has: each of them alone, and the others together,
 * however they are split.
 *
 * @param list Where they stand.
 * @param what What they let in to, such as `the database`.
 */
export function* publicSources(list: Property, sources: readonly Property[], what: string): Iterable<Outcome> {
  const others: AddressRange[] = [];
  for (const source of sources) {
    const range = parseAddresses(source.text() ?? "");
    if (range === undefined) {
      const doubt = doubtOf(source, `${source.path} is not a valid address or CIDR block`);
      yield unclear(source, `whether the internet can reach ${what}`, doubt);
    } else if (isPublic([range], adminLimit)) yield violation(source, `the internet can reach ${what}`);
    else others.push(range);
  }
  if (isPublic(others, adminLimit))
    yield violation(
      list,
      `the internet can reach ${what}: together, the sources are more than one IPv4 /16 or IPv6 /32`,
    );
}
