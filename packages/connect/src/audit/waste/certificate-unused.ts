import { daysSince, type WasteKind } from "./waste.ts";

/** A certificate that nothing presents. */
export const certificateUnused: WasteKind = {
  id: "certificate-unused",
  title: "Certificates that nothing uses",
  kinds: ["Certificate"],
  needs: ["LoadBalancer", "Cdn"],
  fix: "Delete it",
  check(certificate, { account, now }) {
    const names = [certificate.id, certificate.read("name").text(), account.fact(certificate, "id").text()];
    if (names.some((name) => name !== undefined && account.isNamed(name, { except: certificate }))) return undefined;
    const days = daysSince(account.fact(certificate, "not_after").text(), now);
    const since =
      days !== undefined && days >= 0 ? `, and it expired ${days === 1 ? "1 day" : `${days} days`} ago` : "";
    return `no load balancer and no CDN endpoint uses it${since}`;
  },
};
