import type { ResourceView } from "@infrafabric/governor";
import type { GovernedArgs } from "./args";
import { ArgumentsError } from "./arguments-error";
import { planComponent } from "./component";
import type { ComponentDefinition } from "./definition";
import type { Design } from "./design";

/**
 * Plans a component in another one for its problems and its price: what is registered is planned by itself, below the
 * other. Its views are empty if it has a problem.
 *
 * @param problem Says that one of its arguments is wrong.
 */
export function planNested<Args extends GovernedArgs, Children>(
  { opts, plan }: Pick<Design<unknown>, "opts" | "plan">,
  definition: ComponentDefinition<Args, Children>,
  name: string,
  args: Args,
  problem: Design<unknown>["problem"],
): readonly ResourceView[] {
  try {
    const { views } = planComponent(definition, name, args, opts);
    plan.nest(views);
    return views;
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    for (const { path, message, ...more } of error.problems) problem(path, message, more);
    return [];
  }
}
