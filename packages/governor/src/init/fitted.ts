import { isKnownSize, type SizeList } from "../catalogue";
import { appRegionDatacenters, isKnownRegion } from "../catalogue/regions";
import { estimateCost } from "../cost/estimate";
import { usd } from "../cost/money";
import { evaluate } from "../evaluate";
import { blocks, severities } from "../findings/finding";
import { counted } from "../reports/counted";
import { labelTags } from "../rules/governance/tags";
import type { Rule } from "../rules/rule";
import { credentialsIn, namesCredential } from "../rules/secrets/credentials";
import { parseSettings } from "../settings/parse";
import type { ResourceView } from "../view/resource";
import type { StackView } from "../view/stack";
import { commentText, type SettingsLine, settingsYaml } from "./settings-line";

/** Settings that fit what exists. */
export interface FittedSettings {
  /** The text of a `governor.yaml`, with the reason for each line as a comment. */
  readonly text: string;
  /** How many findings would block an update if the settings were enforced. */
  readonly blocking: number;
}

/** More is room for a change than what one asks for every day. */
const headroom = 1.2;

/** A tag whose values are more than that is a free text. */
const mostValues = 8;

/**
 * Settings that stacks meet as they are. What they cannot be made to meet, because a rule that is on by default is
 * violated, is named, and then nothing is blocked until somebody decides, or a baseline carries it.
 *
 * @param more `baseline`: a file next to the settings that records what is violated; default none.
 */
export function fittedSettings(
  stacks: readonly StackView[],
  rules: readonly Rule[],
  more: { readonly baseline?: string } = {},
): FittedSettings {
  const body = settingsYaml(linesOf(stacks));
  const broken = brokenRules(stacks, body, rules);
  const blocking = broken.reduce((sum, { mandatory }) => sum + mandatory, 0);
  return { text: `${headOf(stacks)}\n${body}\n${enforcementText(broken, blocking, more.baseline)}`, blocking };
}

function headOf(stacks: readonly StackView[]): string {
  const names = stacks.map(({ project, stack }) => `${project}/${stack}`);
  const named = names.length > 5 ? `${names.length} stacks` : names.join(", ");
  return [
    `What is required of DigitalOcean resources. It fits what exists in ${named}; what does not fit is listed at the end.`,
    "Commented-out lines are worth requiring, but not everything meets them yet. governor rules lists what else is checked.",
    ...(stacks.some(({ gaps }) => gaps.has("unchanged-resources"))
      ? ["The preview may leave out resources that it does not change: use pulumi preview --json --show-sames."]
      : []),
  ]
    .map((line) => commentText(line))
    .join("");
}

function linesOf(stacks: readonly StackView[]): readonly SettingsLine[] {
  const resources = stacks.flatMap((stack) =>
    stack.resources.filter(({ managed, kind }) => managed && kind !== undefined),
  );
  const tags = tagsIn(resources);
  const ofProvider = [
    { key: "enabled", value: true },
    ...costLimit(stacks),
    ...allowedRegions(resources),
    { key: "resources", value: [...dropletLines(stacks, resources), ...otherSizes(resources), ...bucketLines(stacks)] },
    ...requiredTags(tags),
  ].filter(({ value }) => !Array.isArray(value) || value.length > 0);
  const allowed = tags.required.flatMap(allowedValues);
  return [
    { key: "providers", value: [{ key: "digitalocean", value: ofProvider }] },
    ...(allowed.length === 0 ? [] : [{ key: "tags", value: [{ key: "allowed", value: allowed }] }]),
  ];
}

