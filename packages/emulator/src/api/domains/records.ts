import { isIPv4, isIPv6 } from "node:net";
import * as z from "zod";
import { notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { defaultTtl, domainTable } from "./domain.ts";
import { type DomainRecord, pointsToHost, recordsOf, recordTable, recordTypes } from "./record.ts";

const word = z.int().min(0).max(65_535);

/** All of a record that a request can say. A PUT says as little as a PATCH: clients leave out what stays. */
const parts = z.object({
  name: z.string().max(255).optional(),
  data: z.string().min(1, "Data can't be blank").optional(),
  priority: word.nullish(),
  port: word.nullish(),
  ttl: z.int().min(30).optional(),
  weight: word.nullish(),
  flags: z.int().min(0).max(255).nullish(),
  tag: z
    .enum(["issue", "issuewild", "iodef", ""])
    .nullish()
    .transform((tag) => (tag === "" ? null : tag)),
});

type RecordParts = z.infer<typeof parts>;

const path = "/v2/domains/{domain_name}/records";

/** The records of domains. */
export const records: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => {
      const { name: domain } = need(call, domainTable, "domain_name");
      const type = call.query.get("type");
      const fqdn = call.query.get("name");
      const all = recordsOf(call.account, domain)
        .filter((one) => type === null || one.type === type)
        .filter((one) => fqdn === null || (one.name === "@" ? domain : `${one.name}.${domain}`) === fqdn);
      return page(call, "domain_records", all, (some) => some.map(answerOf));
    }),
    bodyOperation("POST", path, "provider", parts.extend({ type: z.enum(recordTypes) }), (call, { type, ...body }) => {
      const { name: domain } = need(call, domainTable, "domain_name");
      if (type === "SOA") throw unprocessable("A domain has one SOA record, which is created with the domain");
      const none = { priority: null, port: null, weight: null, flags: null, tag: null };
      const blank = { id: call.cloud.ids.number(), domain, type, name: "@", data: "", ttl: defaultTtl, ...none };
      return created({ domain_record: answerOf(put(call, blank, body)) });
    }),
    operation("GET", `${path}/{domain_record_id}`, "document", (call) =>
      ok({ domain_record: answerOf(needRecord(call)) }),
    ),
    // A PUT without data sets the stored data again, which has no trailing dot and is refused: doctl issue 919.
    bodyOperation(
      "PUT",
      `${path}/{domain_record_id}`,
      "https://github.com/digitalocean/doctl/issues/919",
      parts,
      (call, body) => change(call, { ...body, data: body.data ?? needRecord(call).data }),
    ),
    bodyOperation("PATCH", `${path}/{domain_record_id}`, "provider", parts, change),
    operation("DELETE", `${path}/{domain_record_id}`, "document", (call) => {
      const record = needRecord(call);
      if (record.type === "SOA") throw unprocessable("The SOA record cannot be deleted");
      rows(call, recordTable).delete(record.id);
      return noContent();
    }),
  ],
};

function change(call: Call, body: RecordParts) {
  const record = needRecord(call);
  const next = record.type === "SOA" ? { ttl: body.ttl } : body;
  return ok({ domain_record: answerOf(put(call, record, next)) });
}

function needRecord(call: Call): DomainRecord {
  const { name } = need(call, domainTable, "domain_name");
  const record = rows(call, recordTable).get(param(call, "domain_record_id"));
  if (record === undefined || record.domain !== name) throw notFound();
  return record;
}

function answerOf({ domain, ...record }: DomainRecord) {
  return record;
}

/** Keeps a record with what a request says about it. */
function put(call: Call, old: DomainRecord, body: Partial<RecordParts>): DomainRecord {
  const { type, domain } = old;
  const isMx = type === "MX";
  const isSrv = type === "SRV";
  const isCaa = type === "CAA";
  const tag = isCaa ? (body.tag ?? old.tag) : null;
  const record: DomainRecord = {
    ...old,
    name: body.name === undefined ? old.name : nameWithin(domain, body.name),
    data: body.data === undefined ? old.data : dataOf({ type, tag }, domain, body.data),
    ttl: body.ttl ?? old.ttl,
    // Clients send 0 for what a type does not have.
    priority: isMx || isSrv ? (body.priority ?? old.priority) : null,
    port: isSrv ? (body.port ?? old.port) : null,
    weight: isSrv ? (body.weight ?? old.weight) : null,
    flags: isCaa ? (body.flags ?? old.flags) : null,
    tag,
  };
  const missing = [
    record.data === "" && "data",
    (isMx || isSrv) && record.priority === null && "priority",
    isSrv && record.port === null && "port",
    isSrv && record.weight === null && "weight",
    isCaa && record.flags === null && "flags",
    isCaa && record.tag === null && "tag",
  ].filter((field) => field !== false);
  if (missing.length > 0) throw unprocessable(missing.map((field) => `${field}: is required for ${type}`).join("; "));

  const others = recordsOf(call.account, domain).filter((one) => one.id !== record.id && one.name === record.name);
  if (others.some((one) => type === "CNAME" || one.type === "CNAME")) {
    throw unprocessable("CNAME records cannot share a name with other records");
  }
  if (others.some((one) => one.type === type && one.data === record.data && one.priority === record.priority)) {
    throw unprocessable("An identical record already exists");
  }
  const table = rows(call, recordTable);
  // RFC 2181, 5.2: all records of a name and a type have one TTL.
  for (const one of others) if (one.type === type) table.put(one.id, { ...one, ttl: record.ttl });
  return table.put(record.id, record);
}

/** A name within a zone: clients may write it whole, with a dot at its end. */
function nameWithin(domain: string, name: string): string {
  const lower = name.toLowerCase();
  if (lower === `${domain}.` || lower === "") return "@";
  return lower.endsWith(`.${domain}.`) ? name.slice(0, -domain.length - 2) : name;
}

/** Bytes. DigitalOcean documents no limit; DNSControl issue 370 found this one. */
const longestText = 512;

function dataOf(of: Pick<DomainRecord, "type" | "tag">, domain: string, data: string): string {
  if (of.type === "A" && !isIPv4(data)) throw unprocessable("IP address did not match IPv4 format (e.g. 127.0.0.1)");
  if (of.type === "AAAA" && !isIPv6(data))
    throw unprocessable("IP address did not match IPv6 format (e.g. 2001:db8::8a2e)");
  if (of.type === "TXT" && Buffer.byteLength(data) > longestText) {
    throw unprocessable(`Data is too long (maximum is ${longestText} characters)`);
  }
  if (!pointsToHost(of) || data === "@") return data;
  if (!data.endsWith(".")) throw unprocessable("Data needs to end with a dot (.)");
  return data === `${domain}.` ? "@" : data.slice(0, -1);
}
