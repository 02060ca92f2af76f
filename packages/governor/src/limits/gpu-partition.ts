import { provider } from "./citations";
import { oneWordOf } from "./one-of";

/** How a Droplet's GPU is divided, for what has its input at `path`. */
export function gpuPartition(path: string) {
  return oneWordOf(path, ["PARTITION_MODE_SPX_NPS1", "PARTITION_MODE_DPX_NPS2"], provider);
}

/** The same for the nodes of a pool, which have other words for it. */
export function nodeGpuPartition(path: string) {
  return oneWordOf(path, ["AMD_PARTITION_MODE_SPX_NPS1", "AMD_PARTITION_MODE_DPX_NPS2"], provider);
}
