export { appSizePrice, appSizes } from "./catalogue/app-sizes";
export { type DatabaseEngine, databaseEngine, databaseEngines, databaseSizesFor } from "./catalogue/database-engines";
export { databasePlan, databaseSizes } from "./catalogue/database-sizes";
export { type DropletSize, dropletSizes } from "./catalogue/droplet-sizes";
export { prices, registryTiers } from "./catalogue/prices";
export { appRegionOf, appRegions, type Region, regions, spacesRegions } from "./catalogue/regions";
export { type Mismatch, mismatchOf } from "./component/mismatch";
export { costLine } from "./cost/cost-line";
export { type CostEntry, type CostEstimate, estimateCost } from "./cost/estimate";
export { monthlyCost } from "./cost/monthly-cost";
export { plainValue } from "./cost/plain-value";
export type { Confidence, Price, PriceContext, UsageAssumptions } from "./cost/price";
export { createEvaluator, type EvaluationOptions, type Evaluator, evaluate } from "./evaluate";
export {
  blocks,
  type Evaluation,
  type Finding,
  type FindingStatus,
  type Level,
  type Notice,
  type Severity,
} from "./findings/finding";
export { type StatusWord, statusWordOf } from "./findings/status-words";
export { kindNamed, kindOf, kinds, kindUnder } from "./kinds";
export type { Kind, TagUse } from "./kinds/kind";
export type { Limit, Verdict } from "./limits/limit";
export { limitFaults } from "./limits/limit-faults";
export { measuresOf } from "./limits/measures";
export { vpcRangeFault } from "./limits/vpc-range";
export { type AddressRange, overlap, parseAddresses } from "./network/cidr";
export { decodeMap, decodeValue, type SecretTest } from "./readers/decode";
export { readStack, stackOfRecords, viewsOf } from "./readers/read";
export { ReaderError } from "./readers/reader-error";
export { type FormatOptions, formatFindings, summaryOf } from "./reports/table";
export { rules } from "./rules";
export { type ActiveRule, levelOf } from "./rules/active";
export { ruleAtFault } from "./rules/bounded";
export { checkNamespaces, checkRules, RulesError } from "./rules/check-rules";
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
  defineRule,
  type Example,
  type ExampleResource,
  type Outcome,
  type Parameter,
  type Parameters,
  type ParameterValues,
  type ResourceRule,
  type Rule,
  type RuleContext,
  type RuleDefinition,
  type StackRule,
  type Total,
  type TotalRule,
} from "./rules/rule";
export type { RuleId } from "./rules/shipped-rule-id.generated";
export { settingsDigest } from "./settings/digest";
export { countOf, type Fault, formatFaults, SettingsError, SettingsMissingError } from "./settings/fault";
export { type FindOptions, findSettings, isSettingsText, type UnknownFolder } from "./settings/find";
export { settingsJsonSchema } from "./settings/json-schema";
export { checkPassedOver, type LoadOptions, loadSettings, readFloor, readSettings } from "./settings/load";
export { showPath, valueAt } from "./settings/path";
export type { Problem } from "./settings/problem";
export { findProject, type PulumiProject } from "./settings/project";
export {
  type Enforcement,
  type Exemption,
  enforcements,
  type ProviderSettings,
  type RuleSettings,
  type Settings,
} from "./settings/settings";
export { shownEnvironment } from "./settings/shown";
export { governorVersion } from "./version";
export type { Property, PropertyState } from "./view/property";
export { type ResourceRecord, type ResourceView, type SourcePosition, viewOf } from "./view/resource";
export { type Gap, type StackFacts, type StackView, stackOf } from "./view/stack";
export { nameOf, parseUrn, stackUrn } from "./view/urn";
export { hidden, unknown, type Value, type ValueMap } from "./view/value";
