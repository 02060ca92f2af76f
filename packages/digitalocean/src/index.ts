export { AccountBaseline } from "./account/account-baseline";
export type { AccountBaselineArgs, AccountProjectArgs, AccountRegistryArgs } from "./account/account-baseline-args";
export { ProjectEnvironment, RegistryTier } from "./account/account-baseline-args";
export { GovernedApp } from "./app/governed-app";
export type {
  AppAutoscaleArgs,
  AppContainerArgs,
  AppDatabaseArgs,
  AppEnvironmentArgs,
  AppFunctionsArgs,
  AppHealthCheckArgs,
  AppImageArgs,
  AppJobArgs,
  AppServiceArgs,
  AppSourceArgs,
  AppStaticSiteArgs,
  AppThresholdArgs,
  AppWorkerArgs,
  GovernedAppArgs,
} from "./app/governed-app-args";
export { BoundEngine, ImageRegistry, JobTime, SourceHost } from "./app/governed-app-args";
export { ArchivedBucket } from "./archive/archived-bucket";
export type { ArchivedBucketArgs, CorsRuleArgs } from "./archive/archived-bucket-args";
export { CorsMethod, KeyPermission } from "./archive/archived-bucket-args";
export { Bastion } from "./bastion/bastion";
export type { BastionArgs, BastionInboundRule } from "./bastion/bastion-args";
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
export { DnsZone } from "./dns/dns-zone";
export type { DnsZoneArgs, ZoneMailArgs, ZoneRecordArgs } from "./dns/dns-zone-args";
export { DmarcPolicy, ZoneRecordType } from "./dns/dns-zone-args";
export { GovernedDroplet } from "./droplet/governed-droplet";
export type {
  DockerArgs,
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
export { MonitoringBaseline } from "./monitoring/monitoring-baseline";
export type {
  MonitoredSiteArgs,
  MonitoringBaselineArgs,
  MonitoringThresholdArgs,
} from "./monitoring/monitoring-baseline-args";
export { GovernedNetwork } from "./network/governed-network";
export type {
  GovernedNetworkArgs,
  NetworkAllowArgs,
  NetworkPeeringArgs,
  NetworkVpcArgs,
} from "./network/governed-network-args";
export { TrafficProtocol } from "./network/governed-network-args";
export { NfsShare } from "./nfs/nfs-share";
export type { NfsShareArgs } from "./nfs/nfs-share-args";
export { PerformanceTier } from "./nfs/nfs-share-args";
export type { BackupPolicyArgs } from "./parts/backup-policy-args";
export { BackupPlan, Weekday } from "./parts/backup-policy-args";
export type { DropletThresholdArgs } from "./parts/droplet-threshold-args";
export type { SlackArgs } from "./parts/slack-args";
export { SnapshotSchedule } from "./snapshots/snapshot-schedule";
export type {
  SnapshotAlertThresholdArgs,
  SnapshotRetentionArgs,
  SnapshotScheduleArgs,
} from "./snapshots/snapshot-schedule-args";
export { StaticSite } from "./static-site/static-site";
export type { StaticSiteArgs } from "./static-site/static-site-args";
export { GovernedWebTier } from "./web-tier/governed-web-tier";
export type {
  AlertThresholdArgs,
  AutoscaleArgs,
  GovernedWebTierArgs,
} from "./web-tier/governed-web-tier-args";
export { Rollout } from "./web-tier/governed-web-tier-args";
