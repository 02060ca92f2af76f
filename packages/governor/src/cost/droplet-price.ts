import { asOf } from "../catalogue/as-of";
import { dropletSize } from "../catalogue/droplet-sizes";
import { backupShare, backupShareSource } from "../catalogue/prices";
import { weaker } from "../catalogue/sourced";
import type { Property } from "../view/property";
import { quoted } from "../view/quoted";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { type Count, countWords } from "./count";
import { times } from "./money";
import { type Monthly, type Price, type Priced, type Unpriced, unpriced } from "./price";

/** The price of one Droplet of the size that a property holds, without backups. */
function sizePrice(resource: ResourceView, size: Property): Price {
  const slug = size.text();
  if (slug === undefined) return unpriced(reasonOf(size));
  return dropletSize(slug)?.price ?? unpriced(notListed(resource, size));
}

/** Why a size has no price: the catalogue does not know it. */
function notListed(resource: ResourceView, size: Property): string {
  return `${size.path} ${quoted(resource, size)} is not in the catalogue of ${asOf}`;
}

/** The price of `count` Droplets of the size that stands at a path, without backups. */
export function fleetPrice(resource: ResourceView, path: string, count: Count | Unpriced): Price {
  const one = sizePrice(resource, resource.read(path));
  if (one.state !== "priced") return one;
  if ("state" in count) return count;
  return {
    ...one,
    monthly: times(one.monthly, count),
    basis: `${countWords(count)} x ${one.basis}`,
  };
}

/** The price of a Droplet with its backups. */
export function dropletPrice(droplet: ResourceView): Price {
  const size = sizePrice(droplet, droplet.read("size"));
  if (size.state !== "priced") return size;
  const backups = droplet.read("backups");
  if (backups.boolean() === false || !backups.present) return size;
  if (backups.boolean() === undefined && !backups.opaque) return unpriced(reasonOf(backups));
  const plan = backupPlan(droplet.read("backupPolicy.plan"));
  if ("state" in plan) return plan;
  return backups.boolean() === true
    ? withBackups(size, plan.share, plan.basis)
    : // Left out, backups are off.
      withBackups(size, { low: 0, expected: 0, high: plan.share.high }, `none or ${plan.basis}: ${reasonOf(backups)}`);
}

interface BackupPlan {
  readonly share: Monthly;
  readonly basis: string;
}

function backupPlan(plan: Property): BackupPlan | Unpriced {
  const { weekly, daily } = backupShare;
  switch (plan.text()) {
    case "weekly":
      return { share: { low: weekly, expected: weekly, high: weekly }, basis: "weekly backups 20 %" };
    case "daily":
      return { share: { low: daily, expected: daily, high: daily }, basis: "daily backups 30 %" };
    default:
  }
  if (plan.opaque) {
    return { share: { low: weekly, expected: daily, high: daily }, basis: "weekly or daily backups 20 to 30 %" };
  }
  // Source: DigitalOcean's OpenAPI (7 Aug 2026): backups without a policy are daily, since 23 Oct 2024.
  return plan.present
    ? unpriced(reasonOf(plan))
    : { share: { low: daily, expected: daily, high: daily }, basis: "daily backups 30 %, the default" };
}

function withBackups(size: Priced, share: Monthly, basis: string): Priced {
  const factor = { low: 1 + share.low, expected: 1 + share.expected, high: 1 + share.high };
  return {
    ...size,
    ...weaker(size, backupShareSource),
    monthly: times(size.monthly, factor),
    basis: `${size.basis} + ${basis}`,
  };
}
