import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { urnOf } from "../../state/urn.ts";
import { unprocessable } from "../errors.ts";
import { type ApiModule, bodyOperation, created, need, noContent, ok, operation, page, rows } from "../operation.ts";
import { unassign } from "../projects/assignment.ts";
import { type Domain, defaultTtl, domainTable } from "./domain.ts";
import { type DomainRecord, recordsOf, recordTable } from "./record.ts";
import { zoneFile } from "./zone-file.ts";

const newDomain = z.object({
  name: z
    .string()
    .max(253)
    .regex(/^([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?\.)+[a-zA-Z0-9-]{2,63}$/, "Domain name is invalid"),
  ip_address: z.ipv4().or(z.literal("")).optional(),
});

/** Domains; their records are in `records.ts`. */
export const domains: ApiModule = {
  operations: [
    operation("GET", "/v2/domains", "document", (call) =>
      page(call, "domains", rows(call, domainTable).all(), (some) => some.map((one) => answerOf(call.account, one))),
    ),
    bodyOperation("POST", "/v2/domains", "document", newDomain, (call, body) => {
      const name = body.name.toLowerCase();
      const table = rows(call, domainTable);
      if (table.get(name) !== undefined) throw unprocessable("Name already exists");
      const domain = table.put(name, { name });
      fillZone(call.cloud, call.account, name, body.ip_address);
      return created({ domain: answerOf(call.account, domain) });
    }),
    operation("GET", "/v2/domains/{domain_name}", "document", (call) =>
      ok({ domain: answerOf(call.account, need(call, domainTable, "domain_name")) }),
    ),
    operation("DELETE", "/v2/domains/{domain_name}", "document", (call) => {
      const { name } = need(call, domainTable, "domain_name");
      for (const { id } of recordsOf(call.account, name)) rows(call, recordTable).delete(id);
      rows(call, domainTable).delete(name);
      unassign(call.account, urnOf("domain", name));
      return noContent();
    }),
  ],
};

function answerOf(account: Account, { name }: Domain) {
  const records = recordsOf(account, name);
  const ttl = records.find(({ type }) => type === "SOA")?.ttl ?? defaultTtl;
  return { name, ttl, zone_file: zoneFile(name, records) };
}

/** What DigitalOcean puts into a new zone by itself. */
function fillZone(cloud: Cloud, account: Account, domain: string, address: string | undefined): void {
  const own: readonly Pick<DomainRecord, "type" | "data">[] = [
    { type: "SOA", data: String(defaultTtl) },
    ...["ns1", "ns2", "ns3"].map((host) => ({ type: "NS", data: `${host}.digitalocean.com` }) as const),
    ...(address === undefined || address === "" ? [] : [{ type: "A", data: address } as const]),
  ];
  for (const { type, data } of own) {
    const id = cloud.ids.number();
    const none = { priority: null, port: null, weight: null, flags: null, tag: null };
    recordTable.of(account).put(id, { id, domain, type, name: "@", data, ttl: defaultTtl, ...none });
  }
}
