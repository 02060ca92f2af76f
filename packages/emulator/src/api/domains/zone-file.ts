import { defaultTtl } from "./domain.ts";
import { type DomainRecord, pointsToHost } from "./record.ts";

/** A zone as name servers read it. */
export function zoneFile(domain: string, records: readonly DomainRecord[]): string {
  const lines = records.map((record) => {
    const name = record.name === "@" ? `${domain}.` : `${record.name}.${domain}.`;
    return `${name} ${record.ttl} IN ${record.type} ${dataOf(domain, record)}`;
  });
  return `${[`$ORIGIN ${domain}.`, `$TTL ${defaultTtl}`, ...lines].join("\n")}\n`;
}

function dataOf(domain: string, record: DomainRecord): string {
  const host = record.data === "@" ? `${domain}.` : `${record.data}.`;
  const data = pointsToHost(record) ? host : record.data;
  switch (record.type) {
    case "SOA":
      return `ns1.digitalocean.com. hostmaster.${domain}. ${record.id} 10800 3600 604800 ${record.data}`;
    case "MX":
      return `${record.priority} ${data}`;
    case "SRV":
      return `${record.priority} ${record.weight} ${record.port} ${data}`;
    case "CAA":
      return `${record.flags} ${record.tag} ${data}`;
    case "TXT":
      return JSON.stringify(data);
    default:
      return data;
  }
}
