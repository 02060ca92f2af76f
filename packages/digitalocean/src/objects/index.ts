export type { SettingsArgs } from "../component/args";
export { ArgumentsError } from "../component/arguments-error";
export { SpacesObjects } from "./spaces-objects";
export type { SpacesFileArgs, SpacesObjectsArgs } from "./spaces-objects-args";
