import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";

/** What a record is. */
export const ZoneRecordType = {
  A: "A",
  Aaaa: "AAAA",
  Caa: "CAA",
  Cname: "CNAME",
  Mx: "MX",
  Ns: "NS",
  Srv: "SRV",
  Txt: "TXT",
} as const;
export type ZoneRecordType = (typeof ZoneRecordType)[keyof typeof ZoneRecordType];

/** A record of a zone. */
export interface ZoneRecordArgs {
  /** `A`, `AAAA`, `CAA`, `CNAME`, `MX`, `NS`, `SRV` or `TXT`. A change replaces the record. */
  type: ZoneRecordType;
  /** Name within the zone, such as `www`; `@` is the zone itself. Default: `@`. */
  name?: string;
  /**
   * An address for `A` and `AAAA`; a whole host name with a dot at its end, such as `www.example.net.`, for `CNAME`, `MX`,
   * `NS`, `SRV` and `CAA`; up to 512 bytes for `TXT`.
   */
  value: pulumi.Input<string>;
  /** Seconds for which resolvers keep the record, at least 30; the same for all of a name and type. Default: the zone's. */
  ttl?: number;
  /** The lowest is asked first, 0 to 65535. Only for `MX` and `SRV`, which require it. */
  priority?: number;
  /** Share among records of the same priority, 0 to 65535. Only for `SRV`, which requires it. */
  weight?: number;
  /** Port of the service, 0 to 65535. Only for `SRV`, which requires it. */
  port?: number;
  /** 128 if an authority that does not know the tag must refuse, else 0. Only for `CAA`, which requires it. */
  flags?: number;
  /** `issue`, `issuewild` or `iodef`. Only for `CAA`, which requires it. */
  tag?: string;
}

/** What receivers do with mail that fails DMARC. */
export const DmarcPolicy = {
  /** They deliver it, and report it. */
  None: "none",
  /** They deliver it as spam. */
  Quarantine: "quarantine",
  /** They refuse it. */
  Reject: "reject",
} as const;
export type DmarcPolicy = (typeof DmarcPolicy)[keyof typeof DmarcPolicy];

/** Who sends mail from the zone's domain. */
export interface ZoneMailArgs {
  /** SPF mechanisms, such as `include:_spf.example.net`; all others are refused. An empty list: nobody sends. */
  senders: string[];
  /** What receivers do with mail that fails: `none`, `quarantine` or `reject`. Default: `quarantine`. */
  dmarcPolicy?: DmarcPolicy;
  /** Email addresses that receive the daily reports of receivers. Default: none. */
  reportEmails?: string[];
}

/** Arguments of a DnsZone. */
export interface DnsZoneArgs extends GovernedArgs {
  /** Domain of the zone, such as `example.com`. A change replaces everything. */
  domain: string;
  /** True: the zone exists already and is managed elsewhere; only records are added. Default: false. */
  existingZone?: boolean;
  /** Records by a key that identifies each. Default: none. A new key replaces its record. */
  records?: Record<string, ZoneRecordArgs>;
  /** Seconds for which resolvers keep records that set no `ttl`, at least 30. Default: 1800. */
  ttl?: number;

  /** Who sends mail. Default: nobody, and receivers are told to refuse all of it. Required if a record is of type `MX`. */
  mail?: ZoneMailArgs;
  /** True: creates no SPF record. Default: false. */
  skipSpf?: boolean;
  /** True: creates no DMARC record. Default: false. */
  skipDmarc?: boolean;

  /** Authorities that may issue certificates for the domain and all below. Default: `["letsencrypt.org"]`. */
  certificateAuthorities?: string[];
  /** True: creates no CAA records, so that every authority may issue. Default: false. */
  skipCaa?: boolean;

  /**
   * Names in the zone, such as `example.com` and `*.example.com`, for one certificate from Let's Encrypt. Default: none. A
   * change replaces the certificate.
   */
  certificateDomains?: string[];
  /** Inputs of the certificate to override. */
  certificateArgs?: Partial<digitalocean.CertificateArgs>;
}
