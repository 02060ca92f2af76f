import type { Design } from "../component/design";
import type { DnsZoneArgs } from "./dns-zone-args";

/** What a DNS zone is planned from. */
export type ZoneDesign = Design<DnsZoneArgs>;
