import { expect } from "vitest";
import type { CommandResult } from "../engine/workbench.ts";

/** A stack, as far as it is asked whether anything is to be done. */
interface Standing {
  unchanged(): Promise<CommandResult>;
  refresh(...args: readonly string[]): Promise<CommandResult>;
}

/** Expects that another `up` finds nothing to do, and a refresh no drift. */
export async function expectUnchanged(stack: Standing): Promise<void> {
  const again = await stack.unchanged();
  expect(again, again.text).toMatchObject({ code: 0 });
  const drift = await stack.refresh("--expect-no-changes");
  expect(drift, drift.text).toMatchObject({ code: 0 });
}
