import { provider } from "./citations";
import { oneWordOf } from "./one-of";

/** How a GPU is divided, for what has its input at `path`. */
export function gpuPartition(path: string) {
  return oneWordOf(path, ["PARTITION_MODE_SPX_NPS1", "PARTITION_MODE_DPX_NPS2"], provider);
}
