export { type Limits, setLimits, tiers } from "./api/account/limits.ts";
export type { Entry } from "./control/request-log.ts";
export { type Fault, type FaultOptions, type Faults, readFault } from "./faults/faults.ts";
export { type PresetName, presets } from "./faults/preset.ts";
export { type Emulator, type EmulatorOptions, startEmulator } from "./server/emulator.ts";
export { shellLines } from "./server/environment.ts";
export type { Cloud, Snapshot } from "./state/cloud.ts";
export type { Policy } from "./state/policy.ts";
export type { TokenOptions } from "./state/tokens.ts";
