// What the generated tables say about a resource type. Both come from tools/generators/standin-table.ts.
import schemaTable from "./table.generated.json" with { type: "json" };
import unsetTable from "./unset.generated.json" with { type: "json" };

export interface ResourceType {
  /** Property name to type: `string`, `integer[]`, `map<string>`, `FirewallInboundRule[]`. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** Inputs that force a replacement; those of nested objects as `nodePool.size`. */
  readonly replaces: readonly string[];
  readonly required: readonly string[];
  readonly secrets: readonly string[];
  readonly autoname?: string;
}

/** What becomes of properties that a program leaves out, and which lists have no order. */
export interface Unset {
  /** Filled in by the platform: unknown until it exists. */
  readonly computed?: readonly string[];
  /** Put into the checked inputs. */
  readonly defaults?: Readonly<Record<string, boolean | number | string>>;
  /** Shown in the state only. */
  readonly stateDefaults?: Readonly<Record<string, boolean | number | string>>;
  readonly sets?: readonly string[];
  /** Lists of objects: empty where other lists are null. */
  readonly blocks?: readonly string[];
}

const resources: Readonly<Record<string, ResourceType>> = schemaTable.resources;
const objects: Readonly<Record<string, Readonly<Record<string, string>>>> = schemaTable.objects;
const owners: Readonly<Record<string, Unset>> = unsetTable.owners;

export const tableSource: string = schemaTable.source;

/** Type tokens of all resources. */
export const resourceTypes: readonly string[] = Object.keys(resources);

export function resourceType(token: string): ResourceType {
  const type = resources[token];
  if (type === undefined) {
    throw new Error(`the stand-in provider has no resource type ${token} (its table is of ${tableSource})`);
  }
  return type;
}

export function resourceTokens(): string[] {
  return Object.keys(resources);
}

/** Properties of a nested object by its type name; undefined for plain types and maps. */
export function objectType(type: string): Readonly<Record<string, string>> | undefined {
  return objects[type];
}

/** `owner` is a resource's type token or the name of a nested object. */
export function unset(owner: string): Unset {
  return owners[owner] ?? {};
}

export function elementType(type: string): string | undefined {
  return type.endsWith("[]") ? type.slice(0, -2) : undefined;
}
