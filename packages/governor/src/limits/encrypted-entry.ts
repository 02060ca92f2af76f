import { quoted } from "../view/quoted";
import { openApi } from "./citations";
import type { Limit } from "./limit";

const encrypted = ["https", "http2", "http3"];

/** What is encrypted on its way to a load balancer is decrypted there, with a certificate, or passed on as it is. */
export const encryptedEntry: Limit = {
  path: "forwardingRules[]",
  allowed: `${encrypted.join(", ")} only with a certificate or with tlsPassthrough`,
  citation: openApi,
  fix: "set certificateName, or tlsPassthrough: true if the Droplets terminate TLS",
  judge(rule, balancer) {
    if (rule.opaque) return rule;
    const protocol = rule.get("entryProtocol");
    const passthrough = rule.get("tlsPassthrough");
    const certificates = ["certificateName", "certificateId"].map((input) => rule.get(input));
    const certified = certificates.some((property) => property.present && property.text() !== "");
    if (certified || passthrough.boolean() === true) return undefined;
    if (protocol.opaque) return protocol;
    if (!encrypted.includes(protocol.text() ?? "")) return undefined;
    return passthrough.opaque ? passthrough : `accepts ${quoted(balancer, protocol)} without a certificate`;
  },
};
