import { free } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiIndexingJobCancel: Kind = defineKind({
  name: "GradientaiIndexingJobCancel",
  type: "digitalocean:index/gradientaiIndexingJobCancel:GradientaiIndexingJobCancel",
  scopes: scopesOf("genai"),
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
  unlisted: { reason: "it is an action that ends" },
  price: free,
});

export const genaiIndexingJobCancel: Kind = renamed("GenaiIndexingJobCancel", gradientaiIndexingJobCancel);
