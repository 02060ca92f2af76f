import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { AppStaticSiteArgs } from "../app/governed-app-args";
import type { GovernedArgs } from "../component/args";
import type { RecipientArgs } from "../parts/recipient-args";

/** Arguments of a StaticSite. */
export interface StaticSiteArgs extends GovernedArgs, RecipientArgs {
  /**
   * Datacenter with Spaces, such as `nyc3`, or with `app` a region of App Platform, such as `nyc`. A change replaces the
   * bucket, which Pulumi does only once it is empty, and moves an app.
   */
  region: string;
  /**
   * A site that App Platform builds and serves, instead of a bucket: it has index and error documents, and a domain that
   * can be a zone itself. Default: a bucket behind the CDN.
   */
  app?: AppStaticSiteArgs;
  /**
   * Name of the bucket, unique worldwide: 3 to 63 lower-case letters, digits and dashes. A change replaces the bucket.
   * Default: Pulumi's, `<name>-bucket-1a2b3c4`.
   */
  bucketName?: string;
  /** Days for which an overwritten or deleted version of a file can be restored. Default: 30. */
  noncurrentVersionDays?: number;
  /** Days after which the parts of an incomplete upload are removed. Default: 7. */
  incompleteUploadDays?: number;

  /** Domain to serve, such as `www.example.com`; a zone itself only with `app`. Default: the CDN's or the app's own name. */
  domain?: string;
  /**
   * DNS zone of the domain, which DigitalOcean must manage. Default: the domain without its first label, or with `app`
   * the domain itself, if that is a zone.
   */
  dnsZone?: string;
  /** Name of an existing certificate for the domain. Default: one from Let's Encrypt. */
  certificateName?: pulumi.Input<string>;
  /** True: the domain's record is managed elsewhere. Default: false. */
  skipDnsRecord?: boolean;

  /**
   * Seconds for which the CDN keeps a file that says nothing else by its `Cache-Control`: 0, 60, 600, 3600, 86400 or
   * 604800. Default: 3600.
   */
  cacheSeconds?: number;

  /** Name of an existing bucket in the region for the access log. Default: creates one. */
  logBucketName?: pulumi.Input<string>;
  /** True: access is not logged; requires an exemption from `spaces-access-logging`. Default: false. */
  skipLogging?: boolean;

  /** True: creates no alerts on deployments and the domain of an app. Default: false; a bucket has none. */
  skipAlerts?: boolean;
  /** ID of the project of an app. Default: the account's default project. A change replaces the app. */
  projectId?: pulumi.Input<string>;

  /** Inputs of the bucket to override. */
  bucketArgs?: Partial<digitalocean.SpacesBucketArgs>;
  /** Inputs of the bucket for the access log to override. */
  logBucketArgs?: Partial<digitalocean.SpacesBucketArgs>;
  /** Inputs of the CDN endpoint to override. */
  cdnArgs?: Partial<digitalocean.CdnArgs>;
  /** Inputs of the Let's Encrypt certificate to override. */
  certificateArgs?: Partial<digitalocean.CertificateArgs>;
  /** Inputs of the DNS record to override, such as `ttl`. */
  dnsRecordArgs?: Partial<digitalocean.DnsRecordArgs>;
}