function costLimit(stacks: readonly StackView[]): readonly SettingsLine[] {
  const [dearest] = stacks
    .map(({ project, stack, resources }) => ({ project, stack, ...estimateCost(resources) }))
    .sort((one, other) => other.total.high - one.total.high);
  if (dearest === undefined || dearest.total.high === 0) return [];
  const { total, unpriced, project, stack } = dearest;
  const which = stacks.length === 1 ? "the stack costs" : `the most expensive stack, ${project}/${stack}, costs`;
  const range = total.high > total.expected ? `, up to ${usd(total.high)}` : "";
  const left = unpriced.length === 0 ? "" : `; without ${counted(unpriced.length, "resource")} that cannot be priced`;
  return [
    {
      key: "cost_limit_monthly",
      value: roundedUp(Math.max(total.expected * headroom, total.high)),
      why: `USD per month for one stack: ${which} ${usd(total.expected)}${range}${left}; with 20 % to spare, rounded up.`,
    },
  ];
}

/** To two digits that matter, or to a whole number. */
function roundedUp(amount: number): number {
  const step = Math.max(1, 10 ** (Math.floor(Math.log10(amount)) - 1) * 5);
  return Math.ceil(amount / step) * step;
}

function allowedRegions(resources: readonly ResourceView[]): readonly SettingsLine[] {
  const seen = new Map<string, number>();
  const cities = new Map<string, number>();
  for (const resource of resources) {
    const place = resource.kind?.region;
    if (place === undefined) continue;
    const property = resource.read(place.path);
    for (const one of property.isList ? property.elements() : [property]) {
      const slug = one.text()?.toLowerCase();
      if (slug === undefined || resource.isSecret(one.path)) continue;
      if (isKnownRegion(slug)) count(seen, slug);
      else if (place.slugs === "app" && appRegionDatacenters(slug) !== undefined) count(cities, slug);
    }
  }
  // An app names a city, and any datacenter of it will do.
  const ofApps = [...cities.keys()]
    .map((city) => appRegionDatacenters(city) ?? [])
    .filter((datacenters) => !datacenters.some((slug) => seen.has(slug)))
    .flat();
  const allowed = [...new Set([...seen.keys(), ...ofApps])].sort();
  if (allowed.length === 0) return [];
  const why = `In use: ${listed(seen)}${cities.size === 0 ? "" : `${seen.size === 0 ? "" : "; "}by apps: ${listed(cities)}`}.`;
  return [{ key: "regions", value: [{ key: "allowed", value: allowed, why }] }];
}

function dropletLines(stacks: readonly StackView[], resources: readonly ResourceView[]): readonly SettingsLine[] {
  const droplets = resources.filter(({ kind }) => kind?.name === "Droplet");
  const lines = [
    ...mostOf(stacks, "max_per_account", "Droplet", (resource) => resource.kind?.droplets?.(resource) ?? 0),
    ...sizesOf("droplet", resources),
    ...onAll(droplets, "backups", "backup_required"),
    ...onAll(droplets, "monitoring", "monitoring_required"),
  ];
  return lines.length === 0 ? [] : [{ key: "droplet", value: lines }];
}

function otherSizes(resources: readonly ResourceView[]): readonly SettingsLine[] {
  return (["kubernetes", "database"] as const).flatMap((list) => {
    const lines = sizesOf(list, resources);
    return lines.length === 0 ? [] : [{ key: list, value: lines }];
  });
}

function bucketLines(stacks: readonly StackView[]): readonly SettingsLine[] {
  const lines = mostOf(stacks, "max_buckets", "bucket", ({ kind }) => (kind?.bucket === true ? 1 : 0));
  return lines.length === 0 ? [] : [{ key: "spaces", value: lines }];
}

/** A limit on how many one stack has in one account, which is how the rule counts. */
function mostOf(
  stacks: readonly StackView[],
  key: string,
  noun: string,
  of: (resource: ResourceView) => number,
): readonly SettingsLine[] {
  const counts = stacks.flatMap(({ resources }) => {
    const accounts = new Map<string, number>();
    for (const one of resources) if (one.managed) count(accounts, one.account, of(one));
    return [...accounts.values()];
  });
  const most = Math.max(0, ...counts);
  if (most === 0) return [];
  const value = Math.max(most + 2, Math.ceil(most * headroom));
  const whose = stacks.length === 1 ? "the stack has" : "the largest stack has";
  return [{ key, value, why: `Counted in each stack: ${whose} ${counted(most, noun)}; with room for more.` }];
}

