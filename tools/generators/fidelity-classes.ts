/** Test of the real provider's that goes over a class: created, unchanged, refreshed without drift, destroyed. */
interface Tested {
  /** Below `test/emulator`. */
  readonly test: string;
}

/** Why a class does not work, or is in no test. */
interface Reason {
  readonly why: string;
}

const by = (test: string, ...classes: readonly string[]): Readonly<Record<string, Tested>> =>
  Object.fromEntries(classes.map((name) => [name, { test }]));

const because = (why: string, ...classes: readonly string[]): Readonly<Record<string, Reason>> =>
  Object.fromEntries(classes.map((name) => [name, { why }]));

/** One disposition for each class of `@pulumi/digitalocean` 4.80.1. */
export const classes: Readonly<Record<string, Tested | Reason>> = {
  ...by("compute.test.ts", "CustomImage", "Droplet", "DropletAutoscale", "DropletSnapshot", "SshKey", "Volume"),
  ...by("compute.test.ts", "VolumeAttachment", "VolumeSnapshot", "ReservedIpAssignment", "ReservedIpv6"),
  ...by("compute.test.ts", "ReservedIpv6Assignment"),
  ...by("network.test.ts", "Cdn", "Certificate", "DnsRecord", "Domain", "Firewall", "LoadBalancer", "MonitorAlert"),
  ...by("network.test.ts", "Project", "ProjectResources", "ReservedIp", "Tag", "UptimeAlert", "UptimeCheck", "Vpc"),
  ...by("network.test.ts", "VpcNatGateway", "VpcPeering"),
  ...by("managed.test.ts", "App", "ContainerRegistry", "DatabaseCluster", "DatabaseConnectionPool", "DatabaseDb"),
  ...by("managed.test.ts", "DatabaseFirewall", "DatabaseReplica", "DatabaseUser", "KubernetesCluster"),
  ...by("managed.test.ts", "KubernetesNodePool", "SpacesKey"),
  ...by("spaces.test.ts", "SpacesBucket", "SpacesBucketCorsConfiguration", "SpacesBucketLogging"),
  ...by("spaces.test.ts", "SpacesBucketObject", "SpacesBucketPolicy"),
  ...by("nfs-share.test.ts", "Nfs", "NfsAccessPoint", "NfsAttachment", "NfsSnapshot"),
  ...by("compute.test.ts", "FloatingIp", "FloatingIpAssignment"),
  ...by("classes.test.ts", "ByoipPrefix", "ContainerRegistries"),
  ...by("classes.test.ts", "DatabaseAdvancedMysqlConfig", "DatabaseAdvancedPostgresqlConfig", "DatabaseKafkaConfig"),
  ...by("classes.test.ts", "DatabaseMongodbConfig", "DatabaseMysqlConfig", "DatabaseOpensearchConfig"),
  ...by("classes.test.ts", "DatabasePostgresqlConfig", "DatabaseValkeyConfig", "PartnerAttachment"),
  ...by("classes.test.ts", "DatabaseLogsinkOpensearch", "DatabaseLogsinkRsyslog", "VectorDatabase"),
  ...by("classes.test.ts", "DedicatedInference", "DedicatedInferenceToken", "GenaiOpenaiApiKey"),
  ...by("classes.test.ts", "GradientaiOpenaiApiKey"),
  ...by("data-services.test.ts", "DatabaseKafkaSchemaRegistry", "DatabaseKafkaTopic", "DatabaseOnlineMigration"),

  ...because(
    "goes up and is refreshed; at its end the provider revokes the token at DigitalOcean's own address, whatever it was told, and ends itself where that cannot be reached",
    "ContainerRegistryDockerCredentials",
  ),
  ...because("needs a Redis cluster, which can no longer be created: Valkey took its place", "DatabaseRedisConfig"),
  ...because(
    "no GradientAI platform: models, knowledge bases and agents are known only to an account, and nothing would answer",
    ...[
      "Agent",
      "AgentKnowledgeBaseAttachment",
      "AgentRoute",
      "Function",
      "IndexingJobCancel",
      "KnowledgeBase",
    ].flatMap((name) => [`Gradientai${name}`, `Genai${name}`]),
    "GradientaiKnowledgeBaseDataSource",
    "GenaiKnowledgeBaseDataSource",
    "GradientaiCustomModel",
  ),
};
