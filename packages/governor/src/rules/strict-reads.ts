import { kindNamed, kinds } from "../kinds";
import type { Kind } from "../kinds/kind";
import { nearest } from "../settings/nearest";
import type { ResourceView } from "../view/resource";
import type { StackView } from "../view/stack";
import { knowsInputs, type PropertyProblem, propertyProblem, shown } from "./property-problem";
import type { Rule } from "./rule";

/** A rule reads a property that no kind has: a typo, which would otherwise always be absent. The message contains no value. */
export class UnreadableError extends Error {}

/** What a rule sees of the resources that it checks. */
export interface Reads {
  resource(resource: ResourceView): ResourceView;
  stack(stack: StackView): StackView;
}

/**
 * Views for a rule of one's own: they throw an UnreadableError for a property that neither the kind of the resource nor
 * one of the rule's kinds has, and for a kind that does not exist. Tests hold ours to the same, which then do without
 * the cost.
 */
export function strictReads({ kinds: named }: Pick<Rule, "kinds">): Reads {
  const others = (named === "all" ? kinds : named.flatMap((name) => kindNamed(name) ?? [])).filter(knowsInputs);
  const checked = new Set<string>();
  const views = new WeakMap<ResourceView, ResourceView>();

  function check(kind: Kind, path: string, each: boolean): void {
    const key = `${kind.name} ${each} ${path}`;
    if (checked.has(key)) return;
    const problem = problemIn(kind, others, path, each);
    if (problem !== undefined) throw new UnreadableError(problem.message);
    checked.add(key);
  }

  function strict(view: ResourceView): ResourceView {
    const { kind } = view;
    if (kind === undefined) return view;
    const known = views.get(view);
    if (known !== undefined) return known;
    const below = (path: string): void => check(kind, path.replaceAll(/\[\d+\]/g, ""), true);
    const made: ResourceView = {
      ...view,
      read(path) {
        check(kind, path, false);
        return view.read(path).watched(below);
      },
      given(path) {
        check(kind, path, false);
        return view.given(path).watched(below);
      },
      dependsOn(path) {
        below(path);
        return view.dependsOn(path);
      },
    };
    views.set(view, made);
    views.set(made, made);
    return made;
  }

  return {
    resource: strict,
    stack: (stack) => ({
      ...stack,
      resources: stack.resources.map(strict),
      resource(urn) {
        const found = stack.resource(urn);
        return found === undefined ? undefined : strict(found);
      },
      ofKind(...names) {
        for (const name of names) existingKind(name);
        return stack.ofKind(...names).map(strict);
      },
    }),
  };
}

/**
 * Returns the kind with that class name.
 *
 * @throws UnreadableError with the nearest name if there is none.
 */
export function existingKind(name: string): Kind {
  const kind = kindNamed(name);
  if (kind !== undefined) return kind;
  const near = nearest(
    name,
    kinds.map((one) => one.name),
  );
  throw new UnreadableError(`unknown kind ${shown(name)}${near === undefined ? "" : `; did you mean "${near}"?`}`);
}

/** A rule of several kinds may read what only some of them have: of the others it is absent. */
function problemIn(kind: Kind, others: readonly Kind[], path: string, each: boolean): PropertyProblem | undefined {
  const own = propertyProblem(kind, path, each);
  if (own === undefined) return undefined;
  let problem = own;
  for (const other of others) {
    const found = propertyProblem(other, path, each);
    if (found === undefined) return undefined;
    if (!problem.isSlip && found.isSlip) problem = found;
  }
  return problem;
}
