import type { ResourceUsage } from "../cost/price";
import { defaultUsage } from "../cost/usage";
import type { Sections } from "./document";
import { showFound } from "./found";
import { identity } from "./identity";
import { listed } from "./issues";
import { isMap } from "./merge";
import type { Path } from "./path";
import type { ProviderSettings, Settings } from "./settings";
import { tightenExemptions } from "./tighten-exemptions";
import { tightenRules } from "./tighten-rules";
import { ordered, type Standing, type Tightener } from "./tightener";

/**
 * What tightens each key of `governor.yaml`. A key that is not here does not compile: whoever adds one says in one line
 * how settings under a floor may differ from the floor's.
 */
export type Tightenings<T> = {
  readonly [K in keyof T as string extends K ? never : K]-?: Tightening<NonNullable<T[K]>>;
};

/** A single key, or keys under keys. */
export type Tightening<V> = Tightener<V> | (V extends Scalar | readonly unknown[] ? never : Tightenings<V>);

type Scalar = string | number | boolean;

/** The lower number. Where the floor has none, there is no limit. */
const lower: Tightener<number> = (floor, own, at) => {
  if (typeof own !== "number") return floor;
  if (typeof floor !== "number" || own <= floor) return own;
  at.loosens({
    found: String(own),
    message: `${own} is more than ${floor}, the floor's limit (${at.floorPlace()})`,
    allowed: `at most ${floor}`,
    hint: leaveToFloor,
  });
  return floor;
};

/**
 * The higher number. Where the floor has none, its default counts.
 *
 * @param places Where else the floor may say it.
 */
function higher(byDefault: number, places: readonly Path[] = []): Tightener<number> {
  return (floor = byDefault, own, at) => {
    if (typeof own !== "number" || typeof floor !== "number") return floor;
    if (own >= floor) return own;
    at.loosens({
      found: String(own),
      message: `${own} is less than ${floor}, the floor's (${at.floorPlace(at.path, ...places)})`,
      allowed: `at least ${floor}`,
      hint: leaveToFloor,
    });
    return floor;
  };
}

/**
 * The switch in the position that is stricter.
 *
 * @param byDefault Where it stands if the floor does not say; default nowhere: then no position loosens it.
 */
function strict(position: boolean, byDefault?: boolean): Tightener<boolean> {
  return (floor, own, at) => {
    if (own === undefined || own === position) return own ?? floor;
    const held = floor ?? byDefault;
    if (held !== position) return floor ?? own;
    at.loosens({
      found: String(own),
      message: `${own} is looser than ${held}, the floor's (${at.floorPlace()})`,
      allowed: String(held),
      hint: leaveToFloor,
    });
    return floor;
  };
}

/** Some of what the floor lists. Where it lists nothing: some of everything, or nothing at all. */
function subset(whereNone: "all" | "none"): Tightener<readonly unknown[]> {
  return (floor, own, at) => {
    if (!Array.isArray(own)) return floor;
    if (!Array.isArray(floor) && whereNone === "all") return own;
    const listedByFloor: readonly unknown[] = Array.isArray(floor) ? floor : [];
    const known = new Set(listedByFloor.map(identity));
    const more = [...own.entries()].filter(([, item]) => !known.has(identity(item)));
    for (const [index, item] of more) {
      at.within(index).loosens({
        found: showFound(item),
        message: Array.isArray(floor)
          ? `${showFound(item)} is not allowed by the floor (${at.floorPlace()})`
          : `${showFound(item)} is not allowed: the floor lists nothing here (${at.floorPlace()})`,
        ...(listedByFloor.every(isScalar) && listedByFloor.length > 0
          ? { allowed: listed(listedByFloor.map(String)) }
          : {}),
        hint: "remove it, or ask the owner of the floor",
      });
    }
    return more.length === 0 ? own : floor;
  };
}

/** All that either lists. */
const union: Tightener<readonly unknown[]> = (floor, own, at) => {
  if (!Array.isArray(own)) return floor;
  if (!Array.isArray(floor)) return own;
  const known = new Set(floor.map(identity));
  if (at.replaces) {
    const kept = new Set(own.map(identity));
    const missing = floor.filter((item) => !kept.has(identity(item)));
    if (missing.length > 0)
      at.loosens({
        message: `omits ${missing.map((one) => showFound(one)).join(", ")}, which the floor lists (${at.floorPlace()})`,
        hint: "include the floor's entries",
      });
  }
  return [...floor, ...own.filter((item) => !known.has(identity(item)))];
};

/** Nothing that holds anybody to anything: what is said last counts. */
const free: Tightener<unknown> = (floor, own) => {
  if (!isMap(floor) || !isMap(own)) return own ?? floor;
  return { ...floor, ...own };
};

