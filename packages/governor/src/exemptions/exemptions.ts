import type { Notice } from "../findings/finding";
import { globMatches } from "../settings/glob";
import type { Exemption, Settings } from "../settings/settings";
import type { ResourceView } from "../view/resource";
import type { StackView } from "../view/stack";

/** The exemption that covers a finding, and whether it still holds. */
export interface Cover {
  readonly exemption: Exemption;
  readonly expired: boolean;
}

/** What an exemption can name: a resource, or the stack where a finding concerns it as a whole. */
export interface ExemptPlace {
  readonly name: string;
  /** Class name, such as `Droplet`; `Stack` for the stack. */
  readonly kind: string;
  readonly urn: string;
}

/** Looks up exemptions and remembers which of them matched something. */
export interface ExemptionBook {
  /** The exemption for `rule` at a place, from the settings or from the nearest component around it. */
  coverOf(rule: string, place: ExemptPlace, ancestors: Iterable<ResourceView>): Cover | undefined;
  /** Exemptions of the settings that covered nothing. Only a complete view of the stack can tell. */
  unmatched(stack: StackView): readonly Notice[];
}

/**
 * Opens the exemptions of some settings for one stack.
 *
 * @param today Day in UTC, `YYYY-MM-DD`: an exemption holds up to and including its `expires`.
 */
export function openExemptions(settings: Settings, stackName: string, today: string): ExemptionBook {
  const here = settings.exemptions.filter(
    (exemption) => exemption.stacks === undefined || exemption.stacks.some((glob) => globMatches(glob, stackName)),
  );
  const used = new Set<Exemption>();
  const coverBy = (exemption: Exemption): Cover => ({ exemption, expired: exemption.expires < today });
  return {
    coverOf(rule, place, ancestors) {
      const matching = here.filter((exemption) => exemption.rule === rule && matches(exemption, place));
      for (const exemption of matching) used.add(exemption);
      const best = matching.find((exemption) => exemption.expires >= today) ?? matching[0];
      if (best !== undefined) return coverBy(best);
      if (!settings.exempt_in_code.includes(rule)) return undefined;
      for (const ancestor of ancestors) {
        const inCode = exemptionsInCode(ancestor).find((exemption) => exemption.rule === rule);
        if (inCode !== undefined) return coverBy(inCode);
      }
      return undefined;
    },
    unmatched(stack) {
      const complete = stack.gaps.size === 0;
      return here
        .filter((exemption) => !used.has(exemption))
        .map((exemption) => ({
          level: complete && exemption.stacks !== undefined ? "error" : "warning",
          message: `the exemption from ${exemption.rule} for "${exemption.resource}" (owner ${exemption.owner}, expires ${exemption.expires}) matches no finding in ${stackName}: remove it from ${settings.origin}, or correct its resource`,
        }));
    },
  };
}

function matches({ resource }: Exemption, { name, kind, urn }: ExemptPlace): boolean {
  return [name, `${kind}::${name}`, urn].some((words) => globMatches(resource, words, { crossSlash: true }));
}

/** Exemptions that a component was given in code: `exemptions: [{ rule, reason, owner, expires }]`. */
function exemptionsInCode(component: ResourceView): readonly Exemption[] {
  return component
    .read("exemptions")
    .elements()
    .flatMap((element) => {
      const [rule, reason, owner, expires] = ["rule", "reason", "owner", "expires"].map((key) =>
        element.get(key).text(),
      );
      if (rule === undefined || reason === undefined || owner === undefined || expires === undefined) return [];
      return [{ rule, resource: component.name, reason, owner, expires }];
    });
}
