import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { tableOf } from "../../state/table.ts";
import { type Call, need } from "../operation.ts";

export const maintenancePolicy = z.object({
  day: z.enum(["any", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
  /** UTC, `HH:MM`. */
  start_time: z.string(),
  duration: z.string(),
});

export const controlPlaneFirewall = z.object({ enabled: z.boolean(), allowed_addresses: z.array(z.string()) });

export const autoscalerConfiguration = z.object({
  scale_down_utilization_threshold: z.number().exactOptional(),
  scale_down_unneeded_time: z.string().exactOptional(),
  expanders: z.array(z.string()).exactOptional(),
});

export const sso = z.object({
  enabled: z.boolean(),
  required: z.boolean(),
  issuer_url: z.string(),
  client_id: z.string(),
});

/** What can be switched on in a cluster, as requests name it. */
export const addOns = [
  "routing_agent",
  "p2p_oci_registry_plugin",
  "amd_gpu_device_plugin",
  "amd_gpu_device_metrics_exporter_plugin",
  "nvidia_gpu_device_plugin",
  "nvidia_gpu_dra_driver",
  "amd_gpu_dra_driver",
  "rdma_shared_dev_plugin",
  "coredns_autoscaler",
] as const;

const cluster = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  version: z.string(),
  state: z.enum(["provisioning", "running", "upgrading", "deleting"]),
  vpc_uuid: z.string(),
  worker_subnet_uuid: z.string().exactOptional(),
  cluster_subnet: z.string(),
  service_subnet: z.string(),
  /** Without those that DigitalOcean adds. */
  tags: z.array(z.string()),
  maintenance_policy: maintenancePolicy,
  auto_upgrade: z.boolean(),
  surge_upgrade: z.boolean(),
  ha: z.boolean(),
  isolated_workers: z.boolean(),
  control_plane_firewall: controlPlaneFirewall.exactOptional(),
  cluster_autoscaler_configuration: autoscalerConfiguration.exactOptional(),
  sso: sso.exactOptional(),
  /** What somebody has switched on or off. */
  add_ons: z.partialRecord(z.enum(addOns), z.boolean()),
  /** Registries that its nodes may pull from. */
  registries: z.array(z.string()),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** A Kubernetes cluster. Its node pools are records of their own. */
export type KubernetesCluster = z.infer<typeof cluster>;

export const kubernetesTable = tableOf("kubernetes_clusters", cluster);

/** The cluster that a path names. */
export function kubernetesOf(call: Call): KubernetesCluster {
  return need(call, kubernetesTable, "cluster_id");
}

/** A cluster as transitions name it. */
export const kubernetesSubject = (id: string) => `kubernetes:${id}`;

/** Tags that DigitalOcean gives to all that belongs to a cluster. */
export const tagsOf = (id: string): readonly string[] => ["k8s", `k8s:${id}`];
