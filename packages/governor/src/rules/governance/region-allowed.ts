import { appRegionDatacenters, isKnownRegion, migration, region, regions, sameMetro } from "../../catalogue";
import type { Kind } from "../../kinds/kind";
import { nearest } from "../../settings/nearest";
import type { ProviderSettings } from "../../settings/settings";
import type { Property } from "../../view/property";
import { quoted } from "../../view/quoted";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";

const someAllowed = "regions: { allowed: [nyc3, sfo3, ams3], disallowed: [nyc1, sfo1, ams2] }";

export const regionAllowed = defineRule({
  id: "region-allowed",
  group: "governance",
  scope: "resource",
  title: "Resources are created only in allowed regions.",
  severity: "high",
  asked: {
    keys: ["providers.digitalocean.regions"],
    by: ({ digitalocean: { regions } }) =>
      regions?.allowed === undefined && regions?.disallowed === undefined ? "absent" : "yes",
  },
  kinds: "all",
  why:
    "The region decides which law applies to the data, how far it is from its users and whether the rest of the platform can reach it over a VPC, which is limited to one region. " +
    "A Droplet without a region may be created in any (DigitalOcean OpenAPI), and a bucket without one is silently created in nyc3 (the provider's default), so the rule checks a missing region too. " +
    "App Platform regions are cities: nyc means nyc1, nyc2 and nyc3, and DigitalOcean does not say which of them it uses, so an app passes if at least one datacenter of its city is allowed.",
  fix: "Use an allowed region",
  references: [
    "https://docs.digitalocean.com/platform/regional-availability/",
    pulumiDocs("Droplet"),
    pulumiDocs("SpacesBucket"),
    pulumiDocs("App"),
  ],
  controls: { iso27001: ["5.31"], "nist-800-53": ["SA-9"] },
  good: [
    {
      title: "allowed datacenters",
      settings: someAllowed,
      resources: [
        { kind: "Droplet", inputs: { region: "nyc3" } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "sfo3" } } },
        { kind: "CustomImage", name: "image", inputs: { regions: ["nyc3", "ams3"] } },
      ],
    },
    {
      title: "a bucket without a region, which is created in nyc3",
      settings: someAllowed,
      resources: [{ kind: "SpacesBucket", inputs: {} }],
    },
    {
      title: "an app in a city with an allowed datacenter",
      settings: someAllowed,
      resources: [{ kind: "App", inputs: { spec: { name: "shop", region: "nyc" } } }],
    },
    {
      title: "a global load balancer has no region",
      settings: someAllowed,
      resources: [{ kind: "LoadBalancer", inputs: { type: "GLOBAL" } }],
    },
    {
      title: "any region but the disallowed ones",
      settings: "regions: { disallowed: [nyc1] }",
      resources: [{ kind: "Droplet", inputs: { region: "fra1" } }],
    },
  ],
  bad: [
    {
      title: "a disallowed region, with a suggested replacement",
      settings: someAllowed,
      resources: [{ kind: "Droplet", inputs: { region: "nyc1" } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { region: "nyc3" } }] },
    },
    {
      title: "a region that is not on the list",
      settings: someAllowed,
      resources: [{ kind: "DatabaseCluster", inputs: { region: "fra1" } }],
      fixed: { resources: [{ kind: "DatabaseCluster", inputs: { region: "ams3" } }] },
    },
    {
      title: "a region that does not exist",
      settings: someAllowed,
      resources: [{ kind: "Volume", inputs: { region: "nyc33" } }],
      fixed: { resources: [{ kind: "Volume", inputs: { region: "nyc3" } }] },
    },
    {
      title: "a Droplet without a region",
      settings: someAllowed,
      resources: [{ kind: "Droplet", inputs: {} }],
      fixed: { resources: [{ kind: "Droplet", inputs: { region: "nyc3" } }] },
    },
    {
      title: "a bucket without a region when nyc3 is not allowed",
      settings: "regions: { allowed: [fra1] }",
      resources: [{ kind: "SpacesBucket", inputs: {} }],
      fixed: { resources: [{ kind: "SpacesBucket", inputs: { region: "fra1" } }] },
    },
    {
      title: "one region of several",
      settings: someAllowed,
      resources: [{ kind: "CustomImage", inputs: { regions: ["nyc3", unknown, "fra1"] } }],
      fixed: { resources: [{ kind: "CustomImage", inputs: { regions: ["nyc3", "ams3"] } }] },
    },
    {
      title: "an app in a city without an allowed datacenter",
      settings: someAllowed,
      resources: [{ kind: "App", inputs: { spec: { name: "shop", region: "lon" } } }],
      fixed: { resources: [{ kind: "App", inputs: { spec: { name: "shop", region: "ams" } } }] },
    },
  ],
  undecided: [
    {
      title: "a region that is unknown until pulumi up",
      settings: someAllowed,
      resources: [{ kind: "Droplet", inputs: { region: unknown } }],
    },
    {
      title: "one unknown region of several",
      settings: someAllowed,
      resources: [{ kind: "CustomImage", inputs: { regions: ["nyc3", unknown] } }],
    },
  ],
  *check(resource, { settings }) {
    const place = resource.kind?.region;
    const rules = settings.digitalocean.regions;
    if (place === undefined || rules === undefined || isPermanent(resource)) return;
    const property = resource.read(place.path);
    const elements = property.elements();
    for (const one of elements.length === 0 ? [property] : elements) {
      yield* judge(resource, one, place, rules);
    }
  },
});

