// Made by tools/generators/folder-lists.ts from the files of this folder. Do not edit.
import type { Kind } from "./kind";
import { app } from "./app";
import { byoipPrefix } from "./byoip-prefix";
import { cdn } from "./cdn";
import { certificate } from "./certificate";
import { containerRegistries } from "./container-registries";
import { containerRegistryDockerCredentials } from "./container-registry-docker-credentials";
import { containerRegistry } from "./container-registry";
import { customImage } from "./custom-image";
import { databaseAdvancedMysqlConfig } from "./database-advanced-mysql-config";
import { databaseAdvancedPostgresqlConfig } from "./database-advanced-postgresql-config";
import { databaseCluster } from "./database-cluster";
import { databaseConnectionPool } from "./database-connection-pool";
import { databaseDb } from "./database-db";
import { databaseFirewall } from "./database-firewall";
import { databaseKafkaConfig } from "./database-kafka-config";
import { databaseKafkaSchemaRegistry } from "./database-kafka-schema-registry";
import { databaseKafkaTopic } from "./database-kafka-topic";
import { databaseLogsinkOpensearch } from "./database-logsink-opensearch";
import { databaseLogsinkRsyslog } from "./database-logsink-rsyslog";
import { databaseMongodbConfig } from "./database-mongodb-config";
import { databaseMysqlConfig } from "./database-mysql-config";
import { databaseOnlineMigration } from "./database-online-migration";
import { databaseOpensearchConfig } from "./database-opensearch-config";
import { databasePostgresqlConfig } from "./database-postgresql-config";
import { databaseRedisConfig } from "./database-redis-config";
import { databaseReplica } from "./database-replica";
import { databaseUser } from "./database-user";
import { databaseValkeyConfig } from "./database-valkey-config";
import { dedicatedInferenceToken } from "./dedicated-inference-token";
import { dedicatedInference } from "./dedicated-inference";
import { dnsRecord } from "./dns-record";
import { domain } from "./domain";
import { dropletAutoscale } from "./droplet-autoscale";
import { dropletSnapshot } from "./droplet-snapshot";
import { droplet } from "./droplet";
import { firewall } from "./firewall";
import { gradientaiAgentKnowledgeBaseAttachment } from "./gradientai-agent-knowledge-base-attachment";
import { genaiAgentKnowledgeBaseAttachment } from "./gradientai-agent-knowledge-base-attachment";
import { gradientaiAgentRoute } from "./gradientai-agent-route";
import { genaiAgentRoute } from "./gradientai-agent-route";
import { gradientaiAgent } from "./gradientai-agent";
import { genaiAgent } from "./gradientai-agent";
import { gradientaiCustomModel } from "./gradientai-custom-model";
import { gradientaiFunction } from "./gradientai-function";
import { genaiFunction } from "./gradientai-function";
import { gradientaiIndexingJobCancel } from "./gradientai-indexing-job-cancel";
import { genaiIndexingJobCancel } from "./gradientai-indexing-job-cancel";
import { gradientaiKnowledgeBaseDataSource } from "./gradientai-knowledge-base-data-source";
import { genaiKnowledgeBaseDataSource } from "./gradientai-knowledge-base-data-source";
import { gradientaiKnowledgeBase } from "./gradientai-knowledge-base";
import { genaiKnowledgeBase } from "./gradientai-knowledge-base";
import { gradientaiOpenaiApiKey } from "./gradientai-openai-api-key";
import { genaiOpenaiApiKey } from "./gradientai-openai-api-key";
import { kubernetesCluster } from "./kubernetes-cluster";
import { kubernetesNodePool } from "./kubernetes-node-pool";
import { loadBalancer } from "./load-balancer";
import { monitorAlert } from "./monitor-alert";
import { nfsAccessPoint } from "./nfs-access-point";
import { nfsAttachment } from "./nfs-attachment";
import { nfsSnapshot } from "./nfs-snapshot";
import { nfs } from "./nfs";
import { partnerAttachment } from "./partner-attachment";
import { projectResources } from "./project-resources";
import { project } from "./project";
import { reservedIpAssignment } from "./reserved-ip-assignment";
import { floatingIpAssignment } from "./reserved-ip-assignment";
import { reservedIp } from "./reserved-ip";
import { floatingIp } from "./reserved-ip";
import { reservedIpv6Assignment } from "./reserved-ipv6-assignment";
import { reservedIpv6 } from "./reserved-ipv6";
import { spacesBucketCorsConfiguration } from "./spaces-bucket-cors-configuration";
import { spacesBucketLogging } from "./spaces-bucket-logging";
import { spacesBucketObject } from "./spaces-bucket-object";
import { spacesBucketPolicy } from "./spaces-bucket-policy";
import { spacesBucket } from "./spaces-bucket";
import { spacesKey } from "./spaces-key";
import { sshKey } from "./ssh-key";
import { tag } from "./tag";
import { uptimeAlert } from "./uptime-alert";
import { uptimeCheck } from "./uptime-check";
import { vectorDatabase } from "./vector-database";
import { volumeAttachment } from "./volume-attachment";
import { volumeSnapshot } from "./volume-snapshot";
import { volume } from "./volume";
import { vpcNatGateway } from "./vpc-nat-gateway";
import { vpcPeering } from "./vpc-peering";
import { vpc } from "./vpc";