/** What only the floor may say: it lets through what the floor would block. */
const floorsAlone: Tightener<string> = (floor, own, at) => {
  if (own === undefined || (at.replaces && own === floor)) return floor;
  at.loosens({
    message: `only the floor can carry violations that were there before (${at.floorPlace()})`,
    hint: "remove it, or ask the owner of the floor to name a baseline that records this stack",
  });
  return floor;
};

/** The floor's, or where it has none, the own: it adds to what is counted, and takes nothing away. */
const floorsFirst: Tightener<string> = (floor, own, at) => {
  if (floor === undefined || own === undefined || (at.replaces && own === floor)) return floor ?? own;
  at.loosens({
    message: `the floor names a file on the account (${at.floorPlace()})`,
    hint: "remove it to use the floor's",
  });
  return floor;
};

/** The same for each key that someone chose. */
function each<V>(inner: Tightener<V>): Tightener<Readonly<Record<string, V>>> {
  return (floor, own, at) => {
    const [ofFloor, ofOwn] = [isMap(floor) ? floor : {}, isMap(own) ? own : {}];
    if (floor === undefined && own === undefined) return undefined;
    return Object.fromEntries(
      [...new Set([...Object.keys(ofFloor), ...Object.keys(ofOwn)])].map((key) => [
        key,
        inner(valueIn(ofFloor, key), valueIn(ofOwn, key), at.within(key)),
      ]),
    );
  };
}

/** Every budget of the floor at its amount or a lower one, and others besides. */
const budgets: Tightener<Sections["budgets"] & object> = (floor, own, at) => {
  if (!Array.isArray(own)) return floor;
  const ofFloor: readonly unknown[] = Array.isArray(floor) ? floor : [];
  const subjectOf = (budget: unknown) => identity([valueIn(budget, "tag"), valueIn(budget, "component")]);
  const ownSubjects = new Set(own.map(subjectOf));
  const missing = ofFloor.filter((budget) => !ownSubjects.has(subjectOf(budget)));
  if (at.replaces && missing.length > 0)
    at.loosens({
      message: `omits the budget of ${missing.map((budget) => showFound(valueIn(budget, "tag") ?? valueIn(budget, "component"))).join(", ")} (${at.floorPlace()})`,
      hint: "include the floor's entries",
    });
  const tightened = [...own.entries()].map(([index, budget]: [number, unknown]) => {
    const limits = ofFloor.filter((one) => subjectOf(one) === subjectOf(budget)).map((one) => valueIn(one, "monthly"));
    const limit = limits.reduce<number | undefined>(
      (least, one) => (typeof one === "number" ? Math.min(one, least ?? one) : least),
      undefined,
    );
    return { ...Object(budget), monthly: lower(limit, valueIn(budget, "monthly"), at.within(index, "monthly")) };
  });
  return [...missing, ...tightened];
};

/**
 * What is assumed of single resources takes precedence over what is assumed of their kind: it is at least what the floor
 * assumes of any kind, and of the resource under its other name.
 */
const usageOfResources: Tightener<NonNullable<Settings["usage"]["resources"]>> = (floor, own, at) => {
  const { spaces: _, resources = {}, ...kinds } = at.settings.floor.usage;
  return each<ResourceUsage>((ofFloor, ofOwn, here) => {
    const name = lastName(String(here.path.at(-1)));
    const alike = Object.entries(resources).filter(([other]) => lastName(other) === name);
    const least = (key: keyof ResourceUsage) => {
      const said = [
        ...Object.entries(kinds).map(([kind, usage]) => ({ usage, path: ["usage", kind, key] })),
        ...alike.map(([other, usage]) => ({ usage, path: ["usage", "resources", other, key] })),
      ].flatMap(({ usage, path }) => {
        const amount = valueIn(usage, key);
        return typeof amount === "number" ? [{ amount, path }] : [];
      });
      const most = Math.max(0, ...said.map(({ amount }) => amount));
      return higher(
        most,
        said.flatMap(({ amount, path }) => (amount === most ? [path] : [])),
      );
    };
    const table: Tightenings<ResourceUsage> = {
      outbound_gib: least("outbound_gib"),
      requests_million: least("requests_million"),
      storage_gib: least("storage_gib"),
      growth_gib: least("growth_gib"),
      job_hours: least("job_hours"),
      function_gib_seconds: least("function_gib_seconds"),
    };
    return tightenKeys(table, ofFloor, ofOwn, here);
  })(floor, own, at);
};

/** Without the kind before it. */
function lastName(resource: string): string {
  return resource.slice(resource.indexOf("::") + 1).replace(/^:/, "");
}

