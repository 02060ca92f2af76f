import { countOf, type Fault, formatFaults } from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";

/** A folder of thousands of files can have as many faults, and the first are worth the most. */
const mostShown = 50;

/**
 * What is wrong with the arguments of a component, all of it at once, each with the path of the argument. It is thrown
 * before anything is registered.
 */
export class ArgumentsError extends pulumi.InputPropertiesError {
  override readonly name = "ArgumentsError";
  /**
   * Two hosts run components: the one for other languages prints an InputPropertiesError without a stack trace, the one
   * of Node an error with this mark.
   */
  readonly __pulumiRunError = true;

  /** @param component Class and name, such as `GovernedWebTier "web"`. */
  constructor(component: string, faults: readonly Fault[]) {
    const shown = faults.slice(0, mostShown);
    const more = faults.length > shown.length ? `\n... and ${faults.length - shown.length} more` : "";
    super({
      message: `${component} cannot be created: ${countOf(faults)}, nothing was registered\n${formatFaults(shown)}${more}`,
      errors: shown.map(({ path, message }) => ({ propertyPath: path, reason: message })),
    });
  }
}
