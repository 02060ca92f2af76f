export { PreviewError, ProgramError } from "./errors";
export { type GovernorMatchers, type MatcherResult, toBeGoverned, toViolate } from "./matchers";
export { type Preview, type PreviewOptions, previewProgram } from "./preview";
export type { Diagnostic, Mode } from "./wire";
