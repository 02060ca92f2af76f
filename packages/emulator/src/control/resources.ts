import * as z from "zod";
import type { Account } from "../state/account.ts";

/** Something that an account has, as the page draws it. */
export interface Resource {
  /** Unique in the account: `Droplet:500000001`. */
  readonly key: string;
  /** Class name in `@pulumi/digitalocean`. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly region: string | undefined;
  readonly status: string | undefined;
  /** Key of the VPC that it stands in. */
  readonly vpc: string | undefined;
  /** Keys of what it points at: the Droplets of a firewall, of a balancer, of a volume. */
  readonly targets: readonly string[];
  /** What its price follows from, as a Pulumi program would write it. */
  readonly inputs: object;
}

const text = z.string().optional().catch(undefined);
const texts = z.array(z.string()).catch([]);
const number = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

/**
 * What is read of a record, whichever kind it is of: a kind that lacks something simply does not have it. So a new kind
 * is one line below, and a record that changes shape cannot break the page.
 */
const recordSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
  name: text,
  region: z
    .union([z.string(), z.looseObject({ slug: z.string() }).transform(({ slug }) => slug)])
    .optional()
    .catch(undefined),
  status: z
    .union([z.string(), z.looseObject({ state: z.string() }).transform(({ state }) => state)])
    .optional()
    .catch(undefined),
  vpc_uuid: text,
  private_network_uuid: text,
  droplet_id: number,
  droplet_ids: z.array(z.number()).catch([]),
  tags: texts,
  tag: text,
  origin: text,
  vpc_ids: texts,
  size: text,
  size_slug: text,
  size_unit: number,
  size_gigabytes: number,
  type: text,
  engine: text,
  num_nodes: number,
  ha: flag,
  features: texts,
  backup_policy: z.unknown().optional(),
  spec: z.looseObject({ name: z.string() }).optional().catch(undefined),
});

type Row = z.output<typeof recordSchema>;

interface Source {
  readonly table: string;
  readonly kind: string;
  readonly inputs?: (row: Row) => object;
}

/** Kinds that the page shows, by the table that holds them. */
const sources: readonly Source[] = [
  { table: "vpcs", kind: "Vpc" },
  {
    table: "droplets",
    kind: "Droplet",
    inputs: ({ size, size_slug, region, features, backup_policy }) => ({
      size: size_slug ?? size,
      region,
      backups: features.includes("backups"),
      backupPolicy: backup_policy,
    }),
  },
  { table: "droplet_autoscale_pools", kind: "DropletAutoscale" },
  { table: "firewalls", kind: "Firewall" },
  {
    table: "load_balancers",
    kind: "LoadBalancer",
    inputs: ({ type, size, size_unit }) => ({
      type,
      size: size_unit === undefined ? size : undefined,
      sizeUnit: size_unit,
    }),
  },
  { table: "volumes", kind: "Volume", inputs: ({ size_gigabytes, region }) => ({ size: size_gigabytes, region }) },
  {
    table: "reserved_ips",
    kind: "ReservedIp",
    inputs: ({ droplet_id, region }) => ({ dropletId: droplet_id, region }),
  },
  {
    table: "databases",
    kind: "DatabaseCluster",
    inputs: ({ engine, size, num_nodes, region }) => ({ engine, size, nodeCount: num_nodes, region }),
  },
  { table: "kubernetes_clusters", kind: "KubernetesCluster", inputs: ({ ha, region }) => ({ ha, region }) },
  {
    table: "kubernetes_node_pools",
    kind: "KubernetesNodePool",
    inputs: ({ size }) => ({ size }),
  },
  { table: "apps", kind: "App", inputs: ({ spec }) => ({ spec }) },
  { table: "buckets", kind: "SpacesBucket", inputs: ({ region }) => ({ region }) },
  { table: "cdn_endpoints", kind: "Cdn" },
  { table: "domains", kind: "Domain" },
  { table: "certificates", kind: "Certificate" },
  { table: "registries", kind: "ContainerRegistry" },
  { table: "projects", kind: "Project" },
];

/** Everything that an account has and the page shows. */
export function resourcesOf(account: Account): readonly Resource[] {
  const found = sources.flatMap((source) =>
    [...account.records(source.table)].map(([id, value]) => ({ source, id, row: recordSchema.parse(value) })),
  );
  const droplets = found.filter(({ source }) => source.kind === "Droplet");
  const buckets = found.filter(({ source }) => source.kind === "SpacesBucket");
  return found.map(({ source: { kind, inputs }, id, row }) => {
    const vpc = row.vpc_uuid ?? row.private_network_uuid;
    const tags = kind === "Droplet" ? [] : [...row.tags, ...(row.tag === undefined ? [] : [row.tag])];
    // Of the other kinds only these point at Droplets by their tags; elsewhere a tag is but a label.
    const byTag = ["Firewall", "LoadBalancer"].includes(kind)
      ? droplets.filter((droplet) => droplet.row.tags.some((tag) => tags.includes(tag)))
      : [];
    const origin = buckets.filter((bucket) => row.origin?.startsWith(`${nameOf(bucket)}.`));
    const targets = [
      ...row.droplet_ids.map((one) => `Droplet:${one}`),
      ...(row.droplet_id === undefined ? [] : [`Droplet:${row.droplet_id}`]),
      ...[...byTag, ...origin].map((target) => `${target.source.kind}:${target.id}`),
      ...row.vpc_ids.map((one) => `Vpc:${one}`),
    ];
    return {
      key: `${kind}:${id}`,
      kind,
      id,
      name: nameOf({ id, row }),
      region: row.region,
      status: row.status,
      vpc: vpc === undefined || vpc === "" ? undefined : `Vpc:${vpc}`,
      targets: [...new Set(targets)],
      inputs: inputs?.(row) ?? {},
    };
  });
}

const nameOf = ({ id, row }: { id: string; row: Row }) => row.name ?? row.spec?.name ?? id;
