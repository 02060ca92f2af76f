import { GovernedKubernetes, type NodePoolArgs } from "@infrafabric/digitalocean";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const apps = new GovernedKubernetes("apps", {
  region: "nyc3",
  version: config.require("version"),
  pools: config.requireObject<Record<string, NodePoolArgs>>("pools"),
  registryIntegration: config.requireBoolean("registryIntegration"),
  apiFrom: config.requireObject("apiFrom"),
  alertEmails: config.requireObject("alertEmails"),
  clusterArgs: { ssos: [{ enabled: true, issuerUrl: config.require("issuerUrl"), clientId: "apps" }] },
});

export const { endpoint, kubeconfig, monthlyCost, monthlyCostLow, monthlyCostHigh, unpriced } = apps;
/** The tag of what workloads have made, and what remains when the cluster is deleted. */
export const associatedTag = apps.associatedTag;