/** Regions: what is disallowed is taken off what is allowed, wherever either stands. */
function regions(keys: Tightenings<Regions>): Tightener<Regions> {
  return (floor, own, at) => {
    // Where the floor lists what it allows, what it disallows is not in there.
    const refused = new Set(valueIn(floor, "allowed") === undefined ? listIn(floor, "disallowed") : []);
    for (const [index, slug] of listIn(own, "allowed").entries()) {
      if (!refused.has(slug)) continue;
      at.within("allowed", index).loosens({
        found: showFound(slug),
        message: `the floor disallows ${showFound(slug)} (${at.within("disallowed").floorPlace()})`,
        hint: "remove it",
      });
    }
    const tightened = tightenKeys(keys, floor, own, at);
    if (!isMap(tightened) || valueIn(tightened, "allowed") === undefined) return tightened;
    const disallowed = new Set(listIn(tightened, "disallowed"));
    const allowed = listIn(tightened, "allowed").filter((slug) => !disallowed.has(slug));
    if (allowed.length > 0) return { ...tightened, allowed };
    at.within("disallowed").loosens({
      message: `leaves none of the floor's allowed regions (${at.within("allowed").floorPlace()})`,
      hint: "remove one of them",
    });
    return floor;
  };
}

type Regions = NonNullable<ProviderSettings["regions"]>;

export const tightenings: Tightenings<Sections> = {
  providers: {
    digitalocean: {
      enabled: strict(false),
      cost_limit_monthly: lower,
      regions: regions({ allowed: subset("all"), disallowed: union }),
      resources: {
        droplet: {
          max_per_account: lower,
          allowed_sizes: subset("all"),
          backup_required: strict(true),
          monitoring_required: strict(true),
        },
        firewall: { covered_elsewhere: subset("none") },
        kubernetes: { allowed_sizes: subset("all") },
        database: { allowed_sizes: subset("all") },
        spaces: { max_buckets: lower, encryption_required: strict(true) },
      },
      required_tags: union,
    },
  },
  tags: { default: free, allowed: each(subset("all")) },
  rules: tightenRules,
  exemptions: tightenExemptions,
  exempt_in_code: subset("none"),
  baseline: floorsAlone,
  account: floorsFirst,
  enforcement: ordered(["report", "enforce"], "enforce"),
  budgets,
  usage: {
    droplet: { outbound_gib: higher(0) },
    app: { outbound_gib: higher(0), job_hours: higher(0), function_gib_seconds: higher(0) },
    load_balancer: { outbound_gib: higher(0), requests_million: higher(0) },
    nat_gateway: { outbound_gib: higher(0) },
    vpc_peering: { outbound_gib: higher(0) },
    container_registry: { storage_gib: higher(0), growth_gib: higher(0) },
    database: { growth_gib: higher(0) },
    resources: usageOfResources,
    spaces: {
      storage_gib: higher(defaultUsage.spaces.storage_gib),
      outbound_gib: higher(defaultUsage.spaces.outbound_gib),
      growth_gib: higher(0),
      subscription_active: strict(false, defaultUsage.spaces.subscription_active),
    },
  },
};

/** Tightens a mapping key by key. What is not in the table, such as another provider, is not governed. */
export function tightenKeys(table: object, floor: unknown, own: unknown, at: Standing): unknown {
  if (floor === undefined && own === undefined) return undefined;
  const keys = [...new Set([...Object.keys(Object(floor)), ...Object.keys(Object(own))])];
  const tightened = keys.map((key): readonly [string, unknown] => {
    const [ofFloor, ofOwn] = [valueIn(floor, key), valueIn(own, key)];
    const way: unknown = valueIn(table, key);
    if (isTightener(way)) return [key, way(ofFloor, ofOwn, at.within(key))];
    return [key, isMap(way) ? tightenKeys(way, ofFloor, ofOwn, at.within(key)) : (ofOwn ?? ofFloor)];
  });
  return Object.fromEntries(tightened.filter(([, value]) => value !== undefined));
}

/** The keys of the table, for the test that holds it against the schema. */
export function tightenedPaths(table: object = tightenings): readonly Path[] {
  return Object.entries(table).flatMap(([key, way]: [string, unknown]): readonly Path[] =>
    isMap(way) && !isTightener(way) ? tightenedPaths(way).map((path) => [key, ...path]) : [[key]],
  );
}

const leaveToFloor = "use an allowed value, or leave the key out to use the floor's";

function isTightener(way: unknown): way is Tightener<unknown> {
  return typeof way === "function";
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function valueIn(map: unknown, key: string): unknown {
  return typeof map === "object" && map !== null && Object.hasOwn(map, key) ? Reflect.get(map, key) : undefined;
}

function listIn(map: unknown, key: string): readonly unknown[] {
  const list = valueIn(map, key);
  return Array.isArray(list) ? list : [];
}
