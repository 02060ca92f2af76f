import type { ResourceRecord, Settings, ValueMap } from "@infrafabric/governor";
import { keptByImport } from "./adoption";
import type { GovernedArgs } from "./args";
import { type ArgumentProblem, ArgumentsError } from "./arguments-error";
import type { Child } from "./child";
import { planComponent } from "./component";
import type { ComponentDefinition } from "./definition";

/** Where a component is planned without a program: no engine says so. */
export interface OutlineSite {
  readonly project: string;
  readonly stack: string;
  readonly settings: Settings;
  /** What the component's options say. */
  readonly protect: boolean;
}

/** A component as data: nothing is registered, and nothing of Pulumi's runtime is asked. */
export interface ComponentOutline {
  readonly record: ResourceRecord;
  /** In the order in which they are registered. */
  readonly children: readonly ChildOutline[];
}

/** A child of a component as data. */
export interface ChildOutline {
  /** What comes from other children is unknown in it, unless the component knows it beforehand. */
  readonly record: ResourceRecord;
  /** Inputs that stay as the resource has them if the child is adopted by its ID. */
  readonly kept: readonly string[];
  /** By path of an input, the argument that it is given by. */
  readonly arguments: Readonly<Record<string, string>>;
  /** The argument that overrides inputs, and those that it may not. */
  readonly overrides: { readonly argument: string; readonly decided: readonly string[] } | undefined;
}

/** Why there is no such component: everything that is wrong with its arguments. */
export interface RefusedOutline {
  readonly problems: readonly ArgumentProblem[];
}

/** Plans a component by its arguments, as data. */
export type Outliner = (name: string, args: ValueMap, site: OutlineSite) => ComponentOutline | RefusedOutline;

/** How a component is planned as data. */
export function outlinerOf<Args extends GovernedArgs, Children>(
  definition: ComponentDefinition<Args, Children>,
): Outliner {
  return (name, args, { settings, ...site }) => {
    try {
      const planned = planComponent(definition, name, unchecked<Args>(args), {}, { ...site, types: [] }, settings);
      const [record, ...records] = planned.records();
      const children = records.flatMap((one): readonly ChildOutline[] => {
        const child = planned.all.find(({ urn }) => urn === one.urn);
        return child === undefined ? [] : [outlineOf(child, one)];
      });
      return { record, children };
    } catch (error) {
      if (error instanceof ArgumentsError) return { problems: error.problems };
      throw error;
    }
  };
}

function outlineOf(child: Child, record: ResourceRecord): ChildOutline {
  const { from, overrides } = child;
  return {
    record,
    kept: keptByImport(child),
    arguments: { ...from.inputs },
    overrides:
      overrides === undefined ? undefined : { argument: overrides.argument, decided: [...(overrides.decided ?? [])] },
  };
}

/** The component checks its arguments, whatever their type says. */
function unchecked<Args extends GovernedArgs>(args: ValueMap): Args;
function unchecked(args: object): object {
  return args;
}
