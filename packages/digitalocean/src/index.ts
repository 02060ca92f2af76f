export { ArchivedBucket } from "./archive/archived-bucket";
export type { ArchivedBucketArgs, CorsRuleArgs } from "./archive/archived-bucket-args";
export { CorsMethod, KeyPermission } from "./archive/archived-bucket-args";
export type { ExemptionArgs, GovernedArgs } from "./component/args";
export type { ArgumentProblem } from "./component/arguments-error";
export { ArgumentsError } from "./component/arguments-error";
export { GovernedDatabase } from "./database/governed-database";
export type {
  ConnectionPoolArgs,
  DatabaseAccessArgs,
  DatabaseAlertThresholdArgs,
  GovernedDatabaseArgs,
  KafkaTopicArgs,
  LogSinkArgs,
  MaintenanceWindowArgs,
  ReadReplicaArgs,
  RestoreArgs,
  StorageAutoscaleArgs,
  TrustedSourcesArgs,
} from "./database/governed-database-args";
export {
  DatabaseEngine,
  DatabaseGrant,
  IndexPermission,
  PoolMode,
  TopicPermission,
} from "./database/governed-database-args";
export { GovernedDroplet } from "./droplet/governed-droplet";
export type {
  DockerArgs,
  DropletThresholdArgs,
  GovernedDropletArgs,
  IngressArgs,
} from "./droplet/governed-droplet-args";
export { DockerSource, IngressProtocol } from "./droplet/governed-droplet-args";
export { GlobalWebTier } from "./global-web-tier/global-web-tier";
export type { GlobalWebTierArgs, SiteThresholdArgs } from "./global-web-tier/global-web-tier-args";
export { GovernedKubernetes } from "./kubernetes/governed-kubernetes";
export type {
  GovernedKubernetesArgs,
  NodeAlertThresholdArgs,
  NodePoolArgs,
  NodeTaintArgs,
  UpgradeWindowArgs,
} from "./kubernetes/governed-kubernetes-args";
export { TaintEffect, UpgradeDay } from "./kubernetes/governed-kubernetes-args";
export type { SlackArgs } from "./parts/alert-recipients";
export type { BackupPolicyArgs } from "./parts/backup-policy";
export { BackupPlan, Weekday } from "./parts/backup-policy";
export { GovernedWebTier } from "./web-tier/governed-web-tier";
export type {
  AlertThresholdArgs,
  AutoscaleArgs,
  GovernedWebTierArgs,
} from "./web-tier/governed-web-tier-args";
export { Rollout } from "./web-tier/governed-web-tier-args";
