import type { ResourceRecord, ValueMap } from "@infrafabric/governor";

/** Names that are given once each. */
export interface Names {
  /** The name, or the name with the lowest number behind it that is free. */
  unique(name: string): string;
}

/** @param join What stands between a name and its number. */
export function openNames(join: string): Names {
  const given = new Set<string>();
  const next = new Map<string, number>();
  return {
    unique(name) {
      let chosen = name;
      let number = next.get(name) ?? 2;
      while (given.has(chosen)) {
        chosen = `${name}${join}${number}`;
        number += 1;
      }
      next.set(name, number);
      given.add(chosen);
      return chosen;
    },
  };
}

/** A name is no longer than that, which leaves a line of code for what it names. */
const mostLetters = 40;

/** Inputs that say what people call a resource, the best one first. */
const naming = ["name", "description", "subjectName", "bucket", "origin", "ipAddress", "ip", "user", "prefix"];

/**
 * A logical name for a resource, after what people call it; not yet unique.
 *
 * @param kind What it is called if its name says nothing.
 * @param owner Name of what it belongs to, such as the cluster of a database.
 */
export function logicalName(record: ResourceRecord, kind: string, owner: string | undefined): string {
  const { inputs } = record;
  const spec = inputs.spec;
  const own = naming.map((input) => textIn(inputs, input)).find((text) => text !== "") ?? textIn(spec, "name");
  const { domain, type } = inputs;
  // Many records of a domain have the same name.
  const full =
    typeof domain === "string" && typeof type === "string"
      ? `${own === "@" ? domain : `${own}.${domain}`}-${type}`
      : own !== "" && owner !== undefined
        ? `${owner}-${own}`
        : own || owner || "";
  return plain(full) || lowered(kind);
}

/** An identifier for a resource: its name and its kind, such as `shopVpc`; not yet unique. */
export function identifier(name: string, kind: string): string {
  const words = plain(name)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  const [first = "", ...rest] = words;
  const start = /^[A-Z0-9]+$/.test(first) ? first.toLowerCase() : lowered(first);
  const camel = `${start}${rest.map(capital).join("")}`;
  // The kind behind it keeps it clear of what JavaScript reserves.
  return /^[0-9]/.test(camel) ? `the${camel}${kind}` : `${camel}${kind}`;
}

/** Letters, digits and what stands between them in names; what a letter carries is left out. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(/[^A-Za-z0-9._@-]+/g, "-")
    .replace(/^[-.@_]+/, "")
    .slice(0, mostLetters)
    .replace(/[-.@]+$/, "");
}

function lowered(word: string): string {
  return `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function textIn(map: unknown, key: string): string {
  if (typeof map !== "object" || map === null || !Object.hasOwn(map, key)) return "";
  const value: unknown = Reflect.get(map, key);
  return typeof value === "string" ? value.trim() : "";
}

/** What an input says as text; undefined if it says none. */
export function textOf(inputs: ValueMap, input: string): string | undefined {
  return textIn(inputs, input) || undefined;
}