function sizesOf(list: SizeList, resources: readonly ResourceView[]): readonly SettingsLine[] {
  const seen = new Map<string, number>();
  for (const resource of resources) {
    const place = resource.kind?.size;
    if (place?.list !== list) continue;
    const size = resource.read(place.path);
    const slug = size.text();
    if (slug !== undefined && isKnownSize(slug, list) && !resource.isSecret(size.path)) count(seen, slug);
  }
  if (seen.size === 0) return [];
  return [{ key: "allowed_sizes", value: [...seen.keys()].sort(), why: `In use: ${listed(seen)}.` }];
}

/** Required if all have it, else proposed. */
function onAll(droplets: readonly ResourceView[], input: string, key: string): readonly SettingsLine[] {
  if (droplets.length === 0) return [];
  const unclear = droplets.filter((one) => one.read(input).opaque).length;
  const without = droplets.filter((one) => !one.read(input).opaque && one.read(input).boolean() !== true).length;
  const of = counted(droplets.length, "Droplet");
  if (without === 0 && unclear === 0)
    return [
      { key, value: true, why: droplets.length === 1 ? `The Droplet has ${input}.` : `All ${of} have ${input}.` },
    ];
  const lacking = `${without} of ${of} ${without === 1 ? "has" : "have"} no ${input}`;
  const unknown = `${without === 0 ? "It" : "it"} is not known of ${unclear} of ${of}`;
  const why =
    droplets.length === 1 && without === 1
      ? [`The Droplet has no ${input}`]
      : [...(without === 0 ? [] : [lacking]), ...(unclear === 0 ? [] : [unknown])];
  return [{ key, value: true, off: true, why: `${why.join(", and ")}:` }];
}

/** What tags of one key say. */
interface SeenTag {
  readonly key: string;
  readonly lists: number;
  readonly values: ReadonlySet<string>;
  /** True if a value must not be written down, or cannot be. */
  readonly withheld: boolean;
}

interface SeenTags {
  readonly lists: number;
  readonly required: readonly SeenTag[];
  readonly rest: readonly SeenTag[];
}

function tagsIn(resources: readonly ResourceView[]): SeenTags {
  const seen = new Map<string, { lists: number; values: Set<string>; withheld: boolean }>();
  let lists = 0;
  for (const resource of resources)
    for (const { tags } of labelTags(resource)) {
      lists += 1;
      const here = new Set<string>();
      for (const { key, value, element } of tags) {
        if (value === "" || !isWritable(key)) continue;
        const one = seen.get(key) ?? { lists: 0, values: new Set<string>(), withheld: false };
        seen.set(key, one);
        if (!here.has(key)) one.lists += 1;
        here.add(key);
        if (resource.isSecret(element.path) || isCredential(key, value)) one.withheld = true;
        else one.values.add(value);
      }
    }
  const all = [...seen].map(([key, one]) => ({ key, ...one })).sort((one, other) => other.lists - one.lists);
  return {
    lists,
    required: all.filter((one) => one.lists === lists),
    rest: all.filter((one) => one.lists < lists && one.lists * 2 >= lists),
  };
}

/** The key of a tag can be a secret that was put in the wrong place, too. */
function isWritable(key: string): boolean {
  return /^[a-z0-9_-]{1,60}$/.test(key) && credentialsIn(key).length === 0;
}

function isCredential(key: string, value: string): boolean {
  return namesCredential(key) || credentialsIn(`${key}: ${value}`).length > 0 || /^[\w-]{24,}$/.test(value);
}

