import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Deprecated name of `GradientaiIndexingJobCancel`. */
export const genaiIndexingJobCancel: Kind = defineKind({
  name: "GenaiIndexingJobCancel",
  type: "digitalocean:index/genaiIndexingJobCancel:GenaiIndexingJobCancel",
  replacing: ["uuid"],
  computed: [
    "completedDatasources",
    "createdAt",
    "dataSourceUuids",
    "finishedAt",
    "knowledgeBaseUuid",
    "phase",
    "startedAt",
    "status",
    "tokens",
    "totalDatasources",
    "totalItemsFailed",
    "totalItemsIndexed",
    "totalItemsSkipped",
    "updatedAt",
  ],
  price: free,
});
