import type { RuleId } from "@infrafabric/governor";
import type { GovernedArgs } from "./args";
import type { PlannedComponent } from "./component";
import type { DeclaredArguments } from "./declared-arguments";
import type { Design } from "./design";

/** What a component is made of. */
export interface ComponentDefinition<Args extends GovernedArgs, Children> {
  /** Class name; with it the type token is `infrafabric-digitalocean:index:<Class>`, for ever. */
  readonly className: string;
  readonly arguments: () => DeclaredArguments<Args>;
  /**
   * The rules that the component keeps by itself: mandatory for its children, whether or not governor.yaml asks for
   * them, unless it sets a level for the rule or says no to it.
   */
  readonly controls: readonly RuleId[];
  /**
   * Rules that ask for what the program adds beside the component, such as Droplets for its firewalls. Only the whole
   * stack can answer them, which the policy pack sees. Default: none.
   */
  readonly wholeStack?: readonly RuleId[];
  /** Those that a component around them has planned already, by their arguments. Default: it is in no other. */
  readonly nested?: WeakMap<Args, PlannedComponent<Children>>;
  /** Plans the children. */
  children(design: Design<Args>): Children;
}
