import type { StackView } from "@infrafabric/governor";
import * as z from "zod";
import type { Api } from "../client/client.ts";

/** What DigitalOcean lets an account have of something, and how much of it there is. */
export interface AccountLimit {
  /** Name in the API, such as `droplet_limit`. */
  readonly id: string;
  /** What it counts, such as `Droplets`. */
  readonly noun: string;
  readonly limit: number;
  readonly used: number;
}

const amount = z.number().int().nonnegative().optional();

const accountAnswer = z.object({
  account: z.object({
    droplet_limit: amount,
    reserved_ip_limit: amount,
    floating_ip_limit: amount,
    volume_limit: amount,
  }),
});

/** The limits that the API tells of an account. Others, such as that of load balancers, it does not tell. */
export type Limits = z.infer<typeof accountAnswer>["account"];

/** @throws ConnectError where the account cannot be read. */
export async function readLimits(client: Api, signal?: AbortSignal): Promise<Limits> {
  return (await client.get("/v2/account", accountAnswer, { signal })).account;
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
