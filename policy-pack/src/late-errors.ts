import type { Notice } from "@infrafabric/governor";
import { ruleAtFault } from "@infrafabric/governor/internal";

/**
 * What fails after a rule has returned, such as a promise that nobody waits for; its timers never run. The policy SDK
 * prints it and goes on, and the engine, which asks a pack for nothing but its answers, would call the run a success.
 */
export class LateErrors {
  private readonly errors = new Map<string, Notice>();
  private told = false;

  /** Begins to watch the process. */
  watch(): void {
    process.on("uncaughtException", (error) => this.note(error));
    process.on("unhandledRejection", (error) => this.note(error));
  }

  /** What failed so far, once that which is about to fail has. After this, an error ends the process. */
  async settled(): Promise<readonly Notice[]> {
    await new Promise((resolve) => setTimeout(resolve, patience));
    this.told = true;
    return [...this.errors.values()];
  }

  private note(error: unknown): void {
    const name = error instanceof Error ? error.constructor.name : typeof error;
    const rule = ruleAtFault();
    const what =
      rule === undefined ? "something that this policy pack started" : `something that the rule ${rule} started`;
    const message = `${what} failed after it had returned (${name}), so its results cannot be trusted: a rule must do all its work before it returns`;
    this.errors.set(rule ?? "", { level: "error", message });
    if (!this.told) return;
    console.error(message);
    process.exit(1);
  }
}

/** In milliseconds: enough for promises of what has been judged just now. */
const patience = 20;
