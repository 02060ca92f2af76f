import type { ZoneDesign } from "./design";
import type { ZoneRecord } from "./zone-record";

/** Says what is wrong with records as part of their zone, and with records beside each other. */
export function findContradictions(design: ZoneDesign, given: readonly ZoneRecord[], own: readonly ZoneRecord[]): void {
  for (const record of given) judgeName(design, record);
  for (const [index, record] of given.entries()) {
    const before = [...own, ...given.slice(0, index)];
    judgeSame(design, record, before);
    judgePolicy(design, record, before);
    judgeTtl(design, record, before);
    judgeAlias(design, record, [...before, ...given.slice(index + 1)]);
  }
}

/** A name that repeats the zone's would be twice as long as it was meant. */
function judgeName({ args, problem }: ZoneDesign, { inputs, argument }: ZoneRecord): void {
  const { domain } = args;
  const { name } = inputs;
  if (domain === undefined || (name !== domain && !name.endsWith(`.${domain}`))) return;
  const within = name === domain ? "@" : name.slice(0, -domain.length - 1);
  problem(`${argument}.name`, `"${name}" would be ${name}.${domain}`, { hint: `leave out the domain: "${within}"` });
}

function judgeSame({ problem }: ZoneDesign, record: ZoneRecord, others: readonly ZoneRecord[]): void {
  const same = others.find((other) => identityOf(other) !== undefined && identityOf(other) === identityOf(record));
  if (same !== undefined) {
    problem(record.argument, `is the same record as ${same.title}`, { hint: "remove one of the two" });
  }
}

/** What makes a record the same as another one; undefined where it is not known. */
function identityOf({ inputs }: ZoneRecord): string | undefined {
  const { name, type, value, priority, weight, port, tag } = inputs;
  if (typeof value !== "string") return undefined;
  return JSON.stringify([name, type, type === "TXT" ? value : value.toLowerCase(), priority, weight, port, tag]);
}

/** Two SPF records, or two of DMARC, count as none (RFC 7208, 4.5; RFC 7489, 6.6.3). */
function judgePolicy({ problem }: ZoneDesign, record: ZoneRecord, others: readonly ZoneRecord[]): void {
  const policy = policyOf(record);
  if (policy === undefined) return;
  const other = others.find((one) => one.inputs.name === record.inputs.name && policyOf(one) === policy);
  if (other === undefined) return;
  problem(record.argument, `is a second ${policy} record for ${record.inputs.name}, and receivers ignore both`, {
    hint:
      other.argument === "mail"
        ? `use mail, or set ${policy === "SPF" ? "skipSpf" : "skipDmarc"}`
        : "remove one of the two",
  });
}

function policyOf({ inputs: { type, value } }: ZoneRecord): "SPF" | "DMARC" | undefined {
  if (type !== "TXT" || typeof value !== "string") return undefined;
  if (/^"?v=spf1(\s|"?$)/i.test(value)) return "SPF";
  return /^"?v=dmarc1\s*(;|"?$)/i.test(value) ? "DMARC" : undefined;
}

/** DigitalOcean gives all records of a name and type the TTL of the last one, which is drift for the others. */
function judgeTtl({ problem }: ZoneDesign, record: ZoneRecord, others: readonly ZoneRecord[]): void {
  const { name, type, ttl } = record.inputs;
  const other = others.find(({ inputs }) => inputs.name === name && inputs.type === type && inputs.ttl !== ttl);
  if (other === undefined) return;
  problem(`${record.argument}.ttl`, `is ${ttl}, but ${other.title} has ${other.inputs.ttl}`, {
    allowed: `one TTL for all ${type} records of ${name} (RFC 2181, 5.2)`,
    hint: "use the same ttl",
  });
}

function judgeAlias({ problem }: ZoneDesign, { inputs, argument }: ZoneRecord, others: readonly ZoneRecord[]): void {
  // The kind knows that there is always something beside a CNAME for the zone itself.
  if (inputs.type !== "CNAME" || inputs.name === "@") return;
  const beside = others.filter((other) => other.inputs.name === inputs.name);
  if (beside.length === 0) return;
  problem(argument, `is a CNAME for ${inputs.name}, beside ${beside.map(({ title }) => title).join(" and ")}`, {
    allowed: "no other record for the name of a CNAME",
    hint: inputs.name === "_dmarc" ? "set skipDmarc" : "remove either, or use A and AAAA records",
  });
}
