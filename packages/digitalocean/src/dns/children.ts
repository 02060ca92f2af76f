import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { authorityRecords } from "./authorities";
import { planCertificate } from "./certificate";
import { findContradictions } from "./contradictions";
import type { ZoneDesign } from "./design";
import { mailRecords } from "./mail";
import { planRecord, planZone } from "./zone";
import { givenRecords } from "./zone-record";

/** The children of a DNS zone that others may want to look at, and what they know. */
export interface ZoneChildren {
  readonly zone: Planned<digitalocean.Domain> | undefined;
  readonly domain: pulumi.Input<string>;
  /** Those of the program, by key. */
  readonly records: Readonly<Record<string, Planned<digitalocean.DnsRecord>>>;
  readonly certificate: Planned<digitalocean.Certificate> | undefined;
}

/** Plans the children of a DNS zone, in the order in which they are registered. */
export function planDnsZone(design: ZoneDesign): ZoneChildren {
  const zone = planZone(design);
  const given = givenRecords(design);
  const authorities = authorityRecords(design);
  const mail = mailRecords(design, given);
  findContradictions(design, given, [...authorities, ...mail]);
  const planned = authorities.map((record) => planRecord(design, zone, record));
  for (const record of mail) planRecord(design, zone, record);
  const keys = Object.keys(design.args.records ?? {});
  const records = given.map((record, index) => [keys[index] ?? "", planRecord(design, zone, record)] as const);
  return { ...zone, records: Object.fromEntries(records), certificate: planCertificate(design, zone, planned) };
}
