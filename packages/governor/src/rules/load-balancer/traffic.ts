import type { Property } from "../../view/property";

/** What enters by a forwarding rule: TLS, HTTP without it, or bytes that the balancer passes on unread. */
export type Traffic = "tls" | "http" | "unread";

/** What enters by a forwarding rule, or what stands in the way of an answer. */
export function trafficOf(forwardingRule: Property): Traffic | Property {
  if (forwardingRule.opaque) return forwardingRule;
  const protocol = forwardingRule.get("entryProtocol");
  switch (protocol.text()?.toLowerCase()) {
    case "https":
    case "http2":
    case "http3":
      return "tls";
    case "http":
      return "http";
    case "tcp":
    case "udp":
      return "unread";
    default:
      return protocol;
  }
}
