import { appSizePrice, defaultAppSize } from "../catalogue/app-sizes";
import { asOf } from "../catalogue/as-of";
import { prices } from "../catalogue/prices";
import type { Property } from "../view/property";
import { quoted } from "../view/quoted";
import { isScalar, reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { instanceCount } from "./count";
import { sumOf } from "./money";
import { between, fixed, free, type Price, unpriced } from "./price";

/**
 * The price of an app: its containers, development databases, static sites and dedicated egress address. Functions
 * are billed by use and not counted; an app of nothing else has no price.
 */
export function appPrice(app: ResourceView): Price {
  const spec = app.read("spec");
  if (spec.state !== "known" || isScalar(spec)) return unpriced(reasonOf(spec));
  const parts = [
    ...each(spec, "services", (one) => containerPrice(app, one)),
    ...each(spec, "workers", (one) => containerPrice(app, one)),
    ...each(spec, "jobs", (one) => jobPrice(app, one)),
    ...each(spec, "staticSites", staticSitePrice),
    ...each(spec, "databases", databasePrice),
    ...each(spec, "egresses", egressPrice),
  ];
  const functions = spec.get("functions");
  if (parts.length === 0 && functions.present) return unpriced("functions are billed by use");
  return sumOf(parts);
}

function each(spec: Property, list: string, priceOf: (component: Property) => Price): readonly Price[] {
  const components = spec.get(list);
  if (components.present && !components.isList) return [unpriced(reasonOf(components))];
  return components.elements().map((one) => (isScalar(one) ? unpriced(reasonOf(one)) : priceOf(one)));
}

function containerPrice(app: ResourceView, component: Property): Price {
  const size = component.get("instanceSizeSlug");
  const slug = size.present ? size.text() : defaultAppSize;
  if (slug === undefined) return unpriced(reasonOf(size));
  const one = appSizePrice(slug);
  if (one === undefined) return unpriced(`${size.path} ${quoted(app, size)} is not in the catalogue of ${asOf}`);
  const count = instanceCount(component);
  if ("state" in count) return count;
  const number = count.low === count.high ? `${count.high}` : `${count.low} to ${count.high}`;
  return between(count.low * one, count.high * one, `${number} x ${slug} $${one}`);
}

/** A job is billed for the time that it runs, which no program states: from nothing to the whole month. */
function jobPrice(app: ResourceView, component: Property): Price {
  const price = containerPrice(app, component);
  if (price.state !== "priced") return price;
  return between(0, price.monthly.high, `job of up to ${price.basis}`, price.confidence);
}

function staticSitePrice(component: Property): Price {
  if (component.opaque) return unpriced(reasonOf(component));
  const { usd, confidence } = prices.appStaticSite;
  return between(0, usd, `static site $0 or $${usd}: three are free per team`, confidence);
}

/** A development database is part of the app; a production database is a cluster of its own. */
function databasePrice(component: Property): Price {
  const { usd, confidence } = prices.appDevelopmentDatabase;
  const production = component.get("production");
  if (production.boolean() === true) return free;
  if (production.opaque) return between(0, usd, `development database $0 or $${usd}`, confidence);
  if (production.present && production.boolean() === undefined) return unpriced(reasonOf(production));
  return fixed(usd, `development database $${usd}`, confidence);
}

function egressPrice(egress: Property): Price {
  const { usd, confidence } = prices.appDedicatedEgress;
  const type = egress.get("type");
  if (type.opaque) return between(0, usd, `dedicated egress address $0 or $${usd}`, confidence);
  if (type.present && type.text() === undefined) return unpriced(reasonOf(type));
  return type.text() === "DEDICATED_IP" ? fixed(usd, `dedicated egress address $${usd}`, confidence) : free;
}
