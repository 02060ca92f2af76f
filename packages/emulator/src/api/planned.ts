import { camelCased } from "./camel-case.ts";

/** A resource that a request asks for, as a Pulumi program would write it. */
export interface Planned {
  /** Class name in `@pulumi/digitalocean`. */
  readonly kind: string;
  readonly inputs: object;
  /** Inputs that the operation refuses itself, in DigitalOcean's own words. */
  readonly elsewhere?: readonly string[];
}

type Body = Readonly<Record<string, unknown>>;

const reads: Readonly<Record<string, (body: Body) => readonly Planned[]>> = {
  "/v2/byoip_prefixes": (body) => [{ kind: "ByoipPrefix", inputs: plain(body), elsewhere: ["region"] }],
  "/v2/cdn/endpoints": (body) => [{ kind: "Cdn", inputs: plain(body) }],
  "/v2/certificates": ({ dns_names, ...body }) => [
    {
      kind: "Certificate",
      inputs: { ...plain(body), ...(dns_names === undefined ? {} : { domains: dns_names }) },
      elsewhere: ["privateKey", "leafCertificate", "certificateChain"],
    },
  ],
  "/v2/databases": ({ num_nodes, maintenance_window: _, rules, storage_autoscale, autoscale, ...body }) => [
    {
      kind: "DatabaseCluster",
      inputs: { ...plain(body), nodeCount: num_nodes },
      elsewhere: ["name", "engine", "version", "nodeCount", "size", "storageSizeMib", "region"],
    },
    ...(Array.isArray(rules) ? [{ kind: "DatabaseFirewall", inputs: { rules } }] : []),
  ],
  "/v2/databases/{database_cluster_uuid}/firewall": ({ rules }) => [{ kind: "DatabaseFirewall", inputs: { rules } }],
  "/v2/databases/{database_cluster_uuid}/pools": (body) => [{ kind: "DatabaseConnectionPool", inputs: plain(body) }],
  "/v2/databases/{database_cluster_uuid}/dbs": (body) => [{ kind: "DatabaseDb", inputs: plain(body) }],
  "/v2/databases/{database_cluster_uuid}/users": ({ name, settings }) => {
    const { acl: acls, opensearch_acl: opensearchAcls } = Object(settings);
    return [{ kind: "DatabaseUser", inputs: { name, settings: [{ acls, opensearchAcls }] } }];
  },
  "/v2/databases/{database_cluster_uuid}/logsink": ({ sink_type, config }) => {
    const { url: endpoint, timeout: timeoutSeconds, ...rest } = Object(config);
    const inputs = { ...plain(rest), endpoint, timeoutSeconds };
    if (sink_type === "rsyslog") return [{ kind: "DatabaseLogsinkRsyslog", inputs: plain(rest) }];
    return sink_type === "opensearch" || sink_type === "elasticsearch"
      ? [{ kind: "DatabaseLogsinkOpensearch", inputs }]
      : [];
  },
  "/v2/databases/{database_cluster_uuid}/schema-registry": (body) => [
    { kind: "DatabaseKafkaSchemaRegistry", inputs: plain(body) },
  ],
  "/v2/databases/{database_cluster_uuid}/topics": ({ config: _, ...body }) => [
    { kind: "DatabaseKafkaTopic", inputs: plain(body) },
  ],
  "/v2/databases/{database_cluster_uuid}/replicas": (body) => [
    { kind: "DatabaseReplica", inputs: plain(body), elsewhere: ["name", "size", "region"] },
  ],
  "/v2/dedicated-inferences": ({ spec }) => [{ kind: "DedicatedInference", inputs: plain(Object(spec)) }],
  "/v2/droplets/autoscale": (body) => [
    {
      kind: "DropletAutoscale",
      inputs: plain(body),
      elsewhere: ["dropletTemplate.region", "dropletTemplate.size", "dropletTemplate.userData"],
    },
  ],
  "/v2/images": ({ region, ...body }) => [
    { kind: "CustomImage", inputs: { ...plain(body), regions: [region] }, elsewhere: ["regions"] },
  ],
  "/v2/kubernetes/clusters": ({ node_pools, sso, ...body }) => {
    const [first, ...others] = Array.isArray(node_pools) ? node_pools : [];
    return [
      {
        kind: "KubernetesCluster",
        inputs: {
          ...plain(body),
          ...(sso === undefined ? {} : { ssos: [camelCased(sso)] }),
          ...(first === undefined ? {} : { nodePool: nodePool(first) }),
        },
        elsewhere: ["region", "nodePool", "nodePool.size"],
      },
      ...others.map((pool) => nodePoolPlanned(pool)),
    ];
  },
  "/v2/kubernetes/clusters/{cluster_id}/node_pools": (body) => [nodePoolPlanned(body)],
  "/v2/monitoring/alerts": ({ alerts, ...body }) => {
    const { email, slack } = Object(alerts);
    // One without entities and tags is about all that the account has.
    const inputs = { ...plain(body), alerts: { emails: email, slacks: slack } };
    return [{ kind: "MonitorAlert", inputs, elsewhere: ["entities"] }];
  },
  "/v2/nfs": ({ size_gib, vpc_ids, ...body }) => [
    { kind: "Nfs", inputs: { ...plain(body), size: size_gib }, elsewhere: ["region", "performanceTier"] },
  ],
  "/v2/nfs/{nfs_id}/actions": ({ type, params }) =>
    type === "snapshot" ? [{ kind: "NfsSnapshot", inputs: { name: Object(params).name }, elsewhere: ["region"] }] : [],
  "/v2/partner_network_connect/attachments": (body) => [{ kind: "PartnerAttachment", inputs: plain(body) }],
  "/v2/projects": (body) => [{ kind: "Project", inputs: plain(body) }],
  "/v2/projects/{project_id}/resources": (body) => [
    { kind: "ProjectResources", inputs: plain(body), elsewhere: ["project"] },
  ],
  "/v2/registries": (body) => [{ kind: "ContainerRegistry", inputs: plain(body) }],
  "/v2/registry": (body) => [{ kind: "ContainerRegistry", inputs: plain(body) }],
  "/v2/spaces/keys": (body) => [{ kind: "SpacesKey", inputs: plain(body) }],
  "/v2/uptime/checks": (body) => [{ kind: "UptimeCheck", inputs: plain(body) }],
  "/v2/uptime/checks/{check_id}/alerts": ({ threshold, notifications, ...body }) => {
    const { email, slack } = Object(notifications);
    const inputs = {
      ...plain(body),
      ...(threshold === 0 ? {} : { threshold }),
      notifications: [{ emails: email, slacks: slack }],
    };
    return [{ kind: "UptimeAlert", inputs }];
  },
  "/v2/vector-databases": (body) => [{ kind: "VectorDatabase", inputs: plain(body), elsewhere: ["region"] }],
  "/v2/vpc_nat_gateways": ({ egresses: _, ...body }) => [
    { kind: "VpcNatGateway", inputs: plain(body), elsewhere: ["region"] },
  ],
};

