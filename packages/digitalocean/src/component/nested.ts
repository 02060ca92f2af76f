import type { ResourceView } from "@infrafabric/governor";
import type { GovernedArgs } from "./args";
import { ArgumentsError } from "./arguments-error";
import { planComponent } from "./component";
import type { ComponentDefinition } from "./definition";
import type { Design } from "./design";

/** What is around a component in another one. */
interface Outer extends Pick<Design<unknown>, "plan"> {
  readonly opts: Pick<Design<unknown>["opts"], "dependsOn">;
}

/**
 * Plans a component in another one, with whose children it is judged and priced. Its class, made with the same arguments
 * once the other is registered, registers what was planned.
 *
 * @param problem Says that one of its arguments is wrong.
 * @returns Its views; none if it has a problem.
 */
export function planNested<Args extends GovernedArgs, Children>(
  { plan, opts: { dependsOn = [] } }: Outer,
  definition: ComponentDefinition<Args, Children>,
  name: string,
  args: Args,
  problem: Design<unknown>["problem"],
): readonly ResourceView[] {
  try {
    const planned = planComponent(definition, name, args, { dependsOn }, plan.inside);
    definition.nested?.set(args, planned);
    plan.nest(planned.views);
    return planned.views;
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    for (const { path, message, ...more } of error.problems) problem(path, message, more);
    return [];
  }
}
