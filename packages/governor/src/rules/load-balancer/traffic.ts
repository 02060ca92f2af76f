import type { Property } from "../../view/property";

/** What a forwarding rule accepts: TLS, plain HTTP, or bytes that the balancer passes through unread. */
export type Traffic = "tls" | "http" | "unread";

/** What a forwarding rule accepts, or the property that leaves it open. */
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
