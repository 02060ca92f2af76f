import type { ResourceRecord, Value, ValueMap } from "@infrafabric/governor";
import { inputTypeAt, isValueList, isValueMap, type Kind } from "@infrafabric/governor/internal";

/** A value that is an output of another resource. */
export class Reference {
  readonly target: string;
  readonly output: string;
  readonly isNumber: boolean;
  /** What stands there without the other resource. */
  readonly literal: string | number;

  /** @param target URN of the other resource. */
  constructor(target: string, output: string, literal: string | number, isNumber: boolean) {
    this.target = target;
    this.output = output;
    this.literal = literal;
    this.isNumber = isNumber;
  }
}

/** An input as a program writes it. */
export type Written = string | number | boolean | null | Reference | readonly Written[] | WrittenMap;

/** An object whose properties a program writes. */
export interface WrittenMap {
  readonly [key: string]: Written;
}

/** A resource among which references are looked for. */
export interface Referable {
  readonly record: ResourceRecord;
  readonly kind: Kind;
  readonly inputs: ValueMap;
}

/** Finds the output of another resource that a value is; undefined for a value of its own. */
export type Finder = (from: Referable, path: string, value: string | number) => Reference | undefined;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Inputs that hold an ID that is a number, in all kinds. */
const numbered = /(?:^|\.)(?:\w*[iI]ds?|entities|value|sshKeys|image)$/;

/** Inputs that name a resource by its name, by the last part of their path: which kind, and within which owner. */
const named: Readonly<
  Record<string, { readonly kind: string; readonly within?: string; readonly of?: readonly string[] }>
> = {
  bucket: { kind: "SpacesBucket", of: ["SpacesBucketCorsConfiguration", "SpacesBucketLogging", "SpacesBucketPolicy"] },
  certificateName: { kind: "Certificate" },
  dbName: { kind: "DatabaseDb", within: "clusterId", of: ["DatabaseConnectionPool"] },
  domain: { kind: "Domain", of: ["DnsRecord"] },
  targetBucket: { kind: "SpacesBucket", of: ["SpacesBucketLogging"] },
  user: { kind: "DatabaseUser", within: "clusterId", of: ["DatabaseConnectionPool"] },
};

/** Prepares to find references among resources: by ID, by DigitalOcean's URN such as `do:droplet:12`, by name. */
export function openFinder(resources: readonly Referable[]): Finder {
  const byId = new Map<string, Referable>();
  const byName = new Map<string, Referable>();
  const byAddress = new Map<string, Referable>();
  for (const resource of resources) {
    const { record, kind, inputs } = resource;
    const { id = "" } = record;
    // What is imported by the ID of its owner has no other.
    if ((uuid.test(id) || /^\d+$/.test(id)) && !Object.values(inputs).includes(id)) byId.set(id, resource);
    // Nothing is known yet of one that is being created.
    if (kind.name === "LoadBalancer" && typeof record.inputs.ip === "string" && record.inputs.ip !== "")
      byAddress.set(record.inputs.ip, resource);
    if (typeof inputs.name === "string") byName.set(nameKey(kind.name, inputs.name, ownerOf(inputs)), resource);
  }
  return (from, path, value) => {
    const plain = path.replaceAll(/\[\d+\]/g, "");
    const isNumber = (inputTypeAt(from.kind.name, plain) ?? "").replaceAll("[]", "") === "number";
    const made = (target: Referable | undefined, output: string) =>
      target === undefined || target.record.urn === from.record.urn
        ? undefined
        : new Reference(target.record.urn, output, value, isNumber);
    const text = `${value}`;
    if (typeof value === "string" && text.startsWith("do:")) {
      const [, type = "", ...rest] = text.split(":");
      const id = rest.join(":");
      const target =
        byId.get(id) ??
        (type === "domain"
          ? byName.get(nameKey("Domain", id, ""))
          : type === "space"
            ? byName.get(nameKey("SpacesBucket", id, ""))
            : undefined);
      const output = target?.kind.computed.find((one) => one.endsWith("Urn"));
      return output === undefined ? undefined : made(target, output);
    }
    if (uuid.test(text)) return made(byId.get(text), "id");
    if (/^\d{5,}$/.test(text) && numbered.test(plain)) return made(byId.get(text), "id");
    if (from.kind.name === "DnsRecord" && plain === "value") return made(byAddress.get(text), "ip");
    const name = named[plain.split(".").at(-1) ?? ""];
    if (name === undefined || name.of?.includes(from.kind.name) === false) return undefined;
    return made(byName.get(nameKey(name.kind, text, name.within === undefined ? "" : ownerOf(from.inputs))), "name");
  };
}

/** The inputs with references in place of what names another resource. */
export function linked(resource: Referable, find: Finder): WrittenMap {
  const at = (path: string, value: Value): Written => {
    if (typeof value === "symbol") throw new Error(`${resource.record.urn}: ${path} has no value to be written`);
    if (isValueList(value)) return value.map((element, index) => at(`${path}[${index}]`, element));
    if (isValueMap(value)) return mapAt(path, value);
    if (typeof value === "string" || typeof value === "number") return find(resource, path, value) ?? value;
    return value;
  };
  const mapAt = (path: string, map: ValueMap): WrittenMap =>
    Object.fromEntries(
      Object.entries(map).map(([name, value]) => [name, at(path === "" ? name : `${path}.${name}`, value)]),
    );
  return mapAt("", resource.inputs);
}

/** All references in a value, with duplicates. */
export function referencesIn(written: Written): readonly Reference[] {
  if (written instanceof Reference) return [written];
  if (Array.isArray(written)) return written.flatMap(referencesIn);
  if (typeof written === "object" && written !== null) return Object.values(written).flatMap(referencesIn);
  return [];
}

/** An object with what stands there itself in place of some references. */
export function unlinkedMap(map: WrittenMap, isCut: (reference: Reference) => boolean): WrittenMap {
  return replacedMap(map, (reference) => (isCut(reference) ? reference.literal : reference));
}

/** The values that stand there without other resources. */
export function plainMap(map: WrittenMap): ValueMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, plainOf(value)]));
}

/** As `plainMap`, of one value. */
export function plainOf(written: Written): Value {
  if (written instanceof Reference) return written.literal;
  if (isList(written)) return written.map(plainOf);
  return isMap(written) ? plainMap(written) : written;
}

/** The same value with others in place of references. */
export function replaced(written: Written, by: (reference: Reference) => Written): Written {
  if (written instanceof Reference) return by(written);
  if (isList(written)) return written.map((one) => replaced(one, by));
  return isMap(written) ? replacedMap(written, by) : written;
}

/** As `replaced`, of an object. */
export function replacedMap(map: WrittenMap, by: (reference: Reference) => Written): WrittenMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, replaced(value, by)]));
}

/** True for a list that a program writes. */
export function isList(written: Written): written is readonly Written[] {
  return Array.isArray(written);
}

/** True for an object that a program writes. */
export function isMap(written: Written): written is WrittenMap {
  return typeof written === "object" && written !== null && !isList(written) && !(written instanceof Reference);
}

function ownerOf({ clusterId }: ValueMap): string {
  return typeof clusterId === "string" ? clusterId : "";
}

function nameKey(kind: string, name: string, owner: string): string {
  return [kind, owner, name].join("\n");
}
