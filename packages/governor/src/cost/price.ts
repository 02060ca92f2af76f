import type { Sourced } from "../catalogue/sourced";
import type { Neighbours } from "./neighbours";

/**
 * USD per month. `low`: the least it can cost; `high`: the most, for instance an autoscale pool at its maximum.
 * `expected`: what a month costs with what the program states and DigitalOcean's defaults for what it leaves open: an
 * autoscale pool at its desired size, else its minimum; a deployment's job for its minutes. Budgets are about this.
 */
export interface Monthly {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/**
 * How it is billed. `capped`: by the second, up to 672 hours a month, so that a month has one price; `uncapped`: by the
 * second, without a cap; `monthly`: by the month, prorated while it exists, or a subscription; `usage`: by what is used.
 */
export type Billing = "capped" | "uncapped" | "monthly" | "usage";

/** A price that can be told. */
export interface Priced extends Sourced {
  readonly state: "priced";
  readonly monthly: Monthly;
  /** How it was worked out, such as `s-2vcpu-2gb $18 + weekly backups 20 %`. */
  readonly basis: string;
  /** Default `monthly`. */
  readonly billing?: Billing;
}

/** A price that cannot be determined. */
export interface Unpriced {
  readonly state: "unpriced";
  /** Why, such as `size is unknown until pulumi up` or `no published price for db-intel sizes`. */
  readonly reason: string;
}

/** What a resource costs. An unknown price is never 0. */
export type Price =
  | Priced
  | Unpriced
  | {
      readonly state: "free";
      /** What pays for it instead, such as `in the Spaces subscription`. */
      readonly basis?: string;
    };

/** What a price depends on besides the resource. */
export interface PriceContext {
  /** Assumptions of `governor.yaml`. */
  readonly usage: UsageAssumptions;
  /** The resources of the stack that a price may follow from, such as the cluster of a replica. */
  readonly neighbours: Neighbours;
}

/** Assumptions on usage that no program states. What is left out has the default that it says. */
export interface UsageAssumptions {
  readonly spaces: {
    /** GiB stored in all buckets of the team; default 250, what the subscription includes. */
    readonly storage_gib: number;
    /** GiB sent out per month; default 1024, what the subscription includes. */
    readonly outbound_gib: number;
    /** GiB that are added per month; default 0. */
    readonly growth_gib?: number;
    /** True where another stack of the team already pays the subscription; default false. */
    readonly subscription_active: boolean;
  };
  /** Each Droplet and Kubernetes node; default: nothing beyond what their sizes include. */
  readonly droplet?: Pick<ResourceUsage, "outbound_gib">;
  /** Each app. */
  readonly app?: Pick<ResourceUsage, "outbound_gib" | "job_hours" | "function_gib_seconds">;
  readonly load_balancer?: Pick<ResourceUsage, "outbound_gib" | "requests_million">;
  readonly nat_gateway?: Pick<ResourceUsage, "outbound_gib">;
  readonly vpc_peering?: Pick<ResourceUsage, "outbound_gib">;
  readonly container_registry?: Pick<ResourceUsage, "storage_gib" | "growth_gib">;
  readonly database?: Pick<ResourceUsage, "growth_gib">;
  /** Single resources, by logical name or `Kind::name`; they take precedence over their kind. */
  readonly resources?: Readonly<Record<string, ResourceUsage>>;
}

/** The sections of the assumptions, each about some kinds of resource. */
export type UsageSection = Exclude<keyof UsageAssumptions, "resources">;

/** What can be assumed of a resource, per month. */
export interface ResourceUsage {
  /** GiB that it sends out. */
  readonly outbound_gib?: number;
  /** Millions of requests that it answers. */
  readonly requests_million?: number;
  /** GiB that it stores. */
  readonly storage_gib?: number;
  /** GiB that are added. */
  readonly growth_gib?: number;
  /** Hours that each of its jobs runs. */
  readonly job_hours?: number;
  /** GiB-seconds of its functions. */
  readonly function_gib_seconds?: number;
}

/** A fixed price. */
export function fixed(usd: number, basis: string, source: Sourced): Priced {
  return between({ low: usd, expected: usd, high: usd }, basis, source);
}

/** A price within bounds. */
export function between(monthly: Monthly, basis: string, { confidence, asOf }: Sourced): Priced {
  return { state: "priced", monthly, basis, confidence, ...(asOf === undefined ? {} : { asOf }) };
}

/** A type that DigitalOcean does not charge for. */
export const free: Price = { state: "free" };

/** No price of its own: something else pays for it. */
export function included(basis: string): Price {
  return { state: "free", basis };
}

/** A price that cannot be determined. */
export function unpriced(reason: string): Unpriced {
  return { state: "unpriced", reason };
}
