import type { Api } from "../client/client.ts";
import {
  type Changeable,
  type Collection,
  type CollectionShape,
  changeableOf,
  collectionOf,
  type Deletable,
  deletableOf,
  type Readable,
  readableOf,
} from "./collection.ts";
import * as schemas from "./schemas.ts";

/** What a client lists by name, in the spelling of DigitalOcean's API, with what that API does to each. */
export interface Collections {
  readonly actions: Readable<schemas.Action>;
  /** An app's name stands in its `spec`. */
  readonly apps: Changeable<schemas.App>;
  readonly certificates: Collection<schemas.Certificate>;
  readonly cdnEndpoints: Changeable<schemas.CdnEndpoint>;
  readonly databases: Collection<schemas.DatabaseCluster>;
  /** Their ids are their names. */
  readonly domains: Collection<schemas.Domain>;
  readonly droplets: Collection<schemas.Droplet>;
  readonly firewalls: Changeable<schemas.Firewall>;
  readonly images: Changeable<schemas.Image>;
  readonly kubernetesClusters: Changeable<schemas.KubernetesCluster>;
  readonly loadBalancers: Changeable<schemas.LoadBalancer>;
  readonly projects: Changeable<schemas.Project>;
  /** Their ids are their addresses. */
  readonly reservedIps: Collection<schemas.ReservedIp>;
  readonly snapshots: Deletable<schemas.Snapshot>;
  readonly sshKeys: Changeable<schemas.SshKey>;
  /** Their ids are their names. */
  readonly tags: Collection<schemas.Tag>;
  readonly uptimeChecks: Changeable<schemas.UptimeCheck>;
  readonly volumes: Collection<schemas.Volume>;
  readonly vpcs: Changeable<schemas.Vpc>;
}

/** The collections over an API. */
export function collectionsOf(api: Api): Collections {
  const shape = <T>(
    path: string,
    many: string,
    one: string,
    schema: schemas.Schema<T>,
    toldBy?: "time" | "name",
  ): CollectionShape<T> => ({ path, many, one, schema, ...(toldBy === undefined ? {} : { toldBy }) });
  return {
    actions: readableOf(api, shape("/v2/actions", "actions", "action", schemas.action)),
    apps: changeableOf(api, shape("/v2/apps", "apps", "app", schemas.app)),
    certificates: collectionOf(
      api,
      shape("/v2/certificates", "certificates", "certificate", schemas.certificate, "time"),
    ),
    cdnEndpoints: changeableOf(api, shape("/v2/cdn/endpoints", "endpoints", "endpoint", schemas.cdnEndpoint)),
    databases: collectionOf(api, shape("/v2/databases", "databases", "database", schemas.databaseCluster, "time")),
    domains: collectionOf(api, shape("/v2/domains", "domains", "domain", schemas.domain, "name")),
    droplets: collectionOf(api, shape("/v2/droplets", "droplets", "droplet", schemas.droplet, "time")),
    firewalls: changeableOf(api, shape("/v2/firewalls", "firewalls", "firewall", schemas.firewall, "time")),
    images: changeableOf(api, shape("/v2/images", "images", "image", schemas.image, "time")),
    kubernetesClusters: changeableOf(
      api,
      shape("/v2/kubernetes/clusters", "kubernetes_clusters", "kubernetes_cluster", schemas.kubernetesCluster, "time"),
    ),
    loadBalancers: changeableOf(
      api,
      shape("/v2/load_balancers", "load_balancers", "load_balancer", schemas.loadBalancer, "time"),
    ),
    projects: changeableOf(api, shape("/v2/projects", "projects", "project", schemas.project, "time")),
    reservedIps: collectionOf(api, shape("/v2/reserved_ips", "reserved_ips", "reserved_ip", schemas.reservedIp)),
    snapshots: deletableOf(api, shape("/v2/snapshots", "snapshots", "snapshot", schemas.snapshot)),
    sshKeys: changeableOf(api, shape("/v2/account/keys", "ssh_keys", "ssh_key", schemas.sshKey)),
    tags: collectionOf(api, shape("/v2/tags", "tags", "tag", schemas.tag, "name")),
    uptimeChecks: changeableOf(api, shape("/v2/uptime/checks", "checks", "check", schemas.uptimeCheck)),
    volumes: collectionOf(api, shape("/v2/volumes", "volumes", "volume", schemas.volume, "time")),
    vpcs: changeableOf(api, shape("/v2/vpcs", "vpcs", "vpc", schemas.vpc, "time")),
  };
}
