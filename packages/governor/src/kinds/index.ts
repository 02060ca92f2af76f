import { Property } from "../view/property";
import type { ValueMap } from "../view/value";
import { app } from "./app";
import { byoipPrefix } from "./byoip-prefix";
import { cdn } from "./cdn";
import { certificate } from "./certificate";
import { containerRegistries } from "./container-registries";
import { containerRegistry } from "./container-registry";
import { containerRegistryDockerCredentials } from "./container-registry-docker-credentials";
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
import { dedicatedInference } from "./dedicated-inference";
import { dedicatedInferenceToken } from "./dedicated-inference-token";
import { dnsRecord } from "./dns-record";
import { domain } from "./domain";
import { droplet } from "./droplet";
import { dropletAutoscale } from "./droplet-autoscale";
import { dropletSnapshot } from "./droplet-snapshot";
import { firewall } from "./firewall";
import { floatingIp } from "./floating-ip";
import { floatingIpAssignment } from "./floating-ip-assignment";
import { genaiAgent } from "./genai-agent";
import { genaiAgentKnowledgeBaseAttachment } from "./genai-agent-knowledge-base-attachment";
import { genaiAgentRoute } from "./genai-agent-route";
import { genaiFunction } from "./genai-function";
import { genaiIndexingJobCancel } from "./genai-indexing-job-cancel";
import { genaiKnowledgeBase } from "./genai-knowledge-base";
import { genaiKnowledgeBaseDataSource } from "./genai-knowledge-base-data-source";
import { genaiOpenaiApiKey } from "./genai-openai-api-key";
import { gradientaiAgent } from "./gradientai-agent";
import { gradientaiAgentKnowledgeBaseAttachment } from "./gradientai-agent-knowledge-base-attachment";
import { gradientaiAgentRoute } from "./gradientai-agent-route";
import { gradientaiCustomModel } from "./gradientai-custom-model";
import { gradientaiFunction } from "./gradientai-function";
import { gradientaiIndexingJobCancel } from "./gradientai-indexing-job-cancel";
import { gradientaiKnowledgeBase } from "./gradientai-knowledge-base";
import { gradientaiKnowledgeBaseDataSource } from "./gradientai-knowledge-base-data-source";
import { gradientaiOpenaiApiKey } from "./gradientai-openai-api-key";
import type { Kind } from "./kind";
import { kubernetesCluster } from "./kubernetes-cluster";
import { kubernetesNodePool } from "./kubernetes-node-pool";
import { loadBalancer } from "./load-balancer";
import { monitorAlert } from "./monitor-alert";
import { nfs } from "./nfs";
import { nfsAccessPoint } from "./nfs-access-point";
import { nfsAttachment } from "./nfs-attachment";
import { nfsSnapshot } from "./nfs-snapshot";
import { partnerAttachment } from "./partner-attachment";
import { project } from "./project";
import { projectResources } from "./project-resources";
import { reservedIp } from "./reserved-ip";
import { reservedIpAssignment } from "./reserved-ip-assignment";
import { reservedIpv6 } from "./reserved-ipv6";
import { reservedIpv6Assignment } from "./reserved-ipv6-assignment";
import { s3KindIn, s3Kinds } from "./s3";
import { spacesEndpoint } from "./s3/spaces-endpoint";
import { spacesBucket } from "./spaces-bucket";
import { spacesBucketCorsConfiguration } from "./spaces-bucket-cors-configuration";
import { spacesBucketLogging } from "./spaces-bucket-logging";
import { spacesBucketObject } from "./spaces-bucket-object";
import { spacesBucketPolicy } from "./spaces-bucket-policy";
import { spacesKey } from "./spaces-key";
import { sshKey } from "./ssh-key";
import { tag } from "./tag";
import { uptimeAlert } from "./uptime-alert";
import { uptimeCheck } from "./uptime-check";
import { vectorDatabase } from "./vector-database";
import { volume } from "./volume";
import { volumeAttachment } from "./volume-attachment";
import { volumeSnapshot } from "./volume-snapshot";
import { vpc } from "./vpc";
import { vpcNatGateway } from "./vpc-nat-gateway";
import { vpcPeering } from "./vpc-peering";

/** Every resource class of `@pulumi/digitalocean` 4.80, by class name. */
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

let byType: ReadonlyMap<string, Kind> | undefined;
let byName: ReadonlyMap<string, Kind> | undefined;

/** The kind of a type token, such as `digitalocean:index/droplet:Droplet`; undefined for what is not governed. */
export function kindOf(type: string): Kind | undefined {
  byType ??= new Map(kinds.map((kind) => [kind.type, kind]));
  return byType.get(type);
}

/**
 * The kind of a resource: by its type, and for those of `@pulumi/aws` by where their provider sends them.
 *
 * @param provider Inputs of the provider that manages it, if the source shows them.
 */
export function kindUnder(type: string, provider: ValueMap | undefined): Kind | undefined {
  if (!type.startsWith("aws:s3/")) return kindOf(type);
  const { points, region } = spacesEndpoint(new Property("endpoints", provider?.endpoints));
  return points === "yes" ? s3KindIn(type, region) : undefined;
}

/** The class names of the kinds of which something holds, those of `@pulumi/aws` last. */
export function kindNamesWhere(holds: (kind: Kind) => boolean): readonly string[] {
  return [...new Set([...kinds, ...s3Kinds].filter(holds).map(({ name }) => name))];
}

/** The kind of a class name, such as `Droplet`. */
export function kindNamed(name: string): Kind | undefined {
  // Of two tokens with one name the first stands for both.
  byName ??= new Map([...s3Kinds, ...kinds].reverse().map((kind) => [kind.name, kind]));
  return byName.get(name);
}
