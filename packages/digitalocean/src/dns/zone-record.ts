import type * as digitalocean from "@pulumi/digitalocean";
import type { ArgumentPath } from "../component/argument-path";
import type { Provenance } from "../component/provenance";
import type { ZoneDesign } from "./design";
import type { DnsZoneArgs } from "./dns-zone-args";

/** A record before it is a child. */
export interface ZoneRecord {
  /** What its name ends with, after the component's. */
  readonly suffix: string;
  readonly inputs: Omit<digitalocean.DnsRecordArgs, "domain" | "name" | "type" | "ttl"> & {
    readonly name: string;
    readonly type: string;
    readonly ttl: number;
  };
  /** What messages call it. */
  readonly title: string;
  /** The argument that it comes from. */
  readonly argument: ArgumentPath<DnsZoneArgs>;
  readonly from: Provenance<ArgumentPath<DnsZoneArgs>>;
}

/** As DigitalOcean has it, in seconds. */
const defaultTtl = 1800;

/** The zone's TTL. */
export function ttlOf({ args }: ZoneDesign): number {
  return args.ttl ?? defaultTtl;
}

/** The records that the program asks for, by key. */
export function givenRecords(design: ZoneDesign): readonly ZoneRecord[] {
  return Object.entries(design.args.records ?? {}).map(([key, { name = "@", ttl = ttlOf(design), ...rest }]) => {
    const argument = `records.${key}` as const;
    const inputs = { ...rest, name, ttl };
    const below = ["name", "type", "ttl", "value", "priority", "weight", "port", "flags", "tag"] as const;
    const from = Object.fromEntries(below.map((input) => [input, `${argument}.${input}` as const]));
    return {
      suffix: `record-${key}`,
      title: `${argument} (${rest.type})`,
      inputs,
      argument,
      from: { inputs: from, whole: argument },
    };
  });
}
