// Writes the page of all arguments of the components, packages/digitalocean/docs/arguments.md: the interfaces, as Pulumi's
// schema analyzer sees them, with what their declarations add:
//
//   node tools/generators/component-arguments.ts [--check]
//
// Needs what `npm run build` makes. With --check nothing is written, and the exit code is 1 where the page is stale.
import { fileURLToPath } from "node:url";
import {
  Analyzer,
  type PropertyDefinition,
  type TypeDefinition,
} from "@pulumi/pulumi/provider/experimental/analyzer.js";
import { accountArguments } from "../../packages/digitalocean/dist/account/arguments.js";
import { appArguments } from "../../packages/digitalocean/dist/app/arguments.js";
import { archiveArguments } from "../../packages/digitalocean/dist/archive/arguments.js";
import { bastionArguments } from "../../packages/digitalocean/dist/bastion/arguments.js";
import { databaseArguments } from "../../packages/digitalocean/dist/database/arguments.js";
import { dnsZoneArguments } from "../../packages/digitalocean/dist/dns/arguments.js";
import { dropletArguments } from "../../packages/digitalocean/dist/droplet/arguments.js";
import { globalWebTierArguments } from "../../packages/digitalocean/dist/global-web-tier/arguments.js";
import { kubernetesArguments } from "../../packages/digitalocean/dist/kubernetes/arguments.js";
import { monitoringArguments } from "../../packages/digitalocean/dist/monitoring/arguments.js";
import { networkArguments } from "../../packages/digitalocean/dist/network/arguments.js";
import { nfsShareArguments } from "../../packages/digitalocean/dist/nfs/arguments.js";
import { objectsArguments } from "../../packages/digitalocean/dist/objects/arguments.js";
import { snapshotArguments } from "../../packages/digitalocean/dist/snapshots/arguments.js";
import { staticSiteArguments } from "../../packages/digitalocean/dist/static-site/arguments.js";
import { webTierArguments } from "../../packages/digitalocean/dist/web-tier/arguments.js";
import { putOrCheck } from "./generated-file.ts";

const root = fileURLToPath(new URL("../../packages/digitalocean", import.meta.url));
const file = `${root}/docs/arguments.md`;

/** What the declaration of a component's arguments adds to their interface. */
interface Declared {
  readonly secrets: readonly string[];
  /** For an argument that overrides inputs: those that it cannot override. */
  decidedIn(argument: string): Readonly<Record<string, string>>;
}

/** By entry, as the analyzer reads a program whole each time. */
const entries: Readonly<Record<string, Readonly<Record<string, Declared>>>> = {
  "src/index.ts": {
    GovernedWebTier: webTierArguments(),
    GlobalWebTier: globalWebTierArguments(),
    GovernedKubernetes: kubernetesArguments(),
    GovernedDroplet: dropletArguments(),
    GovernedDatabase: databaseArguments(),
    GovernedNetwork: networkArguments(),
    ArchivedBucket: archiveArguments(),
    NfsShare: nfsShareArguments(),
    DnsZone: dnsZoneArguments(),
    MonitoringBaseline: monitoringArguments(),
    Bastion: bastionArguments(),
    AccountBaseline: accountArguments(),
    SnapshotSchedule: snapshotArguments(),
    GovernedApp: appArguments(),
    StaticSite: staticSiteArguments(),
  },
  "src/objects/index.ts": { SpacesObjects: objectsArguments() },
};

const text = `${[
  "<!-- Written by tools/generators/component-arguments.ts from the arguments of the components. -->",
  "# Arguments",
  "Required arguments are bold. An argument is plain unless it says that it takes an Output. No message shows a secret.",
  ...Object.entries(entries).flatMap(([entry, components]) => sections(entry, components)),
].join("\n\n")}\n`;

putOrCheck(file, text);

function sections(entry: string, components: Readonly<Record<string, Declared>>): readonly string[] {
  const names = new Set(Object.keys(components));
  const analyzer = new Analyzer(root, "infrafabric-digitalocean", { main: entry }, names);
  const { components: analyzed, typeDefinitions } = analyzer.analyze();
  return Object.entries(components).flatMap(([name, declared]) => {
    const inputs = Object.entries(analyzed[name]?.inputs ?? {});
    const rows = inputs.flatMap(([argument, property]) => rowsOf(argument, property, declared, typeDefinitions));
    return [`## ${name}`, ["| argument | takes | what it is |", "| --- | --- | --- |", ...rows].join("\n")];
  });
}

/** The row of an argument, and of each property of an object. */
function rowsOf(
  argument: string,
  property: PropertyDefinition,
  declared: Declared,
  types: Readonly<Record<string, TypeDefinition>>,
): readonly string[] {
  const nested = typeIn(property, types);
  const decided = isOverride(nested) ? Object.keys(declared.decidedIn(argument)) : [];
  const takes = [
    takenBy(property, types),
    ...(decided.length === 0 ? [] : [`but not ${decided.map(quoted).join(", ")}`]),
    ...(declared.secrets.includes(argument) ? ["secret"] : []),
  ].join(", ");
  const name = property.optional === true ? quoted(argument) : `**${quoted(argument)}**`;
  const row = `| ${name} | ${takes} | ${cell(property.description ?? "")} |`;
  const below = isOverride(nested) || componentOf(nested) !== undefined ? [] : Object.entries(nested?.properties ?? {});
  const around =
    "items" in property ? `${argument}[]` : "additionalProperties" in property ? `${argument}.*` : argument;
  return [row, ...below.flatMap(([key, inner]) => rowsOf(`${around}.${key}`, inner, declared, types))];
}

/** The type of ours that an argument, or each of its elements, is of. */
function typeIn(
  property: PropertyDefinition,
  types: Readonly<Record<string, TypeDefinition>>,
): TypeDefinition | undefined {
  const inner = property.items ?? property.additionalProperties ?? property;
  return "$ref" in inner ? types[inner.$ref.replace(/^.*:/, "")] : undefined;
}

/** The component whose arguments a type is; they have a section of their own. */
function componentOf(type: TypeDefinition | undefined): string | undefined {
  return Object.values(entries)
    .flatMap((components) => Object.keys(components))
    .find((name) => type?.name === `${name}Args`);
}

/** Inputs of a provider's resource are in its own docs. */
function isOverride(type: TypeDefinition | undefined): boolean {
  return type?.name.startsWith("Partial") === true;
}

function takenBy(property: PropertyDefinition, types: Readonly<Record<string, TypeDefinition>>): string {
  return `${wordsFor(property, types)}${property.plain === true ? "" : " or Output"}`;
}

function wordsFor(property: PropertyDefinition, types: Readonly<Record<string, TypeDefinition>>): string {
  const { items, additionalProperties } = property;
  if (items !== undefined) return `array of ${wordsFor(items, types)}`;
  if (additionalProperties !== undefined) return `object of ${wordsFor(additionalProperties, types)}`;
  const type = typeIn(property, types);
  if (type?.enum !== undefined) return type.enum.map(({ value }) => quoted(String(value))).join(", ");
  if (isOverride(type)) return `inputs of ${type?.name.replace(/^Partial|Args$/g, "")}`;
  const component = componentOf(type);
  if (component !== undefined) return `[arguments of ${component}](#${component.toLowerCase()})`;
  return "type" in property ? property.type : "object";
}

function quoted(word: string): string {
  return `\`${word}\``;
}

/** A cell of a table has one line. */
function cell(description: string): string {
  return description
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}
