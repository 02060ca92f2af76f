import { appEgressGib, defaultAppSize } from "../catalogue/app-sizes";
import { dropletSize } from "../catalogue/droplet-sizes";
import type { ListedPrice } from "../catalogue/listed-price";
import { balancerIncludes, freeFunctionGibSeconds, natGatewayIncludedGib, prices } from "../catalogue/prices";
import type { ResourceView } from "../view/resource";
import { amountOf, autoscaleCount, type Count, instanceCount, poolCount } from "./count";
import { nothing, plus } from "./money";
import { peersApart } from "./network-price";
import type { Monthly, PriceContext, Unpriced, UsageAssumptions } from "./price";
import type { SharedPrice } from "./shared-price";
import { assumed } from "./usage";

/** What is billed by use, in all resources of a team that are of one kind. */
export interface Metered {
  readonly state: "metered";
  /** What it is shown as, such as `Droplet transfer`. */
  readonly name: string;
  readonly charge: "usage";
  /** What is expected to be used. */
  readonly used: number;
  /** What is expected to be included. */
  readonly included: number;
  /** What is used beyond; below zero if it is less than is included, which others of the team can then use. */
  readonly beyond: Monthly;
  /** What is free for the team as a whole. */
  readonly free: number;
  /** What is counted, such as `GiB sent out`. */
  readonly unit: string;
  readonly each: ListedPrice;
}

/** The traffic of one Droplet. */
export function dropletShares(droplet: ResourceView, context: PriceContext): readonly SharedPrice[] {
  return dropletTransfer(droplet, "size", { low: 1, expected: 1, high: 1 }, context);
}

/** The traffic of the Droplets of an autoscale pool. */
export function autoscaleShares(pool: ResourceView, context: PriceContext): readonly SharedPrice[] {
  return dropletTransfer(pool, "dropletTemplate.size", autoscaleCount(pool), context);
}

/** The traffic of the nodes of a Kubernetes pool whose inputs stand below `prefix`. */
export function nodeShares(prefix = "") {
  return (pool: ResourceView, context: PriceContext): readonly SharedPrice[] =>
    dropletTransfer(pool, `${prefix}size`, poolCount(pool, prefix), context);
}

/** Droplets share what their sizes include: one that sends nothing leaves its part to the others. */
function dropletTransfer(
  resource: ResourceView,
  size: string,
  count: Count | Unpriced,
  { usage }: PriceContext,
): readonly SharedPrice[] {
  if ("state" in count || !assumesTransfer(usage)) return [];
  const used = assumed(resource, usage, "outbound_gib") ?? 0;
  const tib = dropletSize(resource.read(size).text() ?? "")?.transferTib;
  // What the size includes may be unknown: at the least it is enough, and nothing is expected of it.
  const included = tib === undefined ? 0 : tib * 1024;
  const bounds = [count.low, count.high].map((many) => many * (used - included));
  const beyond = {
    low: tib === undefined ? 0 : Math.min(...bounds),
    expected: count.expected * (used - included),
    high: Math.max(...bounds),
  };
  return [
    {
      ...metered("Droplet transfer", "GiB sent out", prices.dropletTransfer),
      used: count.expected * used,
      included: count.expected * included,
      beyond,
    },
  ];
}

/** Without an assumption on any of them, Droplets send no more than their sizes include. */
function assumesTransfer({ droplet, resources = {} }: UsageAssumptions): boolean {
  return (
    droplet?.outbound_gib !== undefined ||
    Object.values(resources).some(({ outbound_gib }) => outbound_gib !== undefined)
  );
}

/** The traffic of an app beyond what its containers include, and the compute time of its functions. */
export function appUsageShares(app: ResourceView, { usage }: PriceContext): readonly SharedPrice[] {
  const spec = app.read("spec");
  const sent = assumed(app, usage, "outbound_gib");
  const seconds = spec.get("functions").present ? assumed(app, usage, "function_gib_seconds") : undefined;
  const containers = ["services", "workers"].flatMap((list) => spec.get(list).elements());
  const included = containers
    .map((container): Monthly => {
      const size = container.get("instanceSizeSlug");
      const each = appEgressGib(size.present ? (size.text() ?? "") : defaultAppSize);
      const count = instanceCount(container);
      if ("state" in count) return { ...nothing, high: Number.POSITIVE_INFINITY };
      if (each === undefined) return { ...nothing, high: count.high === 0 ? 0 : Number.POSITIVE_INFINITY };
      return { low: each * count.low, expected: each * count.expected, high: each * count.high };
    })
    .reduce(plus, nothing);
  return [
    ...(sent === undefined
      ? []
      : [
          {
            ...metered("App transfer", "GiB sent out", prices.appTransfer),
            used: sent,
            included: included.expected,
            beyond: {
              low: above(sent, included.high),
              expected: above(sent, included.expected),
              high: above(sent, included.low),
            },
          },
        ]),
    ...(seconds === undefined
      ? []
      : [
          {
            ...metered("Functions", "GiB-seconds", prices.functionCompute),
            used: seconds,
            included: 0,
            beyond: same(seconds),
            free: freeFunctionGibSeconds,
          },
        ]),
  ];
}

/** The traffic of a NAT gateway beyond what its nodes include. */
export function natGatewayShares(gateway: ResourceView, { usage }: PriceContext): readonly SharedPrice[] {
  const sent = assumed(gateway, usage, "outbound_gib");
  const nodes = amountOf(gateway.read("size"));
  if (sent === undefined || nodes === undefined) return [];
  const included = nodes * natGatewayIncludedGib;
  const beyond = same(above(sent, included));
  return [
    { ...metered("NAT gateway transfer", "GiB sent out", prices.natGatewayTraffic), used: sent, included, beyond },
  ];
}

/** The traffic of a peering between two datacenters. */
export function peeringShares(peering: ResourceView, context: PriceContext): readonly SharedPrice[] {
  const sent = assumed(peering, context.usage, "outbound_gib");
  if (sent === undefined || peersApart(peering, context) !== true) return [];
  const name = "VPC peering transfer";
  return [
    { ...metered(name, "GiB between datacenters", prices.peeringTraffic), used: sent, included: 0, beyond: same(sent) },
  ];
}

/** Bytes of a GiB in those of a GB. */
const gbPerGib = 1.024 ** 3;

/** The requests and the traffic of a global load balancer beyond what it includes. */
export function balancerShares(balancer: ResourceView, { usage }: PriceContext): readonly SharedPrice[] {
  if (balancer.read("type").text() !== "GLOBAL") return [];
  const gib = assumed(balancer, usage, "outbound_gib");
  const sent = gib === undefined ? undefined : gib * gbPerGib;
  const requests = assumed(balancer, usage, "requests_million");
  const { transferGb, requestsMillion } = balancerIncludes;
  return [
    ...part("Global load balancer transfer", "GB sent out", prices.loadBalancerTransfer, sent, transferGb),
    ...part(
      "Global load balancer requests",
      "million requests",
      prices.loadBalancerRequests,
      requests,
      requestsMillion,
    ),
  ];
}

function part(
  name: string,
  unit: string,
  each: ListedPrice,
  used: number | undefined,
  included: number,
): readonly SharedPrice[] {
  return used === undefined
    ? []
    : [{ ...metered(name, unit, each), used, included, beyond: same(above(used, included)) }];
}

function metered(name: string, unit: string, each: ListedPrice) {
  return { state: "metered", name, charge: "usage", free: 0, unit, each } as const;
}

function same(amount: number): Monthly {
  return { low: amount, expected: amount, high: amount };
}

function above(used: number, included: number): number {
  return Math.max(0, used - included);
}
