import { openApi } from "./citations";
import type { Limit } from "./limit";

/** IPv6 needs a public network, for the Droplets whose inputs are below `prefix`, such as `dropletTemplate.`. */
export function publicIpv6(prefix = ""): Limit {
  return {
    path: `${prefix}ipv6`,
    allowed: "ipv6 only with a public network",
    citation: openApi,
    fix: "leave out ipv6, or publicNetworking: false",
    judge(ipv6, resource) {
      const network = resource.read(`${prefix}publicNetworking`);
      if (network.boolean() === false && ipv6.boolean() === true) return "publicNetworking is false";
      const possible = (ipv6.opaque || ipv6.boolean() === true) && (network.opaque || network.boolean() === false);
      return possible ? [ipv6, network].find((property) => property.opaque) : undefined;
    },
  };
}