/** Nobody can do anything about it; what is created in it is judged by its own region. */
function isPermanent({ kind, read }: ResourceView): boolean {
  return kind?.permanentIf !== undefined && read(kind.permanentIf).boolean() === true;
}

type Place = NonNullable<Kind["region"]>;
type Regions = NonNullable<ProviderSettings["regions"]>;

function* judge(resource: ResourceView, property: Property, place: Place, rules: Regions): Iterable<Outcome> {
  if (property.opaque) {
    yield unclear(property, "whether the region is allowed", property);
    return;
  }
  if (!property.present) {
    if (place.required) {
      yield violation(property, "no region is set, so DigitalOcean may choose any", { fix: fixOf(rules, place) });
    }
    return;
  }
  const slug = property.text()?.toLowerCase();
  const datacenters = slug === undefined ? [] : datacentersOf(slug, place);
  if (datacenters.some((datacenter) => permits(rules, datacenter))) return;
  const replaces = resource.kind?.replacing.includes(place.path) === true;
  // A suggested replacement would reveal a secret region.
  const secret = resource.isSecret(property.path);
  const fix =
    fixOf(rules, place, secret ? undefined : slug) +
    (replaces ? "; changing the region replaces an existing resource" : "");
  const known = slug !== undefined && isKnown(slug, place);
  yield violation(
    property,
    `invalid region ${quoted(resource, property)}: ${reason(slug, known, place, rules, secret)}`,
    {
      fix,
    },
  );
}

/** The datacenters that a slug may mean; one that is not in the catalogue means itself. */
function datacentersOf(slug: string, { slugs }: Place): readonly string[] {
  return (slugs === "app" ? appRegionDatacenters(slug) : undefined) ?? [slug];
}

function permits({ allowed, disallowed = [] }: Regions, slug: string): boolean {
  return !disallowed.includes(slug) && (allowed === undefined || allowed.includes(slug));
}

function isKnown(slug: string, { slugs }: Place): boolean {
  return isKnownRegion(slug) || (slugs === "app" && appRegionDatacenters(slug) !== undefined);
}

function reason(
  slug: string | undefined,
  known: boolean,
  place: Place,
  { disallowed = [] }: Regions,
  secret: boolean,
): string {
  if (slug === undefined || !known) {
    const near =
      slug === undefined || secret
        ? undefined
        : nearest(
            slug,
            slugsFor(place, () => true),
          );
    return `there is no such region${near === undefined ? "" : `; did you mean "${near}"?`}`;
  }
  if (datacentersOf(slug, place).every((datacenter) => disallowed.includes(datacenter))) return "it is disallowed";
  return place.slugs === "app" ? "none of its datacenters is allowed" : "it is not one of the allowed regions";
}

/** The slugs of a place's own kind whose datacenters pass. */
function slugsFor({ slugs }: Place, passes: (datacenter: string) => boolean): readonly string[] {
  const datacenters = regions.filter(({ slug }) => passes(slug));
  return slugs === "datacenter"
    ? datacenters.map(({ slug }) => slug)
    : [...new Set(datacenters.flatMap(({ app }) => app ?? []))];
}

function fixOf(rules: Regions, place: Place, slug?: string): string {
  const { allowed, disallowed = [] } = rules;
  const choice =
    allowed === undefined
      ? `use any region but ${disallowed.join(", ")}`
      : `use one of ${slugsFor(place, (datacenter) => permits(rules, datacenter)).join(", ")}`;
  const move = slug === undefined || place.slugs === "app" ? undefined : suggestion(slug, rules);
  return move === undefined ? choice : `${choice}; ${move}`;
}

function suggestion(slug: string, rules: Regions): string | undefined {
  const known = migration(slug);
  if (known !== undefined && permits(rules, known.to)) {
    return known.basis === "official"
      ? `DigitalOcean's advice for ${slug}: ${known.to}`
      : `instead of ${slug}: ${known.to} (house policy, not DigitalOcean's advice)`;
  }
  const near = region(slug) === undefined ? undefined : sameMetro(slug).find((other) => permits(rules, other));
  return near === undefined ? undefined : `in the same city as ${slug}: ${near}`;
}
