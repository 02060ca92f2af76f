import { countOf, formatFaults } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong with the arguments of a component, or with the settings that it goes by. */
export interface ArgumentFault {
  /** Path of the argument, or of the setting; empty for all of them. */
  readonly path: string;
  readonly message: string;
  /** What may stand there. */
  readonly allowed?: string;
  /** What to do. */
  readonly hint?: string;
}

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
  /** All of them; the message shows the first fifty. */
  readonly faults: readonly ArgumentFault[];

  /** @param component Class and name, such as `GovernedWebTier "web"`. */
  constructor(component: string, faults: readonly ArgumentFault[]) {
    super({
      message: `${component} cannot be created: ${countOf(faults)}, nothing was registered\n${shown(faults)}`,
      // The host for other languages would repeat each of them after the message, with the value of the argument, which
      // can be a secret.
      errors: [],
    });
    this.faults = faults;
  }
}

/**
 * What would keep a component from being created, where the settings say `enforcement: report`.
 *
 * @param component Class and name, such as `GovernedWebTier "web"`.
 */
export function reportOf(component: string, faults: readonly ArgumentFault[]): string {
  return `report only (enforcement: report), nothing is blocked: ${component} would be refused, ${countOf(faults)}\n${shown(faults)}`;
}

function shown(faults: readonly ArgumentFault[]): string {
  const more = faults.length > mostShown ? `\n... and ${faults.length - mostShown} more` : "";
  return `${formatFaults(faults.slice(0, mostShown))}${more}`;
}