function requiredTags({ lists, required, rest }: SeenTags): readonly SettingsLine[] {
  const keys = required.map(({ key }) => key).sort();
  const proposed = rest.map(
    ({ key, lists: having }) => `${key} is missing on ${lists - having} of ${lists} lists of tags`,
  );
  return [
    ...(keys.length === 0
      ? []
      : [{ key: "required_tags", value: keys, why: "Every resource that takes tags has them." }]),
    ...(proposed.length === 0
      ? []
      : [
          {
            key: "required_tags",
            value: [...keys, ...rest.map(({ key }) => key)].sort(),
            off: true,
            why: `Not on all yet: ${proposed.join(", ")}:`,
          },
        ]),
  ];
}

/** The values of a tag if they are few and each is used more than once on average: then they are a choice. */
function allowedValues({ key, lists, values, withheld }: SeenTag): readonly SettingsLine[] {
  const all = [...values].sort();
  const isChoice = !withheld && all.length <= mostValues && all.length * 2 <= lists;
  if (!isChoice || all.some((value) => !/^[\w:-]{1,255}$/.test(value))) return [];
  return [{ key, value: all, why: `The only ${all.length === 1 ? "value" : "values"} in use.` }];
}

/** A rule that is violated under the settings. */
interface BrokenRule {
  readonly id: string;
  readonly severity: number;
  readonly violations: number;
  /** What of it would block an update. */
  readonly mandatory: number;
}

function brokenRules(stacks: readonly StackView[], text: string, rules: readonly Rule[]): readonly BrokenRule[] {
  const settings = parseSettings(text, { origin: "governor init", rules }).base;
  const broken = new Map<string, { violations: number; mandatory: number; severity: number }>();
  for (const stack of stacks) {
    const { findings, notices } = evaluate(stack, settings, rules);
    for (const finding of findings) {
      const isMandatory = blocks(finding);
      if (finding.status !== "violation" && !isMandatory) continue;
      const one = broken.get(finding.rule) ?? { violations: 0, mandatory: 0, severity: 0 };
      one.violations += 1;
      one.mandatory += isMandatory ? 1 : 0;
      one.severity = severities.indexOf(finding.severity);
      broken.set(finding.rule, one);
    }
    const errors = notices.filter(({ level }) => level === "error").length;
    if (errors > 0) broken.set("exemptions in code", { violations: errors, mandatory: errors, severity: 0 });
  }
  return [...broken]
    .map(([id, one]) => ({ id, ...one }))
    .sort((one, other) => other.mandatory - one.mandatory || other.severity - one.severity);
}

function enforcementText(broken: readonly BrokenRule[], blocking: number, baseline: string | undefined): string {
  const named = baseline === undefined ? "" : `baseline: ${JSON.stringify(baseline)}\n`;
  if (broken.length === 0) return `${commentText("No rule is violated today, so everything is enforced.")}${named}`;
  const width = Math.max(...broken.map(({ id }) => id.length));
  const rows = broken.map(({ id, violations, mandatory }) =>
    commentText(`  ${id.padEnd(width)}  ${counted(violations, "violation")}${mandatory === 0 ? ", advisory" : ""}`),
  );
  const list = `${commentText("Violated today (governor explain <rule> says what to do):")}${rows.join("")}`;
  if (blocking === 0) return `${list}${commentText("None of them blocks an update.")}${named}`;
  if (baseline !== undefined)
    return `${list}${commentText("The baseline carries them, and everything that is new is enforced.")}${named}`;
  return [
    list,
    commentText(
      `${blocking} of these violations would block every update, so nothing is enforced yet. To go on, either`,
    ),
    commentText("- fix them and remove the next line, or"),
    commentText(
      "- accept what is there and fail only on what is new: governor check --write-baseline governor-baseline.json,",
    ),
    commentText("  then baseline: governor-baseline.json instead of the next line."),
    commentText("policy-pack/docs/adopting.md describes the way step by step."),
    "enforcement: report\n",
  ].join("");
}

function count(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** `nyc3 (5), sfo3 (1)` */
function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, number]) => `${name} (${number})`)
    .join(", ");
}
