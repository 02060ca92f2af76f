export { type Emulator, type EmulatorOptions, startEmulator } from "./server/emulator.ts";
export type { Cloud, Snapshot } from "./state/cloud.ts";
export type { Policy } from "./state/policy.ts";
