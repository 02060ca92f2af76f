import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { type Answer, either } from "./answer";
import { type References, references } from "./references";

/**
 * Which resources are named by an input of those resources of a kind that count, such as of the firewalls that have a
 * rule.
 *
 * @param counts Whether a resource counts, or why that cannot be determined.
 */
export function qualifiedReferences(
  stack: StackView,
  kind: string,
  path: string,
  counts: (referrer: ResourceView) => Answer,
): References {
  const among = (resources: readonly ResourceView[]) => references({ ...stack, resources }, kind, path);
  const judged = stack.resources
    .filter((one) => one.kind?.name === kind)
    .map((referrer) => ({ referrer, answer: counts(referrer) }));
  const sure = among(judged.filter(({ answer }) => answer === "yes").map(({ referrer }) => referrer));
  const doubtful = judged.flatMap(({ referrer, answer }) =>
    typeof answer === "object" ? [{ answer, references: among([referrer]) }] : [],
  );
  return {
    to(target) {
      const answer = sure.to(target);
      if (answer === "yes") return answer;
      return either(
        answer,
        ...doubtful.map((one) => {
          const named = one.references.to(target);
          return named === "yes" ? one.answer : named;
        }),
      );
    },
  };
}
