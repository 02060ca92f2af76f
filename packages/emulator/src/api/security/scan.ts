import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const finding = z.object({
  rule_uuid: z.string(),
  name: z.string(),
  details: z.string(),
  severity: z.enum(["CRITICAL", "HIGH", "MEDIUM", "LOW"]),
  /** What to do, step by step. */
  steps: z.array(z.string()),
  /** URNs of what is affected. */
  resources: z.array(z.string()),
});

/** What is not safe. */
export type Finding = z.infer<typeof finding>;

const scan = z.object({
  id: z.string(),
  status: z.enum(["IN_PROGRESS", "COMPLETED"]),
  created_at: stampSchema,
  findings: z.array(finding).exactOptional(),
});

/** A look for what is not safe. It finds nothing but what is deposited. */
export type Scan = z.infer<typeof scan>;

export const scanTable = tableOf("security_scans", scan);

/** A scan as transitions name it. */
export const scanSubject = (id: string) => `security_scan:${id}`;

export const coverage = z.record(
  z.string(),
  z.object({ resources: z.array(z.string()).default([]), tags: z.array(z.string()).default([]) }),
);

/** What is scanned, by tier: a table of one row. */
export const coverageTable = tableOf("security_coverage", coverage);

const suppression = z.object({ id: z.string(), rule_uuid: z.string(), urn: z.string() });

/** What a rule of scans is not to find. */
export const suppressionTable = tableOf("security_suppressions", suppression);

belongsTo("the account", scanTable, coverageTable, suppressionTable);
