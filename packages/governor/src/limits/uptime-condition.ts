import { openApi } from "./citations";
import type { Limit } from "./limit";

/** The inputs that an uptime alert cannot do without, by its type. */
const needs = {
  latency: ["threshold", "comparison", "period"],
  ssl_expiry: ["threshold", "comparison"],
};

/** An input that says when an uptime alert is raised. */
export function uptimeCondition(input: "threshold" | "comparison" | "period"): Limit {
  const types = Object.entries(needs).flatMap(([type, inputs]) => (inputs.includes(input) ? [type] : []));
  return {
    path: input,
    allowed: `alerts of type ${types.join(" or ")} only with ${input}`,
    citation: openApi,
    fix: `set ${input}`,
    judge(property, alert) {
      if (property.present) return undefined;
      const type = alert.read("type");
      if (type.opaque) return type;
      return types.includes(type.text() ?? "") ? "is missing" : undefined;
    },
  };
}
