import type {} from "vitest";
import type { GovernorMatchers } from "./matchers";

// The types of `vitest.mts` for tests in CommonJS files, to which `vitest` has declarations of its own.
declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends GovernorMatchers<R> {}
}
