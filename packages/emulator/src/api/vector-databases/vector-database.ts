import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

export const vectorSize = z.enum(["small", "medium", "large"]);

export const vectorConfig = z.object({
  default_quantization: z.string(),
  enable_auto_schema: z.boolean(),
  weaviate_version: z.string(),
});

const vectorDatabase = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  size: vectorSize,
  status: z.enum(["creating", "active"]),
  project_id: z.string(),
  tags: z.array(z.string()),
  config: vectorConfig,
  /** When it was restored from a backup; empty: never. */
  last_restore_id: z.string(),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** A vector database, in which nothing is. */
export type VectorDatabase = z.infer<typeof vectorDatabase>;

export const vectorDatabaseTable = tableOf("vector_databases", vectorDatabase);

describes(vectorDatabaseTable, {
  kind: "VectorDatabase",
  product: "Vector Databases",
  path: "/v2/vector-databases",
  read: ({ id, name, region, size, status, created_at }) => ({
    ...{ id, name, detail: size, region, status },
    ...{ since: created_at, inputs: { region, size } },
  }),
});

/** A vector database as transitions name it. */
export const vectorSubject = (id: string) => `vector_database:${id}`;
