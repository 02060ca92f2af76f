import type { PlannedComponent } from "../component/component";
import { appArguments } from "./arguments";
import { type AppChildren, planApp } from "./children";
import type { GovernedAppArgs } from "./governed-app-args";

/** What an app is made of. */
export const appDefinition = {
  className: "GovernedApp",
  arguments: appArguments,
  controls: ["app-secret-env", "platform-limits"],
  nested: new WeakMap<GovernedAppArgs, PlannedComponent<AppChildren>>(),
  children: planApp,
} as const;
