import { appSizePrice, appSizeSource, defaultAppSize } from "../catalogue/app-sizes";
import { asOf } from "../catalogue/as-of";
import { cappedHours, prices } from "../catalogue/prices";
import type { Property } from "../view/property";
import { quoted } from "../view/quoted";
import { isScalar, reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { countWords, instanceCount } from "./count";
import { averageDays, runsPerMonth } from "./cron";
import { sumOf } from "./money";
import { between, fixed, free, included, type Price, type PriceContext, type Priced, unpriced } from "./price";
import { assumed } from "./usage";

/**
 * The price of an app: its containers, jobs, development databases and dedicated egress address. Static sites count
 * among those of the team. Functions are billed by use; an app of nothing else has a price only by an assumption on it.
 */
export function appPrice(app: ResourceView, { usage }: PriceContext): Price {
  const hours = assumed(app, usage, "job_hours");
  const spec = app.read("spec");
  if (spec.state !== "known" || isScalar(spec)) return unpriced(reasonOf(spec));
  const parts = [
    ...each(spec, "services", (one) => containerPrice(app, one)),
    ...each(spec, "workers", (one) => containerPrice(app, one)),
    ...each(spec, "jobs", (one) => jobPrice(app, one, hours)),
    ...each(spec, "staticSites", staticSitePrice),
    ...each(spec, "databases", databasePrice),
    ...each(spec, "egresses", egressPrice),
  ];
  const functions = spec.get("functions");
  if (parts.length === 0 && functions.present) {
    return assumed(app, usage, "function_gib_seconds") === undefined
      ? unpriced("functions are billed by use, and usage.app.function_gib_seconds is not set")
      : included("functions are billed by use");
  }
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
  const monthly = { low: count.low * one, expected: count.expected * one, high: count.high * one };
  return { ...between(monthly, `${countWords(count)} x ${slug} $${one}`, appSizeSource(slug)), billing: "capped" };
}

/** Minutes of the month that a container is billed for at most. */
const billedMinutes = cappedHours * 60;

/**
 * A job is billed by the second, at least a minute a run, while it runs. How long that is no program states: a minute
 * is expected, and at most the whole month. What runs at deployments is expected to run once a day.
 */
function jobPrice(app: ResourceView, component: Property, hours: number | undefined): Price {
  const price = containerPrice(app, component);
  if (price.state !== "priced") return price;
  if (hours !== undefined) return jobOfHours(hours, price);
  const kind = component.get("kind");
  if (kind.text() === "SCHEDULED") return scheduledPrice(component.get("schedule").get("cron"), price);
  if (kind.present && !kind.opaque && !atDeployments.has(kind.text() ?? "")) return unpriced(reasonOf(kind));
  const expected = (price.monthly.expected * averageDays) / billedMinutes;
  const basis = `job billed while it runs, of up to ${price.basis}`;
  return between({ low: 0, expected, high: price.monthly.high }, basis, price);
}

/** A job that is assumed to run so many hours a month. */
function jobOfHours(hours: number, whole: Priced): Price {
  const expected = whole.monthly.expected * Math.min(1, hours / cappedHours);
  const basis = `job of ${hours} hours a month, assumed, of up to ${whole.basis}`;
  return between({ low: 0, expected, high: whole.monthly.high }, basis, whole);
}

// A job without a kind runs after deployments. Source: DigitalOcean's OpenAPI (7 Aug 2026).
const atDeployments: ReadonlySet<string> = new Set(["UNSPECIFIED", "PRE_DEPLOY", "POST_DEPLOY", "FAILED_DEPLOY"]);

function scheduledPrice(cron: Property, whole: Priced): Price {
  const schedule = cron.text();
  const runs = schedule === undefined ? undefined : runsPerMonth(schedule);
  if (runs === undefined) return unpriced(reasonOf(cron));
  const share = Math.min(1, runs / billedMinutes);
  const basis = `job of ${Math.round(runs)} runs a month, a minute each, of up to ${whole.basis}`;
  const monthly = { low: 0, expected: whole.monthly.expected * share, high: whole.monthly.high };
  return between(monthly, basis, whole);
}

/** A static site is paid for among those of the team. */
function staticSitePrice(component: Property): Price {
  return component.opaque ? unpriced(reasonOf(component)) : free;
}

/** A development database is part of the app; a production database is a cluster of its own. */
function databasePrice(component: Property): Price {
  const listed = prices.appDevelopmentDatabase;
  const { usd } = listed;
  const production = component.get("production");
  if (production.boolean() === true) return free;
  if (production.opaque)
    return between({ low: 0, expected: usd, high: usd }, `development database $0 or $${usd}`, listed);
  if (production.present && production.boolean() === undefined) return unpriced(reasonOf(production));
  return fixed(usd, `development database $${usd}`, listed);
}

function egressPrice(egress: Property): Price {
  const listed = prices.appDedicatedEgress;
  const { usd } = listed;
  const type = egress.get("type");
  // Without a type DigitalOcean assigns shared addresses.
  if (type.opaque) return between({ low: 0, expected: 0, high: usd }, `dedicated egress address $0 or $${usd}`, listed);
  if (type.present && type.text() === undefined) return unpriced(reasonOf(type));
  return type.text() === "DEDICATED_IP" ? fixed(usd, `dedicated egress address $${usd}`, listed) : free;
}
