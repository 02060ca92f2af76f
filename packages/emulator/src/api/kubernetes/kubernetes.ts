import type { ApiModule } from "../operation.ts";
import { associatedOperations } from "./associated-resources.ts";
import { clusterOperations, completeCluster, completeDeletion } from "./clusters.ts";
import { credentialOperations } from "./credentials.ts";
import { lintOperations } from "./lint.ts";
import { completeNodes, heal } from "./nodes.ts";
import { poolOperations } from "./pools.ts";
import { registryIntegration } from "./registry-integration.ts";

/** Kubernetes clusters: their nodes are Droplets, and nothing runs on them. */
export const kubernetes: ApiModule = {
  operations: [
    ...clusterOperations,
    ...credentialOperations,
    ...poolOperations,
    ...associatedOperations,
    ...registryIntegration,
    ...lintOperations,
  ],
  completions: (cloud) => ({
    "kubernetes.create": completeCluster,
    "kubernetes.upgrade": completeCluster,
    "kubernetes.delete": (account, done) => completeDeletion(cloud, account, done),
    "kubernetes_pool.change": completeNodes,
  }),
  elapse: heal,
};
