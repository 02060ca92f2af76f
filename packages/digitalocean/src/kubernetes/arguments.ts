import * as z from "zod";
import { type Arguments, object, optional, overrides, required } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, cidr, input, oneOf, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import {
  type GovernedKubernetesArgs,
  type NodeAlertThresholdArgs,
  type NodePoolArgs,
  type NodeTaintArgs,
  TaintEffect,
  UpgradeDay,
  type UpgradeWindowArgs,
} from "./governed-kubernetes-args";

/** The arguments of a GovernedKubernetes. */
export const kubernetesArguments = declareArguments((): Arguments<GovernedKubernetesArgs> => {
  const percent = z.number().positive().max(100);
  const byTag = "the cluster's own tag connects its nodes";
  return {
    ...governedArguments(),
    region: required(text()),
    version: required(text()),
    upgradeTo: optional(
      z.string().regex(/^\d+\.\d+\.\d+-do\.\d+$/, { error: "is not a slug of a version, such as 1.37.0-do.0" }),
    ),
    pools: required(
      z.record(
        childKey(),
        object<NodePoolArgs>({
          size: required(text().describe("Size of the nodes.")),
          nodeCount: optional(z.int().nonnegative()),
          minNodes: optional(z.int().nonnegative()),
          maxNodes: optional(z.int().positive()),
          labels: optional(z.record(z.string(), z.string())),
          taints: optional(
            z.array(
              object<NodeTaintArgs>({
                key: required(text().describe("Key of the taint.")),
                value: optional(z.string()),
                effect: required(oneOf(TaintEffect, "unknown effect").describe("What it does.")),
              }),
            ),
          ),
          tags: optional(z.array(text())),
          gpuPartitionMode: optional(text()),
        }),
      ),
    ),
    defaultPoolSize: optional(text()),
    ha: optional(z.boolean()),
    upgradeWindow: optional(
      object<UpgradeWindowArgs>({
        day: optional(oneOf(UpgradeDay, "unknown day")),
        startTime: optional(text()),
      }),
    ),
    registryIntegration: optional(z.boolean()),
    apiFrom: optional(z.array(cidr())),
    skipControlPlaneFirewall: optional(z.boolean()),
    vpcId: optional(input(text())),
    ipRange: optional(text()),
    clusterSubnet: optional(text()),
    serviceSubnet: optional(text()),
    ...recipientArguments(),
    alertThresholds: optional(
      object<NodeAlertThresholdArgs>({ cpu: optional(percent), memory: optional(percent), disk: optional(percent) }),
    ),
    skipAlerts: optional(z.boolean()),
    projectId: optional(input(text())),
    vpcArgs: overrides({ region: "use the component's region" }),
    clusterArgs: overrides({
      region: "use the component's region",
      version: "use the component's version and upgradeTo",
      vpcUuid: "use the component's vpcId",
      nodePool: "the default pool stays as it is, since a change replaces the cluster; use the component's pools",
      ha: "use the component's ha",
      maintenancePolicy: "use the component's upgradeWindow",
      controlPlaneFirewall: "use the component's apiFrom",
      registryIntegration: "use the component's registryIntegration",
      clusterSubnet: "use the component's clusterSubnet",
      serviceSubnet: "use the component's serviceSubnet",
    }),
    monitorAlertArgs: overrides({
      type: "the cluster has one alert for each metric",
      value: "use the component's alertThresholds",
      entities: byTag,
      tags: byTag,
      alerts: "use the component's alertEmails and alertSlacks",
      enabled: "use the component's skipAlerts",
    }),
  };
});
