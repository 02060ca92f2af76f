/** What an account had of what a quota or one of its own limits counts, as `governor account` wrote it down. */
export interface AccountFacts {
  /** The file that it was read from, for messages. */
  readonly origin: string;
  /** When the account was read, UTC. */
  readonly takenAt: Date;
  /** Whose it is; without what the token did not show. */
  readonly team: { readonly uuid?: string; readonly name?: string };
  /** The account's own limits, as far as DigitalOcean's API tells them. */
  readonly limits: { readonly [K in LimitName]?: number };
  readonly resources: readonly CountedResource[];
  /** What could not be read: of these kinds there may be more. */
  readonly unread: readonly { readonly path: string; readonly kinds: readonly string[]; readonly reason: string }[];
}

/** What DigitalOcean's API calls a limit of an account. */
export type LimitName = "droplet_limit" | "reserved_ip_limit" | "volume_limit";

/** A resource that counts toward a quota or a limit. */
export interface CountedResource {
  /** Class name, such as `Droplet`. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  /** How many it counts as: a pool as its Droplets at the most; null if that is not known. */
  readonly count: number | null;
}
