import { quoted } from "../view/quoted";
import { openApi } from "./citations";
import type { Limit } from "./limit";

/** Where load balancers still have a `size` instead. */
const without = ["ams2", "nyc2", "sfo1"];

/** The number of nodes of a load balancer, where it has one. */
export const sizeUnit: Limit = {
  path: "sizeUnit",
  allowed: `sizeUnit everywhere except in ${without.join(", ")}`,
  citation: openApi,
  fix: "set size there: lb-small, lb-medium or lb-large",
  judge(unit, balancer) {
    // 1 is what a load balancer has without it.
    const nodes = unit.number();
    if (nodes === undefined || nodes <= 1) return undefined;
    const region = balancer.read("region");
    if (region.opaque) return region;
    const slug = region.text()?.toLowerCase() ?? "";
    return without.includes(slug) ? `is set in ${quoted(balancer, region)}` : undefined;
  },
};
