import type { Design } from "../component/design";
import type { GovernedKubernetesArgs } from "./governed-kubernetes-args";

/** What a governed cluster is planned from. */
export type KubernetesDesign = Design<GovernedKubernetesArgs>;
