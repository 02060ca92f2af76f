import type { ResourceRecord } from "@infrafabric/governor";
import { kindOf, spacesRegions } from "@infrafabric/governor/internal";

/** Facts of a resource that the API tells and that are no inputs, such as `default` of a VPC. */
export type Facts = Readonly<Record<string, unknown>>;

/** A resource that a project does not manage, and why. */
export interface LeftOut {
  readonly record: ResourceRecord;
  readonly reason: string;
}

/** Kinds that no project manages, by the reason. */
const byKind: ReadonlyMap<string, string> = new Map([
  ...(
    [
      ["CustomImage", "an image"],
      ["GradientaiIndexingJobCancel", "a cancelled job"],
      ["NfsAttachment", "the attachment of a share"],
      ["ProjectResources", "an assignment to a project, which its project lists"],
      ["SpacesBucketObject", "an object"],
      ["SpacesKey", "a key to Spaces, whose secret is shown only once"],
    ] as const
  ).map(([kind, what]) => [kind, `the provider cannot import ${what}`] as const),
  ["ReservedIpAssignment", "the reserved IP names its Droplet itself"],
  ["ReservedIpv6Assignment", "the reserved IP names its Droplet itself"],
  ["Tag", "a tag exists by the resources that have it"],
  ["VolumeAttachment", "the Droplet lists its volumes itself"],
]);

const ofKubernetes = "made by a Kubernetes cluster, which changes and deletes it by itself";

/** Why a project does not manage a resource; undefined if it does. */
export function reasonToLeaveOut(record: ResourceRecord, facts: Facts): string | undefined {
  const kind = kindOf(record.type);
  if (kind === undefined) return "its type is not known";
  if (kind.successor !== undefined) return `the same resource is managed as a ${kind.successor}`;
  if (record.id === undefined) return "its ID is not known";
  return byKind.get(kind.name) ?? made[kind.name]?.(record, facts) ?? regionReason(record);
}

/** The provider knows the regions of buckets by a list of its own. */
function regionReason({ type, inputs: { region } }: ResourceRecord): string | undefined {
  return /:SpacesBucket\w*$/.test(type) && typeof region === "string" && !spacesRegions.includes(region)
    ? "the provider does not accept its region yet"
    : undefined;
}

type Reason = (record: ResourceRecord, facts: Facts) => string | undefined;

/** What DigitalOcean makes by itself, by kind. */
const made: Readonly<Record<string, Reason>> = {
  Vpc: (_, facts) =>
    facts.default === true ? "a region's default VPC cannot be deleted, nor made by a program" : undefined,
  Project: ({ inputs }, facts) =>
    facts.is_default === true || inputs.isDefault === true
      ? "the default project cannot be deleted, nor made by a program"
      : undefined,
  DnsRecord: ({ inputs: { type, name } }) =>
    type === "SOA" || (type === "NS" && name === "@") ? "DigitalOcean makes it with the domain" : undefined,
  DatabaseDb: ({ inputs: { name } }) => (name === "defaultdb" ? "DigitalOcean makes it with the cluster" : undefined),
  DatabaseUser: ({ inputs: { name } }) => (name === "doadmin" ? "DigitalOcean makes it with the cluster" : undefined),
  Droplet: (record) =>
    byTag(record, /^k8s(:|$)/, ofKubernetes) ?? byTag(record, /^autoscale(:|$)/, "made by an autoscale pool"),
  Volume: (record) =>
    byTag(record, /^k8s(:|$)/, ofKubernetes) ??
    (/^pvc-[0-9a-f-]{36}$/.test(String(record.inputs.name)) ? ofKubernetes : undefined),
  VolumeSnapshot: (record) => byTag(record, /^k8s(:|$)/, ofKubernetes),
  KubernetesCluster: (_, { node_pools: pools }) =>
    Array.isArray(pools) && pools.length > 1 && !pools.some(isDefaultPool)
      ? "the provider imports a cluster of several node pools only if one has the tag terraform:default-node-pool"
      : undefined,
  LoadBalancer: (record) => byTag(record, /^k8s(:|$)/, ofKubernetes),
  Firewall: ({ inputs }) =>
    /^k8s-(?:public-access-)?[0-9a-f-]{36}(?:-worker)?$/.test(String(inputs.name)) ? ofKubernetes : undefined,
};

function isDefaultPool(pool: unknown): boolean {
  const tags: unknown = Reflect.get(Object(pool), "tags");
  return Array.isArray(tags) && tags.includes("terraform:default-node-pool");
}

function byTag({ inputs: { tags } }: ResourceRecord, tag: RegExp, reason: string): string | undefined {
  const isThere = Array.isArray(tags) && tags.some((one) => typeof one === "string" && tag.test(one));
  return isThere ? reason : undefined;
}
