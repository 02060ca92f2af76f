// What is written against: a name in here is kept for good. What the packages beside this one need as well is in
// `internal.ts`.
export { appSizes } from "./catalogue/app-sizes";
export { databaseSizes } from "./catalogue/database-sizes";
export { type DropletSize, dropletSizes } from "./catalogue/droplet-sizes";
export { type Region, regions } from "./catalogue/regions";
export { type CostEntry, type CostEstimate, estimateCost } from "./cost/estimate";
export { type MonthlyCost, monthlyCost, type PlannedResource } from "./cost/monthly-cost";
export type { UsageAssumptions } from "./cost/price";
export { evaluate } from "./evaluate";
export {
  blocks,
  type Evaluation,
  type Finding,
  type FindingStatus,
  type Level,
  type Notice,
  type Severity,
} from "./findings/finding";
export type { Controls, Framework } from "./frameworks/framework";
export { readStack, stackOfRecords } from "./readers/read";
export { ReaderError } from "./readers/reader-error";
export { type FormatOptions, formatFindings, summaryOf } from "./reports/table";
export { rules } from "./rules";
export { RulesError } from "./rules/check-rules";
export {
  type Answer,
  askedBySwitch,
  chosenVpc,
  type Doubt,
  doubtOfOrigin,
  either,
  itemsOf,
  numeral,
  quoted,
  type References,
  type RequirementWords,
  references,
  repairTrue,
  requireTrue,
  requireYes,
  type Targets,
  targetsOf,
  unclear,
  undecided,
  violation,
} from "./rules/kit";
export {
  type Asked,
  type BadExample,
  defineRule,
  type Example,
  type ExampleResource,
  type Outcome,
  type Parameter,
  type Parameters,
  type Rule,
  type RuleContext,
  type RuleDefinition,
} from "./rules/rule";
export type { RuleId } from "./rules/shipped-rule-id.generated";
export { type FindOptions, type FoundSettings, findSettings } from "./settings/find";
export { type LoadOptions, loadSettings, type ReadOptions, readFloor, readSettings } from "./settings/load";
export { type Problem, SettingsError, SettingsMissingError } from "./settings/problem";
export type { Enforcement, Settings } from "./settings/settings";
export type { Property } from "./view/property";
export type { ResourceRecord, ResourceView, SourcePosition } from "./view/resource";
export type { Gap, StackView } from "./view/stack";
export { hidden, unknown, type Value, type ValueMap } from "./view/value";