/** Every resource class of `@pulumi/digitalocean`, by class name. */
export const kinds: readonly Kind[] = [
  app,
  byoipPrefix,
  cdn,
  certificate,
  containerRegistries,
  containerRegistry,
  containerRegistryDockerCredentials,
  customImage,
  databaseAdvancedMysqlConfig,
  databaseAdvancedPostgresqlConfig,
  databaseCluster,
  databaseConnectionPool,
  databaseDb,
  databaseFirewall,
  databaseKafkaConfig,
  databaseKafkaSchemaRegistry,
  databaseKafkaTopic,
  databaseLogsinkOpensearch,
  databaseLogsinkRsyslog,
  databaseMongodbConfig,
  databaseMysqlConfig,
  databaseOnlineMigration,
  databaseOpensearchConfig,
  databasePostgresqlConfig,
  databaseRedisConfig,
  databaseReplica,
  databaseUser,
  databaseValkeyConfig,
  dedicatedInference,
  dedicatedInferenceToken,
  dnsRecord,
  domain,
  droplet,
  dropletAutoscale,
  dropletSnapshot,
  firewall,
  floatingIp,
  floatingIpAssignment,
  genaiAgent,
  genaiAgentKnowledgeBaseAttachment,
  genaiAgentRoute,
  genaiFunction,
  genaiIndexingJobCancel,
  genaiKnowledgeBase,
  genaiKnowledgeBaseDataSource,
  genaiOpenaiApiKey,
  gradientaiAgent,
  gradientaiAgentKnowledgeBaseAttachment,
  gradientaiAgentRoute,
  gradientaiCustomModel,
  gradientaiFunction,
  gradientaiIndexingJobCancel,
  gradientaiKnowledgeBase,
  gradientaiKnowledgeBaseDataSource,
  gradientaiOpenaiApiKey,
  kubernetesCluster,
  kubernetesNodePool,
  loadBalancer,
  monitorAlert,
  nfs,
  nfsAccessPoint,
  nfsAttachment,
  nfsSnapshot,
  partnerAttachment,
  project,
  projectResources,
  reservedIp,
  reservedIpAssignment,
  reservedIpv6,
  reservedIpv6Assignment,
  spacesBucket,
  spacesBucketCorsConfiguration,
  spacesBucketLogging,
  spacesBucketObject,
  spacesBucketPolicy,
  spacesKey,
  sshKey,
  tag,
  uptimeAlert,
  uptimeCheck,
  vectorDatabase,
  volume,
  volumeAttachment,
  volumeSnapshot,
  vpc,
  vpcNatGateway,
  vpcPeering,
];
