export { ArchivedBucket } from "./archive/archived-bucket";
export type { ArchivedBucketArgs, CorsRuleArgs } from "./archive/archived-bucket-args";
export { CorsMethod, KeyPermission } from "./archive/archived-bucket-args";
export type { ExemptionArgs, GovernedArgs } from "./component/args";
export type { ArgumentProblem } from "./component/arguments-error";
export { ArgumentsError } from "./component/arguments-error";
export { GovernedWebTier } from "./web-tier/governed-web-tier";
export type {
  AlertThresholdArgs,
  AutoscaleArgs,
  BackupPolicyArgs,
  GovernedWebTierArgs,
  SlackArgs,
} from "./web-tier/governed-web-tier-args";
export { BackupPlan, Weekday } from "./web-tier/governed-web-tier-args";
