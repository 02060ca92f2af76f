import type { Property } from "../view/property";
import { quoted } from "../view/quoted";
import type { ResourceView } from "../view/resource";
import { openApi, provider } from "./citations";
import type { Limit } from "./limit";

const encrypted = ["https", "http2", "http3"];

/** A load balancer that takes something in; a global one passes on to others. */
export const someRule: Limit = {
  path: "forwardingRules",
  allowed: "at least one forwarding rule, unless the type is GLOBAL",
  citation: openApi,
  fix: "set forwardingRules",
  judge(rules, balancer) {
    if (rules.opaque || rules.elements().length > 0) return undefined;
    const type = balancer.read("type");
    if (type.opaque) return type;
    return isGlobal(type) ? undefined : "none is set";
  },
};

/** The protocols of both ends go together, and suit the type of the load balancer. */
export const protocols: Limit = {
  path: "forwardingRules[]",
  allowed: "udp only to udp, and only tcp or udp if the type is REGIONAL_NETWORK",
  citation: openApi,
  judge(rule, balancer) {
    if (rule.opaque) return rule;
    const [entry, target] = [rule.get("entryProtocol"), rule.get("targetProtocol")];
    const words = [entry, target].map((protocol) => protocol.text()?.toLowerCase());
    if (words[0] !== undefined && words[1] !== undefined && (words[0] === "udp") !== (words[1] === "udp")) {
      return `forwards ${quoted(balancer, entry)} to ${quoted(balancer, target)}`;
    }
    const isNetwork = balancer.read("type").text()?.toUpperCase() === "REGIONAL_NETWORK";
    if (isNetwork && words[0] !== undefined && !["tcp", "udp"].includes(words[0])) {
      return `a network load balancer does not accept ${quoted(balancer, entry)}`;
    }
    return [entry, target].find((protocol) => protocol.opaque);
  },
};

/** Each port is entered once for each transport. */
export const distinctEntries: Limit = {
  path: "forwardingRules",
  allowed: "unique entry ports for TCP and for UDP",
  citation: openApi,
  judge(rules, balancer) {
    const seen = new Set<string>();
    for (const rule of rules.elements()) {
      const port = rule.get("entryPort").number();
      const protocol = rule.get("entryProtocol").text()?.toLowerCase();
      if (port === undefined || protocol === undefined) continue;
      const entry = `${port} (${protocol === "udp" || protocol === "http3" ? "udp" : "tcp"})`;
      if (seen.has(entry)) return `${balancer.isSecret("forwardingRules") ? "a port" : `port ${entry}`} is used twice`;
      seen.add(entry);
    }
    return undefined;
  },
};

/** A certificate is for what is decrypted at the load balancer. */
export const certificateUse: Limit = {
  path: "forwardingRules[]",
  allowed: `a certificate only with ${encrypted.join(", ")} and without tlsPassthrough`,
  citation: openApi,
  judge(rule, balancer) {
    if (rule.opaque) return rule;
    const certificates = ["certificateName", "certificateId"].map((input) => rule.get(input));
    if (!certificates.some((one) => one.present && one.text() !== "")) return undefined;
    if (rule.get("tlsPassthrough").boolean() === true) return "has both a certificate and tlsPassthrough";
    const protocol = rule.get("entryProtocol");
    const word = protocol.text()?.toLowerCase();
    if (word === undefined || encrypted.includes(word)) return undefined;
    return `has a certificate for ${quoted(balancer, protocol)}`;
  },
};

/** Where a load balancer stands: a global one in no region, any other in one. */
export const balancerRegion: Limit = {
  path: "type",
  allowed: "a region, unless the type is GLOBAL, which has none",
  citation: provider,
  fix: "set region, or leave it out for a global load balancer",
  judge(type, balancer) {
    const region = balancer.given("region");
    if (type.opaque) return region.present ? type : undefined;
    if (isGlobal(type)) return region.present && region.text() !== "" ? "is set for a global load balancer" : undefined;
    return region.present && region.text() !== "" ? undefined : "is missing";
  },
};

/** What only a global load balancer has, and cannot do without. */
export const globalParts: Limit = {
  path: "glbSettings",
  allowed: "glbSettings, domains and targetLoadBalancerIds with type GLOBAL, which needs glbSettings",
  citation: openApi,
  judge(settings, balancer) {
    const type = balancer.read("type");
    if (type.opaque) return settings.present ? type : undefined;
    if (isGlobal(type)) return settings.present ? undefined : "is missing for a global load balancer";
    const lists = ["domains", "targetLoadBalancerIds"].map((input) => balancer.read(input));
    return settings.present || lists.some(hasElements) ? "the load balancer is not global" : undefined;
  },
};

/** A cookie with its name and how long it lasts. */
export const stickyCookie: Limit = {
  path: "stickySessions",
  allowed: "type cookies with cookieName and cookieTtlSeconds of at least 1",
  citation: openApi,
  judge(sessions) {
    if (sessions.opaque) return sessions;
    const type = sessions.get("type");
    if (type.opaque) return type;
    if (type.text() !== "cookies") return undefined;
    const [name, ttl] = [sessions.get("cookieName"), sessions.get("cookieTtlSeconds")];
    if (!name.present || !ttl.present) return `missing: ${name.present ? "cookieTtlSeconds" : "cookieName"}`;
    return !ttl.opaque && (ttl.number() ?? 0) < 1 ? "cookieTtlSeconds is less than 1" : undefined;
  },
};

function isGlobal(type: Property): boolean {
  return type.text()?.toUpperCase() === "GLOBAL";
}

function hasElements(list: Property): boolean {
  return list.elements().length > 0;
}

/** A rule for whom a load balancer lets in or keeps out. */
export function firewallEntry(path: string): Limit {
  return {
    path,
    allowed: "ip:ADDRESS or cidr:BLOCK",
    citation: openApi,
    judge(entry, balancer: ResourceView) {
      const text = entry.text();
      if (text === undefined || /^(ip:[0-9a-f.:]+|cidr:[0-9a-f.:]+\/\d{1,3})$/i.test(text)) return undefined;
      return `found ${quoted(balancer, entry)}`;
    },
  };
}
