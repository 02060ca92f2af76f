import type { ListedPrice } from "../catalogue/listed-price";
import { prices } from "../catalogue/prices";
import type { Property } from "../view/property";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { amountOf } from "./count";
import { usd } from "./money";
import { fixed, type Price, unpriced } from "./price";

/** The price of a volume by the GiB that it is made with. */
export function volumePrice(volume: ResourceView): Price {
  return bySize(volume.read("size"), prices.volume, "GiB");
}

/** The price of a snapshot, which has a size only once it was taken. */
export function snapshotPrice(snapshot: ResourceView): Price {
  return once(snapshot.read("size"), prices.snapshot);
}

/** The price of a custom image, which has a size only once it was imported. */
export function imagePrice(image: ResourceView): Price {
  return once(image.read("sizeGigabytes"), prices.customImage);
}

function once(size: Property, price: ListedPrice): Price {
  return amountOf(size) === undefined
    ? unpriced(`${usd(price.usd)} per GB and month of a size that is not known before it exists`)
    : bySize(size, price, "GB");
}

function bySize(size: Property, price: ListedPrice, unit: string): Price {
  const amount = amountOf(size);
  if (amount === undefined) return unpriced(reasonOf(size));
  return fixed(amount * price.usd, `${amount} ${unit} at ${usd(price.usd)}`, price.confidence);
}
