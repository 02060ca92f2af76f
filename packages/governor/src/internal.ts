// What the packages beside this one need besides the public names. It changes with them and is not for anybody else.
// Their published types keep clear of it: it shows zod's types, which the common module formats cannot check.

export { type AccountFile, accountText } from "./account/account-file";
export { accountLimits, amountOf, type Countable, isCounted, numbered } from "./account/counted";
export { resourceKey } from "./account/resource-key";
export type { Baseline } from "./baseline/baseline";
export { BaselineError, baselineOf, baselineText, readBaselines } from "./baseline/baseline-file";
export { ageOf } from "./catalogue/age";
export { appSizePrice } from "./catalogue/app-sizes";
export {
  type DatabaseEngine,
  databaseEngine,
  databaseMemoryGb,
  databaseSizesFor,
  postgresqlConnections,
} from "./catalogue/database-engines";
export { databasePlan } from "./catalogue/database-sizes";
export { distributions, isUnsupported } from "./catalogue/distributions";
export { catalogueGroups } from "./catalogue/groups";
export { type PriceSource, refreshFrom, type SavedAnswer, savedAnswers } from "./catalogue/price-source";
export { freePerTeam, prices, registryTiers } from "./catalogue/prices";
export { PricesError, readRefreshedPrices } from "./catalogue/prices-file";
export { usePrices } from "./catalogue/refreshed";
export { appRegionOf, appRegions, spacesRegions } from "./catalogue/regions";
export { isNodeSize } from "./catalogue/sizes";
export { type Mismatch, mismatchOf } from "./component/mismatch";
export { costLine } from "./cost/cost-line";
export { runsOn, type Schedule, scheduleOf } from "./cost/cron";
export { costTotal } from "./cost/estimate";
export { neighboursOf } from "./cost/neighbours";
export { plainValue } from "./cost/plain-value";
export { inRegion, type WhatIf, type WhatIfProblem, withAssignment, withoutBackups } from "./cost/what-if";
export { unusedAssumptions } from "./cost-report/assumptions";
export { type CostReport, costReport } from "./cost-report/cost-report";
export { type CostFormatName, costFormats } from "./cost-report/index";
export { createEvaluator, type Evaluator } from "./evaluate";
export { severities } from "./findings/finding";
export { statusWordOf } from "./findings/status-words";
export { factsOf } from "./frameworks";
export { frameworks } from "./frameworks/framework";
export { projectBypasses } from "./gate/project-bypasses";
export {
  type Challenge,
  challengeIn,
  challengeVariable,
  newChallenge,
  type PackFailure,
  type Proof,
  proofIn,
  signProof,
} from "./gate/proof";
export { fittedSettings } from "./init/fitted";
export { starterSettings } from "./init/starter";
export { kindNamed, kindOf, kinds, kindUnder } from "./kinds";
export { inputNamesOf, inputTypeAt } from "./kinds/inputs";
export type { Kind } from "./kinds/kind";
export { type TokenScopes, tokenScopesOf } from "./kinds/token-scopes";
export { engineSettings, type Setting, type SettingsOfEngine } from "./limits/engine-settings";
export { evictionPolicies } from "./limits/eviction-policies";
export { limitProblems } from "./limits/limit-problems";
export { measuresOf } from "./limits/measures";
export { type PeeringEnd, peeringProblem } from "./limits/vpc-peering";
export { reservedRanges, vpcRangeProblem } from "./limits/vpc-range";
export { filledIn, isApiObject, objectsIn } from "./live/api-object";
export type { ApiObject, Collection, Live } from "./live/live";
export { type AddressRange, overlap, parseAddresses } from "./network/cidr";
export {
  type AccountRecords,
  type LiveObject,
  recordsOfAccount,
  type Unreadable,
} from "./readers/account/account";
export { decodeMap } from "./readers/decode";
export { readPreview, viewsOf } from "./readers/read";
export { type FormatName, reportFormats } from "./reports";
export { changesAfter } from "./reports/changes";
export { columns } from "./reports/columns";
export { counted } from "./reports/counted";
export { countsOf } from "./reports/counts";
export { fixWords } from "./reports/fix-words";
export { printable } from "./reports/printable";
export type { Report, ReportFormat } from "./reports/report";
export type { ReportSection, SectionRow } from "./reports/section";
export type { ActiveRule } from "./rules/active";
export { ruleAtFault } from "./rules/bounded";
export { checkNamespaces, checkRules } from "./rules/check-rules";
export type { ResourceRule } from "./rules/rule";
export type { DataProblem } from "./settings/data-problem";
export { settingsDigest } from "./settings/digest";
export { isSettingsText, type UnknownFolder } from "./settings/find";
export { showFound } from "./settings/found";
export { problemsOf, typescriptWords } from "./settings/issues";
export { settingsJsonSchema } from "./settings/json-schema";
export { checkPassedOver, openSettings, type StackOptions } from "./settings/load";
export { baselinesIn } from "./settings/named-baseline";
export { nearest } from "./settings/nearest";
export { parseSettings } from "./settings/parse";
export { showPath, valueAt } from "./settings/path";
export { countOf, formatProblems, messageOf } from "./settings/problem";
export { findProject } from "./settings/project";
export { isSecretConfig } from "./settings/secret-config";
export { enforcements } from "./settings/settings";
export { shownEnvironment } from "./settings/shown";
export { withUsageFile } from "./settings/usage-file";
export { readYamlFile } from "./settings/yaml-file";
export { governorVersion } from "./version";
export { compareTexts } from "./view/compare";
export { looksLikeCredential, withoutCredentials } from "./view/credential";
export { readPath } from "./view/property";
export { viewOf } from "./view/resource";
export { stackOf } from "./view/stack";
export { nameOf, parseUrn, stackUrn } from "./view/urn";
export { isValueList, isValueMap } from "./view/value";
