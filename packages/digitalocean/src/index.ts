export { ArchivedBucket } from "./archive/archived-bucket";
export { type ArchivedBucketArgs, CorsMethod, type CorsRuleArgs, KeyPermission } from "./archive/archived-bucket-args";
export type { ExemptionArgs, GovernedArgs } from "./component/args";
export type { ArgumentFault } from "./component/arguments-error";
export { ArgumentsError } from "./component/arguments-error";
export { GovernedWebTier } from "./web-tier/governed-web-tier";
export {
  type AlertThresholdArgs,
  type AutoscaleArgs,
  BackupPlan,
  type BackupPolicyArgs,
  type GovernedWebTierArgs,
  type SlackArgs,
  Weekday,
} from "./web-tier/governed-web-tier-args";
