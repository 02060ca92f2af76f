import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { forgetOwned } from "../collection.ts";
import { preconditionFailed, unprocessable } from "../errors.ts";
import {
  type Answer,
  accepted,
  bodyOperation,
  type Call,
  created,
  noContent,
  type Operation,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { allRegions } from "../regions/region.ts";
import { ensureTags, tagName } from "../tags/tag.ts";
import { hasSubnet } from "../vpcs/subnet.ts";
import { vpcFor } from "../vpcs/vpc-for.ts";
import {
  addOns,
  autoscalerConfiguration,
  controlPlaneFirewall,
  type KubernetesCluster,
  kubernetesOf,
  kubernetesSubject,
  kubernetesTable,
  maintenancePolicy,
  tagsOf,
} from "./cluster.ts";
import { endpointOf } from "./credentials.ts";
import { lintTable } from "./lint.ts";
import { poolAnswer, poolSubject, poolsOf } from "./node-pool.ts";
import { deletePool } from "./nodes.ts";
import { addPool, checkPools, hasWorker, nodeSizes, requestedPool } from "./pools.ts";
import { isAvailableByDefault, isUpgrade, offeredVersions, resolveVersion, upgradesOf } from "./version.ts";

const path = "/v2/kubernetes/clusters/{cluster_id}";

const toggle = z.object({ enabled: z.boolean().exactOptional() }).exactOptional();

const settings = z.object({
  name: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "invalid cluster name"),
  tags: z.array(tagName).exactOptional(),
  maintenance_policy: z
    .object({ day: maintenancePolicy.shape.day.exactOptional(), start_time: z.string().exactOptional() })
    .exactOptional(),
  auto_upgrade: z.boolean().default(false),
  surge_upgrade: z.boolean().default(false),
  ha: z.boolean().exactOptional(),
  control_plane_firewall: controlPlaneFirewall.partial().exactOptional(),
  cluster_autoscaler_configuration: autoscalerConfiguration.exactOptional(),
  sso: z
    .object({
      enabled: z.boolean().default(false),
      required: z.boolean().default(false),
      issuer_url: z.string().default(""),
      client_id: z.string().default(""),
    })
    .exactOptional(),
  routing_agent: toggle,
  p2p_oci_registry_plugin: toggle,
  amd_gpu_device_plugin: toggle,
  amd_gpu_device_metrics_exporter_plugin: toggle,
  nvidia_gpu_device_plugin: toggle,
  nvidia_gpu_dra_driver: toggle,
  amd_gpu_dra_driver: toggle,
  rdma_shared_dev_plugin: toggle,
  coredns_autoscaler: toggle,
});

const creation = settings.extend({
  region: z.string(),
  version: z.string(),
  vpc_uuid: z.string().default(""),
  worker_subnet_uuid: z.string().default(""),
  cluster_subnet: z.string().default("10.108.0.0/16"),
  service_subnet: z.string().default("10.109.0.0/19"),
  isolated_workers: z.boolean().default(false),
  node_pools: z.array(requestedPool).min(1, "a cluster requires a node pool"),
});

/** What is left out of a change stays, but for what DigitalOcean's Go client leaves out because it is false. */
const changes = settings.extend({
  name: settings.shape.name.exactOptional(),
  auto_upgrade: z.boolean().exactOptional(),
});

/** Null stands for what nobody has decided: DigitalOcean's Go client sends it. */
function undecided<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess(
    (body) => JSON.parse(JSON.stringify(body), (_, value: unknown) => (value === null ? undefined : value)),
    schema,
  );
}

