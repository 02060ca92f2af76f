import type { StackView } from "@infrafabric/governor";
import type { Limits } from "../inventory/limits.ts";

/** What DigitalOcean lets an account have of something, and how much of it there is. */
export interface AccountLimit {
  /** Name in the API, such as `droplet_limit`. */
  readonly id: string;
  /** What it counts, such as `Droplets`. */
  readonly noun: string;
  readonly limit: number;
  readonly used: number;
}

/** The limits with what counts toward them. Nodes of Kubernetes and pools of Droplets count as the Droplets they are. */
export function accountLimits(limits: Limits, { ofKind }: StackView): readonly AccountLimit[] {
  const counted = [
    { id: "droplet_limit", noun: "Droplets", limit: limits.droplet_limit, kinds: ["Droplet"] },
    {
      id: "reserved_ip_limit",
      noun: "reserved IPv4 addresses",
      limit: limits.reserved_ip_limit ?? limits.floating_ip_limit,
      kinds: ["ReservedIp", "FloatingIp"],
    },
    { id: "volume_limit", noun: "volumes", limit: limits.volume_limit, kinds: ["Volume"] },
  ];
  return counted.flatMap(({ limit, kinds, ...rest }) =>
    limit === undefined ? [] : [{ ...rest, limit, used: ofKind(...kinds).length }],
  );
}
