// What a client reads of DigitalOcean's answers: the fields that are used, as they are spelled there. Others stay as they
// come. What can be missing for an account of any age may be absent here.
import * as z from "zod";

/** The form of one thing. */
export type Schema<T> = z.ZodType<T>;

const time = z.string();
const tags = z.array(z.string()).nullish();
const place = z.looseObject({ slug: z.string() });

export const action = z.looseObject({
  id: z.number(),
  status: z.enum(["in-progress", "completed", "errored"]),
  type: z.string(),
  started_at: time,
  completed_at: time.nullish(),
  resource_id: z.number().nullish(),
  resource_type: z.string(),
  region_slug: z.string().nullish(),
});
/** What was done to a resource, or is being done. Times are ISO 8601, in UTC. */
export type Action = z.infer<typeof action>;

export const app = z.looseObject({
  id: z.string(),
  spec: z.looseObject({ name: z.string() }),
  created_at: time.optional(),
});
export type App = z.infer<typeof app>;

export const certificate = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  state: z.string().optional(),
  not_after: time.nullish(),
  dns_names: z.array(z.string()).nullish(),
  created_at: time.optional(),
});
export type Certificate = z.infer<typeof certificate>;

export const cdnEndpoint = z.looseObject({ id: z.string(), origin: z.string(), endpoint: z.string().optional() });
export type CdnEndpoint = z.infer<typeof cdnEndpoint>;

export const databaseCluster = z.looseObject({
  id: z.string(),
  name: z.string(),
  engine: z.string(),
  version: z.string().nullish(),
  status: z.string().optional(),
  region: z.string(),
  size: z.string(),
  num_nodes: z.number(),
  private_network_uuid: z.string().nullish(),
  tags,
  created_at: time.optional(),
});
export type DatabaseCluster = z.infer<typeof databaseCluster>;

export const domain = z.looseObject({ name: z.string(), ttl: z.number().nullish() });
export type Domain = z.infer<typeof domain>;

export const droplet = z.looseObject({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  size_slug: z.string(),
  region: place,
  vpc_uuid: z.string().nullish(),
  tags,
  volume_ids: z.array(z.string()).nullish(),
  created_at: time,
});
export type Droplet = z.infer<typeof droplet>;

export const firewall = z.looseObject({
  id: z.string(),
  name: z.string(),
  status: z.string().optional(),
  droplet_ids: z.array(z.number()).nullish(),
  tags,
  created_at: time.optional(),
});
export type Firewall = z.infer<typeof firewall>;

export const image = z.looseObject({
  id: z.number(),
  name: z.string(),
  type: z.string(),
  slug: z.string().nullish(),
  size_gigabytes: z.number().nullish(),
  regions: z.array(z.string()),
  tags,
  created_at: time.optional(),
});
export type Image = z.infer<typeof image>;

export const kubernetesCluster = z.looseObject({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  version: z.string(),
  vpc_uuid: z.string().nullish(),
  tags,
  created_at: time.optional(),
});
export type KubernetesCluster = z.infer<typeof kubernetesCluster>;

export const loadBalancer = z.looseObject({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  droplet_ids: z.array(z.number()).nullish(),
  tag: z.string().nullish(),
  created_at: time.optional(),
});
export type LoadBalancer = z.infer<typeof loadBalancer>;

export const project = z.looseObject({
  id: z.string(),
  name: z.string(),
  is_default: z.boolean().optional(),
  created_at: time.optional(),
});
export type Project = z.infer<typeof project>;

export const reservedIp = z.looseObject({
  ip: z.string(),
  region: place,
  droplet: z.looseObject({ id: z.number() }).nullish(),
});
export type ReservedIp = z.infer<typeof reservedIp>;

export const snapshot = z.looseObject({
  id: z.union([z.string(), z.number()]),
  name: z.string(),
  resource_id: z.string(),
  resource_type: z.string(),
  /** GiB. */
  size_gigabytes: z.number(),
  regions: z.array(z.string()),
  tags,
  created_at: time,
});
export type Snapshot = z.infer<typeof snapshot>;

export const sshKey = z.looseObject({
  id: z.number(),
  name: z.string(),
  fingerprint: z.string(),
  public_key: z.string(),
});
export type SshKey = z.infer<typeof sshKey>;

export const tag = z.looseObject({ name: z.string() });
export type Tag = z.infer<typeof tag>;

export const uptimeCheck = z.looseObject({ id: z.string(), name: z.string(), type: z.string(), target: z.string() });
export type UptimeCheck = z.infer<typeof uptimeCheck>;

export const volume = z.looseObject({
  id: z.string(),
  name: z.string(),
  region: place,
  size_gigabytes: z.number(),
  droplet_ids: z.array(z.number()).nullish(),
  tags,
  created_at: time.optional(),
});
export type Volume = z.infer<typeof volume>;

export const vpc = z.looseObject({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  ip_range: z.string().optional(),
  default: z.boolean().optional(),
  created_at: time.optional(),
});
export type Vpc = z.infer<typeof vpc>;
