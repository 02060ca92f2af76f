import type { WasteKind } from "./waste.ts";

/** A reserved IPv4 address that nothing holds, which is billed only then. IPv6 addresses are free. */
export const reservedIpUnassigned: WasteKind = {
  id: "reserved-ip-unassigned",
  title: "Reserved IP addresses that are not assigned",
  kinds: ["ReservedIp", "FloatingIp"],
  needs: ["LoadBalancer"],
  fix: "Assign it, or release it after removing it from DNS records and firewalls",
  check(address, { account }) {
    const { state } = account.fact(address, "droplet");
    if (state !== "absent" || address.read("dropletId").present) return undefined;
    const text = address.read("ipAddress").text() ?? address.id;
    const isHeld = account.stack
      .ofKind("LoadBalancer")
      .some((balancer) => [balancer.read("ip").text(), account.fact(balancer, "ip").text()].includes(text));
    return isHeld ? undefined : "it is not assigned to a Droplet or a load balancer";
  },
};
