import { appArguments } from "./arguments";
import { planApp } from "./children";

/** What an app is made of. */
export const appDefinition = {
  className: "GovernedApp",
  arguments: appArguments,
  controls: ["app-secret-env", "platform-limits"],
  children: planApp,
} as const;
