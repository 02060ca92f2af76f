import { commonPorts, type PortRange, parseService, servicePattern, withoutPorts } from "../../network/ports";
import type { Protocol } from "./entries";
import { rangeList } from "./internet-reach";

/** The items of a parameter that lists ports and protocols. */
export const services = {
  type: ["integer", "string"],
  minimum: 1,
  maximum: 65535,
  pattern: servicePattern,
  accepts: (text: string) => parseService(text) !== undefined,
  among: isServiceAmong,
  allowed: 'a port such as 443, a range such as "30000-32767", either with its protocol, such as "51820/udp"',
} as const;

/** Names ports and their protocol. */
export function serviceWords(ranges: readonly PortRange[], protocol: Protocol | undefined): string {
  if (protocol === "icmp") return "it by ICMP";
  return `${rangeList(ranges)}${protocol === undefined ? "" : ` over ${protocol}`}`;
}

/** The ports that may be public over a protocol; over one that is not known, only those that may be over both. */
export function allowedPorts(
  entries: readonly (string | number)[],
): (protocol: Protocol | undefined) => readonly PortRange[] {
  const services = entries.flatMap((entry) => parseService(`${entry}`) ?? []);
  const over = (protocol: "tcp" | "udp") =>
    services.filter((service) => service.protocol === undefined || service.protocol === protocol);
  const [tcp, udp] = [over("tcp"), over("udp")];
  const both = tcp.flatMap((one) => udp.flatMap((other) => commonPorts(one, other) ?? []));
  return (protocol) => (protocol === "tcp" ? tcp : protocol === "udp" ? udp : both);
}

/** True if entries allow all the ports of another, over each protocol that it is for. */
function isServiceAmong(entry: string | number, entries: readonly (string | number)[]): boolean {
  const service = parseService(`${entry}`);
  if (service === undefined) return false;
  const protocols = service.protocol === undefined ? (["tcp", "udp"] as const) : [service.protocol];
  const allowed = allowedPorts(entries);
  return protocols.every((protocol) => withoutPorts(service, allowed(protocol)).length === 0);
}