/** Clusters as a whole, from their creation to their end. */
export const clusterOperations: readonly Operation[] = [
  operation("GET", "/v2/kubernetes/options", "document", () =>
    ok({
      options: {
        regions: [...allRegions.values()]
          .filter(({ available }) => available)
          .map(({ name, slug }) => ({ name, slug })),
        versions: offeredVersions,
        sizes: nodeSizes.map((slug) => ({ name: slug, slug })),
      },
    }),
  ),
  operation("GET", "/v2/kubernetes/clusters", "document", (call) =>
    page(
      call,
      "kubernetes_clusters",
      rows(call, kubernetesTable)
        .all()
        .map((cluster) => answerOf(call.account, cluster)),
    ),
  ),
  bodyOperation("POST", "/v2/kubernetes/clusters", "document", undecided(creation), create),
  operation("GET", path, "document", (call) => {
    const id = param(call, "cluster_id");
    call.cloud.transitions.poll(call.account, kubernetesSubject(id));
    for (const pool of poolsOf(call.account, id)) call.cloud.transitions.poll(call.account, poolSubject(pool.id));
    return ok({ kubernetes_cluster: answerOf(call.account, kubernetesOf(call)) });
  }),
  bodyOperation("PUT", path, "document", undecided(changes), (call, body) => {
    const old = kubernetesOf(call);
    if (old.ha && body.ha === false) throw unprocessable("high availability cannot be turned off");
    const next = { ...applied(call, old, body), updated_at: call.cloud.clock.stamp };
    return accepted({ kubernetes_cluster: answerOf(call.account, rows(call, kubernetesTable).put(old.id, next)) });
  }),
  operation("DELETE", path, "document", (call) => {
    destroy(call, kubernetesOf(call));
    return noContent();
  }),
  operation("GET", `${path}/upgrades`, "document", (call) =>
    ok({ available_upgrade_versions: upgradesOf(kubernetesOf(call).version) }),
  ),
  bodyOperation("POST", `${path}/upgrade`, "document", z.object({ version: z.string() }), (call, body) => {
    const old = kubernetesOf(call);
    if (old.state !== "running") throw preconditionFailed(`the cluster is ${old.state}`);
    const version = resolveVersion(body.version);
    if (!isUpgrade(old.version, version)) throw unprocessable(`${version} is not an upgrade of ${old.version}`);
    rows(call, kubernetesTable).put(old.id, {
      ...old,
      version,
      state: "upgrading",
      updated_at: call.cloud.clock.stamp,
    });
    call.cloud.transitions.begin(call.account, "kubernetes.upgrade", kubernetesSubject(old.id));
    return accepted(undefined);
  }),
];

function create(call: Call, body: z.infer<typeof creation>): Answer {
  const { cloud, account } = call;
  if (rows(call, kubernetesTable).find(({ name }) => name === body.name) !== undefined) {
    throw unprocessable("a cluster with this name already exists");
  }
  const version = resolveVersion(body.version);
  checkPools(call, body.node_pools);
  if (!body.node_pools.some(hasWorker)) throw unprocessable("a cluster requires at least one worker");
  const id = cloud.ids.uuid();
  const { id: vpc_uuid } = vpcFor(cloud, account, body.region, body.vpc_uuid);
  const cluster = applied(
    call,
    {
      id,
      name: body.name,
      region: body.region,
      version,
      state: "provisioning",
      vpc_uuid,
      worker_subnet_uuid: workerSubnet(call, vpc_uuid, body),
      cluster_subnet: body.cluster_subnet,
      service_subnet: body.service_subnet,
      tags: [],
      // DigitalOcean chooses one, too, where nobody has.
      maintenance_policy: { day: "any", start_time: "00:00", duration: "4h0m0s" },
      auto_upgrade: false,
      surge_upgrade: false,
      ha: isAvailableByDefault(version),
      isolated_workers: body.isolated_workers,
      add_ons: {},
      registries: [],
      created_at: cloud.clock.stamp,
      updated_at: cloud.clock.stamp,
    },
    body,
  );
  rows(call, kubernetesTable).put(id, cluster);
  try {
    for (const pool of body.node_pools) addPool(call, cluster, pool);
  } catch (error) {
    // Such as a VPC that is full: then there is no cluster either.
    completeDeletion(cloud, account, { subject: kubernetesSubject(id) });
    throw error;
  }
  cloud.transitions.begin(account, "kubernetes.create", kubernetesSubject(id));
  return created({ kubernetes_cluster: answerOf(account, cluster) });
}

/** Where workers are: in the subnet that was asked for, or in the one that a VPC has from the start. */
function workerSubnet({ account }: Call, vpc: string, body: z.infer<typeof creation>): string {
  const { vpc_uuid, worker_subnet_uuid: wanted } = body;
  if (wanted === "") return vpc;
  if (vpc_uuid === "") throw unprocessable("worker_subnet_uuid: vpc_uuid must also be set");
  if (!hasSubnet(account, vpc, wanted)) throw unprocessable(`worker_subnet_uuid: no subnet ${wanted} in VPC ${vpc}`);
  return wanted;
}

