import { expect } from "vitest";
import { type GovernorMatchers, toBeGoverned, toViolate } from "./matchers.js";

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends GovernorMatchers<R> {}
}

expect.extend({ toBeGoverned, toViolate });
