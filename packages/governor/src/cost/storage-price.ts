import { dropletSize } from "../catalogue/droplet-sizes";
import type { ListedPrice } from "../catalogue/listed-price";
import { leastForSnapshot, leastNfsGib, prices } from "../catalogue/prices";
import type { Property } from "../view/property";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { amountOf } from "./count";
import { usd } from "./money";
import { between, fixed, type Price, type PriceContext, unpriced } from "./price";

/** The price of a volume by the GiB that it is made with. */
export function volumePrice(volume: ResourceView): Price {
  return bySize(volume.read("size"), prices.volume, "GiB");
}

/** The price of a volume's snapshot. */
export function volumeSnapshotPrice(snapshot: ResourceView, { neighbours }: PriceContext): Price {
  const volume = neighbours.named(snapshot, "volumeId");
  return snapshotPrice(snapshot, prices.snapshot, volume === undefined ? undefined : amountOf(volume.read("size")));
}

/** The price of a Droplet's snapshot. */
export function dropletSnapshotPrice(snapshot: ResourceView, { neighbours }: PriceContext): Price {
  const droplet = neighbours.named(snapshot, "dropletId");
  return snapshotPrice(snapshot, prices.snapshot, dropletSize(droplet?.read("size").text() ?? "")?.diskGib);
}

/** The price of an NFS share by its size and tier. */
export function sharePrice(share: ResourceView): Price {
  const size = share.read("size");
  const amount = amountOf(size);
  if (amount === undefined) return unpriced(reasonOf(size));
  const gib = Math.max(amount, leastNfsGib);
  const { nfsStandard: standard, nfsHigh: high } = prices;
  const tier = share.read("performanceTier");
  const name = tier.text();
  const known = name === "standard" ? standard : name === "high" ? high : undefined;
  if (known !== undefined) return fixed(gib * known.usd, `${gib} GiB at ${usd(known.usd)}, ${name}`, known);
  if (!tier.opaque) return unpriced(reasonOf(tier));
  // The provider's default is high.
  const monthly = { low: gib * standard.usd, expected: gib * high.usd, high: gib * high.usd };
  return between(monthly, `${gib} GiB at ${usd(standard.usd)} or ${usd(high.usd)}: ${reasonOf(tier)}`, high);
}

/** The price of an NFS share's snapshot. */
export function shareSnapshotPrice(snapshot: ResourceView, { neighbours }: PriceContext): Price {
  const share = neighbours.named(snapshot, "shareId");
  return snapshotPrice(snapshot, prices.nfsSnapshot, share === undefined ? undefined : amountOf(share.read("size")));
}

/** The price of a custom image, which has a size only once it was imported. */
export function imagePrice(image: ResourceView): Price {
  return snapshotPrice(image, prices.customImage, undefined, "sizeGigabytes");
}

/**
 * The price of a full image. It has a size once it was taken; before, it is at most as large as what it is taken of,
 * which is what is expected.
 */
function snapshotPrice(snapshot: ResourceView, price: ListedPrice, most: number | undefined, path = "size"): Price {
  const size = snapshot.read(path);
  const amount = amountOf(size);
  if (amount !== undefined) {
    const cost = Math.max(leastForSnapshot, amount * price.usd);
    return fixed(cost, `${amount} GB at ${usd(price.usd)}`, price);
  }
  if (most === undefined)
    return unpriced(`${usd(price.usd)} per GB and month of a size that is not known before it exists`);
  const highest = Math.max(leastForSnapshot, most * price.usd);
  return between(
    { low: leastForSnapshot, expected: highest, high: highest },
    `up to ${most} GB at ${usd(price.usd)}, as large as its source`,
    price,
  );
}

function bySize(size: Property, price: ListedPrice, unit: string): Price {
  const amount = amountOf(size);
  if (amount === undefined) return unpriced(reasonOf(size));
  return fixed(amount * price.usd, `${amount} ${unit} at ${usd(price.usd)}`, price);
}
