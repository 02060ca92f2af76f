import { countOf, type Fault, formatFaults } from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";

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
    super({
      message: `${component} cannot be created: ${countOf(faults)}, nothing was registered\n${formatFaults(faults)}`,
      errors: faults.map(({ path, message }) => ({ propertyPath: path, reason: message })),
    });
  }
}
