import type { ArgumentPath } from "../component/argument-path";
import type { Design } from "../component/design";
import type { Remembered } from "../parts/remembered";
import type { Destinations } from "./alerts";
import type { GovernedAppArgs } from "./governed-app-args";

/** What an app is planned from. */
export type AppDesign = Design<GovernedAppArgs>;

/** What the spec of an app is written from. */
export interface SpecDesign extends AppDesign {
  readonly remembered: Remembered;
  /** Who gets alerts. */
  readonly destinations: Destinations;
  /** By input path: the argument that decides it. Filled as the spec is written. */
  readonly from: Record<string, ArgumentPath<GovernedAppArgs>>;
}

/** The arguments with components that are built and run, which are the lists of the spec as well. */
export type ComponentList = "services" | "workers" | "jobs" | "staticSites" | "functions";

/** Where a component stands. */
export interface Place {
  readonly list: ComponentList;
  readonly name: string;
  /** Path of its input, such as `spec.services[0]`. */
  readonly input: string;
  /** Path of its argument, such as `services.web`. */
  readonly argument: `${ComponentList}.${string}`;
}
