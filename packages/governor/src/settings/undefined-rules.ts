import type { Notice } from "../findings/finding";
import { isNamespaced } from "../rules/rule-id";
import { nearest } from "./nearest";
import type { Settings } from "./settings";

/**
 * Names, once each, an organisation's rules that the settings set something for and that nobody here has defined. That
 * may be right, for another pack has them; or a slip, which must not pass in silence.
 */
export function undefinedRules(settings: Settings, defined: ReadonlySet<string>): readonly Notice[] {
  const named = [
    ...Object.keys(settings.rules),
    ...settings.exemptions.map(({ rule }) => rule),
    ...settings.exempt_in_code,
  ];
  return [...new Set(named)]
    .filter((id) => isNamespaced(id) && !defined.has(id))
    .map((id) => {
      if (settings.secret === true)
        return {
          level: "warning",
          message: `${settings.origin} refers to a rule that is not defined here and was not checked`,
        };
      const near = nearest(id, [...defined].filter(isNamespaced));
      return {
        level: "warning",
        message: `${settings.origin} refers to the rule ${id}, which is not defined here and was not checked${near === undefined ? "" : `; did you mean "${near}"?`}`,
      };
    });
}
