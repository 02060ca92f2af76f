import { countOf, formatProblems, withoutCredentials } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong with the arguments of a component, or with the settings that it goes by. */
export interface ArgumentProblem {
  /** Path of the argument, or of the setting; empty for all of them. */
  readonly path: string;
  readonly message: string;
  /** What may stand there. */
  readonly allowed?: string;
  /** What to do. */
  readonly hint?: string;
}

/** A folder of thousands of files can have as many problems, and the first are worth the most. */
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
  readonly problems: readonly ArgumentProblem[];

  /** @param component Class and name, such as `GovernedWebTier "web"`. */
  constructor(component: string, problems: readonly ArgumentProblem[]) {
    super({
      // A token in the wrong place is a mistake that is soon made.
      message: withoutCredentials(
        `${component} cannot be created: ${countOf(problems)}, nothing was registered\n${shown(problems)}`,
      ),
      // The host for other languages would repeat each of them after the message, with the value of the argument, which
      // can be a secret.
      errors: [],
    });
    this.problems = problems.map(hidden);
  }
}

/**
 * What would keep a component from being created, where the settings say `enforcement: report`.
 *
 * @param component Class and name, such as `GovernedWebTier "web"`.
 */
export function reportOf(component: string, problems: readonly ArgumentProblem[]): string {
  return `report only (enforcement: report), nothing is blocked: ${component} would be refused, ${countOf(problems)}\n${shown(problems)}`;
}

/** The texts of a problem that may hold what the program gave. */
function hidden({ path, message, allowed, hint }: ArgumentProblem): ArgumentProblem {
  return {
    path: withoutCredentials(path),
    message: withoutCredentials(message),
    ...(allowed === undefined ? {} : { allowed }),
    ...(hint === undefined ? {} : { hint: withoutCredentials(hint) }),
  };
}

function shown(problems: readonly ArgumentProblem[]): string {
  const more = problems.length > mostShown ? `\n... and ${problems.length - mostShown} more` : "";
  return `${formatProblems(problems.slice(0, mostShown))}${more}`;
}
