import { asOf } from "../catalogue/as-of";
import { dropletSize } from "../catalogue/droplet-sizes";
import { backupShare } from "../catalogue/prices";
import type { Property } from "../view/property";
import type { ResourceView } from "../view/resource";
import type { Count } from "./count";
import { times } from "./money";
import { type Monthly, type Price, type Priced, type Unpriced, unpriced } from "./price";
import { reasonOf } from "./reason";

/** The price of one Droplet of the size that a property holds, without backups. */
export function sizePrice(size: Property): Price {
  const slug = size.text();
  if (slug === undefined) return unpriced(reasonOf(size));
  return dropletSize(slug)?.price ?? unpriced(`${size.path} ${slug} is not in the catalogue of ${asOf}`);
}

/** The price of `count` Droplets of the size that a property holds, without backups. */
export function fleetPrice(size: Property, count: Count | Unpriced): Price {
  const one = sizePrice(size);
  if (one.state !== "priced") return one;
  if ("state" in count) return count;
  const number = count.low === count.high ? `${count.high}` : `${count.low} to ${count.high}`;
  return {
    ...one,
    monthly: times(one.monthly, { low: count.low, expected: count.high, high: count.high }),
    basis: `${number} x ${one.basis}`,
  };
}

/** The price of a Droplet with its backups. */
export function dropletPrice(droplet: ResourceView): Price {
  const size = sizePrice(droplet.read("size"));
  if (size.state !== "priced") return size;
  const backups = droplet.read("backups");
  if (backups.boolean() === false || !backups.present) return size;
  const plan = backupPlan(droplet.read("backupPolicy.plan"));
  if ("state" in plan) return plan;
  return backups.boolean() === true
    ? withBackups(size, plan.share, plan.basis)
    : withBackups(size, { ...plan.share, low: 0 }, `none or ${plan.basis}: backups is not known before up`);
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
  return { ...size, monthly: times(size.monthly, factor), basis: `${size.basis} + ${basis}` };
}