/**
 * The resources that the body of a request asks for, by the operation: `POST /v2/firewalls`. Only a creation asks for
 * a whole one, and so does a PUT of what is replaced as a whole.
 */
export function plannedBy(operation: string, body: unknown): readonly Planned[] {
  const [method = "", path = ""] = operation.split(" ");
  const read = Object.hasOwn(reads, path) ? reads[path] : undefined;
  const isWhole = method === "POST" || path.endsWith("/firewall");
  return read === undefined || !isWhole ? [] : read(Object(body));
}

/** A load balancer, as a request or a record has it. */
export function loadBalancer({
  health_check,
  sticky_sessions,
  droplet_ids,
  tag,
  firewall: rules,
  ...body
}: Body): Planned {
  const { allow, deny } = Object(rules);
  const inputs = {
    ...plain(body),
    ...(tag === "" ? {} : { dropletTag: tag }),
    dropletIds: droplet_ids,
    healthcheck: camelCased(health_check),
    stickySessions: camelCased(sticky_sessions),
    firewall: { allows: allow, denies: deny },
  };
  return { kind: "LoadBalancer", inputs, elsewhere: ["region"] };
}

/** A firewall, as a request or a record has it. */
export function firewall({ inbound_rules, outbound_rules, ...body }: Body): Planned {
  const inputs = {
    ...plain(body),
    inboundRules: rulesOf(inbound_rules, "source"),
    outboundRules: rulesOf(outbound_rules, "destination"),
  };
  return { kind: "Firewall", inputs, elsewhere: ["name"] };
}

function rulesOf(rules: unknown, peer: "source" | "destination"): readonly object[] {
  if (!Array.isArray(rules)) return [];
  return rules.map(({ protocol, ports, action, [`${peer}s`]: peers }) => {
    const { addresses, droplet_ids, load_balancer_uids, kubernetes_ids, tags } = Object(peers);
    return {
      protocol,
      portRange: ports,
      action,
      [`${peer}Addresses`]: addresses,
      [`${peer}DropletIds`]: droplet_ids,
      [`${peer}LoadBalancerUids`]: load_balancer_uids,
      [`${peer}KubernetesIds`]: kubernetes_ids,
      [`${peer}Tags`]: tags,
    };
  });
}

function nodePoolPlanned(pool: unknown): Planned {
  return { kind: "KubernetesNodePool", inputs: nodePool(pool), elsewhere: ["size"] };
}

function nodePool(pool: unknown): object {
  const { count, labels, ...body } = Object(pool);
  // Their keys are the program's own.
  return { ...plain(body), nodeCount: count, labels };
}

/** A body in the words of Pulumi. Clients send an empty text for what they leave out. */
function plain(body: Body): object {
  return Object(camelCased(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ""))));
}
