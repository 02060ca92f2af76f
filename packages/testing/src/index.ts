export { PreviewError, ProgramError } from "./errors";
export { type GovernorMatchers, type MatcherResult, toBeGoverned, toViolate } from "./matchers";
export type { PreviewOptions } from "./options";
export { type Preview, previewProgram } from "./preview";
export type { Diagnostic, Mode } from "./wire";