/** A cluster with what a request says of it. */
function applied(call: Call, old: KubernetesCluster, body: z.infer<typeof changes>): KubernetesCluster {
  const { cluster_autoscaler_configuration: oldAutoscaler, ...rest } = old;
  const add_ons = { ...old.add_ons };
  for (const name of addOns) {
    const enabled = body[name]?.enabled;
    if (enabled !== undefined) add_ons[name] = enabled;
  }
  const tags = body.tags?.filter((tag) => !tagsOf(old.id).includes(tag));
  const { enabled, allowed_addresses = [] } = body.control_plane_firewall ?? {};
  const autoscaler = autoscalerOf({ ...oldAutoscaler, ...body.cluster_autoscaler_configuration });
  return {
    ...rest,
    name: body.name ?? old.name,
    auto_upgrade: body.auto_upgrade ?? old.auto_upgrade,
    surge_upgrade: body.surge_upgrade,
    ha: body.ha ?? old.ha,
    add_ons,
    tags: tags === undefined ? old.tags : ensureTags(call.account, tags),
    maintenance_policy: { ...old.maintenance_policy, ...body.maintenance_policy },
    ...(enabled === undefined ? {} : { control_plane_firewall: { enabled, allowed_addresses } }),
    ...(autoscaler === undefined ? {} : { cluster_autoscaler_configuration: autoscaler }),
    ...(body.sso === undefined ? {} : { sso: body.sso }),
  };
}

/** What is set of the autoscaler: zero and empty take a setting back. */
function autoscalerOf(given: z.infer<typeof autoscalerConfiguration>): typeof given | undefined {
  const { scale_down_utilization_threshold: threshold, scale_down_unneeded_time: time, expanders } = given;
  const set = {
    ...(threshold ? { scale_down_utilization_threshold: threshold } : {}),
    ...(time ? { scale_down_unneeded_time: time } : {}),
    ...(expanders?.length ? { expanders } : {}),
  };
  return Object.keys(set).length === 0 ? undefined : set;
}

/** Begins to take a cluster away: it stands in its VPC until that is done. */
export function destroy({ cloud, account }: Call, cluster: KubernetesCluster): void {
  kubernetesTable.of(account).put(cluster.id, { ...cluster, state: "deleting" });
  cloud.transitions.forget(account, kubernetesSubject(cluster.id));
  cloud.transitions.begin(account, "kubernetes.delete", kubernetesSubject(cluster.id));
}

/** What ends with the creation or upgrade of a cluster. */
export function completeCluster(account: Account, { subject }: { readonly subject: string }): void {
  const [, id = ""] = subject.split(":");
  const cluster = kubernetesTable.of(account).get(id);
  if (cluster !== undefined) kubernetesTable.of(account).put(id, { ...cluster, state: "running" });
}

/** What ends with the deletion of a cluster. */
export function completeDeletion(cloud: Cloud, account: Account, { subject }: { readonly subject: string }): void {
  const [, id = ""] = subject.split(":");
  for (const pool of poolsOf(account, id)) deletePool({ cloud, account }, pool);
  forgetOwned(account, lintTable, id);
  kubernetesTable.of(account).delete(id);
}

function answerOf(account: Account, cluster: KubernetesCluster) {
  const { state, tags, add_ons, registries, ...own } = cluster;
  return {
    ...own,
    status: { state, message: "" },
    tags: [...tagsOf(cluster.id), ...tags],
    endpoint: endpointOf(cluster),
    ipv4: cluster.ha ? "" : addressOf(cluster),
    registry_enabled: registries.length > 0,
    registries,
    node_pools: poolsOf(account, cluster.id).map(poolAnswer),
    ...Object.fromEntries(addOns.map((name) => [name, { enabled: add_ons[name] ?? false }])),
  };
}

/** An address that belongs to the id of a cluster, in a range for benchmarks, RFC 2544, behind which nobody is. */
function addressOf({ id }: KubernetesCluster): string {
  return `198.19.${Number.parseInt(id.slice(0, 2), 16)}.${Number.parseInt(id.slice(2, 4), 16)}`;
}
