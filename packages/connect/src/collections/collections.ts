import type { Api } from "../client/client.ts";
import { type Collection, collectionOf, type Readable } from "./collection.ts";
import * as schemas from "./schemas.ts";

/** What a client lists by name, in the spelling of DigitalOcean's API. */
export interface Collections {
  readonly actions: Readable<schemas.Action>;
  readonly apps: Readable<schemas.App>;
  readonly certificates: Collection<schemas.Certificate>;
  readonly cdnEndpoints: Collection<schemas.CdnEndpoint>;
  readonly databases: Collection<schemas.DatabaseCluster>;
  /** Their ids are their names. */
  readonly domains: Collection<schemas.Domain>;
  readonly droplets: Collection<schemas.Droplet>;
  readonly firewalls: Collection<schemas.Firewall>;
  readonly images: Collection<schemas.Image>;
  readonly kubernetesClusters: Collection<schemas.KubernetesCluster>;
  readonly loadBalancers: Collection<schemas.LoadBalancer>;
  readonly projects: Collection<schemas.Project>;
  /** Their ids are their addresses. */
  readonly reservedIps: Collection<schemas.ReservedIp>;
  readonly snapshots: Readable<schemas.Snapshot>;
  readonly sshKeys: Collection<schemas.SshKey>;
  /** Their ids are their names. */
  readonly tags: Collection<schemas.Tag>;
  readonly uptimeChecks: Collection<schemas.UptimeCheck>;
  readonly volumes: Collection<schemas.Volume>;
  readonly vpcs: Collection<schemas.Vpc>;
}

/** The collections over an API. */
export function collectionsOf(api: Api): Collections {
  const at = <T>(path: string, many: string, one: string, schema: schemas.Schema<T>) =>
    collectionOf(api, { path, many, one, schema });
  const byName = <T>(path: string, many: string, one: string, schema: schemas.Schema<T>) =>
    collectionOf(api, { path, many, one, schema, hasUniqueNames: true });
  return {
    actions: at("/v2/actions", "actions", "action", schemas.action),
    apps: at("/v2/apps", "apps", "app", schemas.app),
    certificates: byName("/v2/certificates", "certificates", "certificate", schemas.certificate),
    cdnEndpoints: at("/v2/cdn/endpoints", "endpoints", "endpoint", schemas.cdnEndpoint),
    databases: byName("/v2/databases", "databases", "database", schemas.databaseCluster),
    domains: byName("/v2/domains", "domains", "domain", schemas.domain),
    droplets: at("/v2/droplets", "droplets", "droplet", schemas.droplet),
    firewalls: byName("/v2/firewalls", "firewalls", "firewall", schemas.firewall),
    images: at("/v2/images", "images", "image", schemas.image),
    kubernetesClusters: byName(
      "/v2/kubernetes/clusters",
      "kubernetes_clusters",
      "kubernetes_cluster",
      schemas.kubernetesCluster,
    ),
    loadBalancers: byName("/v2/load_balancers", "load_balancers", "load_balancer", schemas.loadBalancer),
    projects: byName("/v2/projects", "projects", "project", schemas.project),
    reservedIps: at("/v2/reserved_ips", "reserved_ips", "reserved_ip", schemas.reservedIp),
    snapshots: at("/v2/snapshots", "snapshots", "snapshot", schemas.snapshot),
    sshKeys: at("/v2/account/keys", "ssh_keys", "ssh_key", schemas.sshKey),
    tags: byName("/v2/tags", "tags", "tag", schemas.tag),
    uptimeChecks: at("/v2/uptime/checks", "checks", "check", schemas.uptimeCheck),
    // One of a name in a region, which a request that is sent again could not double either.
    volumes: at("/v2/volumes", "volumes", "volume", schemas.volume),
    vpcs: byName("/v2/vpcs", "vpcs", "vpc", schemas.vpc),
  };
}
