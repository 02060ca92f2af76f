import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

export const recordTypes = ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "SRV", "TXT"] as const;

export type RecordType = (typeof recordTypes)[number];

const record = z.object({
  id: z.number(),
  /** Name of the zone. Not answered. */
  domain: z.string(),
  type: z.enum(recordTypes),
  /** Within the zone; `@` is the zone itself. */
  name: z.string(),
  /** Host names without the dot at their end. */
  data: z.string(),
  priority: z.number().nullable(),
  port: z.number().nullable(),
  /** Seconds. */
  ttl: z.number(),
  weight: z.number().nullable(),
  flags: z.number().nullable(),
  tag: z.string().nullable(),
});

/** One record of a zone. */
export type DomainRecord = z.infer<typeof record>;

/** The records of all zones. */
export const recordTable = tableOf("domain_records", record);

belongsTo("Domain", recordTable);

/** The records of a zone. */
export function recordsOf(account: Account, domain: string): readonly DomainRecord[] {
  return recordTable.of(account).filter((row) => row.domain === domain);
}

/** Types whose data is a host name. */
const hostTypes: readonly RecordType[] = ["CNAME", "MX", "NS", "SRV", "CAA"];

/** True where the data has to end with a dot and is answered without it. */
export function pointsToHost({ type, tag }: Pick<DomainRecord, "type" | "tag">): boolean {
  return hostTypes.includes(type) && tag !== "iodef";
}
