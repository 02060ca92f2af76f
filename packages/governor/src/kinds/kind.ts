import type { Price, PriceContext, UsageSection } from "../cost/price";
import type { SharedPrice } from "../cost/shared-price";
import type { Trap } from "../cost/trap";
import type { Limit } from "../limits/limit";
import type { Live } from "../live/live";
import type { ResourceView } from "../view/resource";
import type { Value } from "../view/value";

/**
 * What `tags` of a type mean: `label`, names for people and bills; `selector`, the Droplets that a firewall or an
 * alert applies to, where a governance tag would open ports; undefined, the type has none.
 */
export type TagUse = "label" | "selector";

/** All that is known of one Pulumi resource type of DigitalOcean. */
export interface Kind {
  /** Class name in `@pulumi/digitalocean`, such as `Droplet`. */
  readonly name: string;
  /** Pulumi type token, such as `digitalocean:index/droplet:Droplet`. */
  readonly type: string;
  /** Its type in Terraform's provider, where that is not the class name in words: `digitalocean_record`. */
  readonly terraformType?: string;
  /** Class that has taken its place, and is the same resource under another name. */
  readonly successor?: string;
  /** Where the tags stand and what they mean. */
  readonly tags?: {
    readonly use: TagUse;
    /** Input path. */
    readonly path: string;
    /** A further list of tags inside the resource, such as `nodePool.tags`. */
    readonly inner?: string;
    /** True if the provider sends them when the resource is created and never again, so that a change is never made. */
    readonly onCreateOnly?: true;
  };
  /** Where a region stands. */
  readonly region?: {
    /** Input path, such as `dropletTemplate.region`. Where a list stands there, each element is a region. */
    readonly path: string;
    /** `datacenter` for slugs such as `nyc3`, `app` for App Platform's, such as `nyc`. */
    readonly slugs: "datacenter" | "app";
    /** False where a type without a region is global by nature; a Droplet without one lands anywhere. */
    readonly required: boolean;
    /** True where a slug without its number, such as `nyc`, stands for any datacenter of the city. */
    readonly byCity?: boolean;
  };
  /** Inputs that name VPCs, such as `vpcs[].vpcUuid`, all of which are in the region of the resource. */
  readonly vpcs?: readonly string[];
  /** Where a size stands. */
  readonly size?: {
    /** Input path, such as `nodePool.size`. */
    readonly path: string;
    /** Which list of `governor.yaml` allows it. */
    readonly list: "droplet" | "kubernetes" | "database";
  };
  /** Output that is true of one that DigitalOcean makes for each account, and nobody can delete or move. */
  readonly permanentIf?: string;
  /** Input that holds the name, and is named by the provider when it is left out. */
  readonly nameInput?: string;
  /** Input whose value is also the id, such as the name of a bucket. */
  readonly idInput?: string;
  /** Output by which inputs of others name it, if that is not its id, such as the `uuid` of a replica. */
  readonly idOutput?: string;
  /** Inputs that name resources by id, or by name if that is the id: the kind, or each that it can be, by the input's path. */
  readonly names?: Readonly<Record<string, string | readonly string[]>>;
  /** True if it holds data that is gone with it: not for copies, nor for what a program can make anew. */
  readonly holdsData?: true;
  /** True for what counts as a bucket of Spaces. */
  readonly bucket?: true;
  /** What DigitalOcean's API or the provider applies when an input is left out, by path. */
  readonly defaults?: Readonly<Record<string, Value>>;
  /**
   * Inputs whose change replaces the resource, as names or as paths such as `nodePool.size`, in which a list stands
   * for each of its elements. Source: the provider's schema.
   */
  readonly replacing: readonly string[];
  /**
   * Inputs that the provider does not read from the API when it imports a resource, as names or paths without indexes:
   * to give one is a change. Source: the provider (terraform-provider-digitalocean, Nov 2026).
   */
  readonly unimported?: readonly string[];
  /** Inputs and outputs that hold secrets and are never shown, as names or paths like those of `replacing`. */
  readonly secrets: readonly string[];
  /** Inputs of which Terraform's provider keeps only a hash, in plans as in states. */
  readonly hashed?: readonly string[];
  /**
   * Custom scopes of an API token that it takes to create, read, change and delete it; none for what the keys of Spaces
   * are for. Source: DigitalOcean OpenAPI, 7 Aug 2026, with the names that its pull request 1219 (9 Sep 2026) puts
   * right.
   */
  readonly scopes: readonly string[];
  /** Scopes that it takes beside those where an input is set, by its path. */
  readonly scopesWhere?: Readonly<Record<string, readonly string[]>>;
  /** Outputs that the provider computes. */
  readonly computed: readonly string[];
  /** What DigitalOcean allows of its inputs, beyond their types. */
  readonly limits: readonly Limit[];
  /** How many Droplets a resource stands for, where it stands for any: a bound of the account's quota. */
  readonly droplets?: (resource: ResourceView) => number | undefined;
  /** Where DigitalOcean's API lists what exists of it, and how it writes the inputs. */
  readonly live?: Live;
  /** Why it is not read from an account. */
  readonly unlisted?: { readonly reason: string };
  /** An IPv4 address that is free while something holds it. */
  readonly reservedAddress?: true;
  /** Input that names a reserved address, which the resource then holds. */
  readonly holdsAddress?: string;
  /** Section of `usage` in `governor.yaml` that is about it. */
  readonly usage?: UsageSection;
  /** What it needs that its team pays for as a whole, such as the Spaces subscription. */
  readonly shares?: (resource: ResourceView, context: PriceContext) => readonly SharedPrice[];
  /** What surprises people on its bill, besides what follows from the facts above. */
  readonly traps?: readonly Trap[];
  /** Its price in USD per month. */
  readonly price: (resource: ResourceView, context: PriceContext) => Price;
}
