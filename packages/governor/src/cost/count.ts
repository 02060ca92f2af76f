import type { Property } from "../view/property";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { type Unpriced, unpriced } from "./price";

/** How many of a thing there can be at a time. */
export interface Count {
  readonly low: number;
  /** What the program asks for, else the least: load is what makes a pool grow, and no program states it. */
  readonly expected: number;
  readonly high: number;
}

/** The amount that a property holds; undefined for what is none: nothing is sold below zero. */
export function amountOf(property: Property): number | undefined {
  const amount = property.number();
  return amount !== undefined && amount >= 0 ? amount : undefined;
}

/** The most that a count allows, or undefined where that is not known. */
export function most(count: Count | Unpriced): number | undefined {
  return "state" in count ? undefined : count.high;
}

/** The nodes of a Kubernetes pool whose inputs stand below `prefix`, such as `nodePool.`. */
export function poolCount(resource: ResourceView, prefix = ""): Count | Unpriced {
  const autoScale = resource.read(`${prefix}autoScale`);
  const nodes = resource.read(`${prefix}nodeCount`);
  const most = resource.read(`${prefix}maxNodes`);
  const least = amountOf(resource.read(`${prefix}minNodes`)) ?? 0;
  if (autoScale.opaque) {
    const present = [nodes, most].filter((property) => property.present);
    const opaque = present.find((property) => amountOf(property) === undefined);
    if (opaque !== undefined || present.length === 0) return unpriced(reasonOf(opaque ?? autoScale));
    const numbers = present.flatMap((property) => amountOf(property) ?? []);
    return range(Math.min(least, ...numbers), Math.max(...numbers), amountOf(nodes));
  }
  if (autoScale.present && autoScale.boolean() === undefined) return unpriced(reasonOf(autoScale));
  return autoScale.boolean() === true ? upTo(least, most, amountOf(nodes) ?? Math.max(1, least)) : exactly(nodes);
}

/** The Droplets of an autoscale pool. */
export function autoscaleCount(resource: ResourceView): Count | Unpriced {
  const target = resource.read("config.targetNumberInstances");
  if (target.present) return exactly(target);
  // A pool keeps at least one Droplet. Source: DigitalOcean's OpenAPI (7 Aug 2026), min_instances 1 to 500.
  return upTo(amountOf(resource.read("config.minInstances")) ?? 1, resource.read("config.maxInstances"));
}

/** The instances of a component of an app. */
export function instanceCount(component: Property): Count | Unpriced {
  const autoscaling = component.get("autoscaling");
  if (autoscaling.present) {
    return upTo(amountOf(autoscaling.get("minInstanceCount")) ?? 1, autoscaling.get("maxInstanceCount"));
  }
  const count = component.get("instanceCount");
  // Source: DigitalOcean's OpenAPI (7 Aug 2026), instance_count.
  return count.present ? exactly(count) : { low: 1, expected: 1, high: 1 };
}

/** The number that a property holds. */
export function exactly(property: Property): Count | Unpriced {
  const count = amountOf(property);
  return count === undefined ? unpriced(reasonOf(property)) : { low: count, expected: count, high: count };
}

function upTo(low: number, most: Property, desired?: number): Count | Unpriced {
  const high = amountOf(most);
  return high === undefined ? unpriced(reasonOf(most)) : range(low, high, desired);
}

function range(least: number, high: number, desired = least): Count {
  const low = Math.min(least, high);
  return { low, expected: Math.min(Math.max(desired, low), high), high };
}

/** A count as it is shown, such as `2 to 5`. */
export function countWords({ low, high }: Count): string {
  return low === high ? `${high}` : `${low} to ${high}`;
}
