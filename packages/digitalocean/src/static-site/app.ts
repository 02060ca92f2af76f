import type * as pulumi from "@pulumi/pulumi";
import { appDefinition } from "../app/definition";
import { GovernedApp } from "../app/governed-app";
import type { AppStaticSiteArgs, GovernedAppArgs } from "../app/governed-app-args";
import { planNested } from "../component/nested";
import { zoneOf } from "../parts/dns-record";
import type { StaticSiteDesign } from "./design";

/** The app of a site before it is registered. */
export interface PlannedApp {
  /** Registers it below the component. */
  register(parent: pulumi.ComponentResource): GovernedApp;
}

/** Arguments of a site in a bucket. */
const ofBuckets = [
  ...["bucketName", "noncurrentVersionDays", "incompleteUploadDays", "certificateName", "cacheSeconds"],
  ...["logBucketName", "skipLogging", "bucketArgs", "logBucketArgs", "cdnArgs", "certificateArgs", "dnsRecordArgs"],
] as const;

/** Arguments that a GovernedApp has as well. */
const common = [
  "governor",
  "environment",
  "exemptions",
  "tags",
  "domain",
  "alertEmails",
  "alertSlacks",
  "skipAlerts",
  "projectId",
] as const;

/** The name of the site in the app. */
const key = "site";

/** Plans an app of nothing but the site. */
export function planSiteApp(design: StaticSiteDesign, site: AppStaticSiteArgs): PlannedApp {
  const { name, opts, args, given, faulty, problem } = design;
  for (const argument of ofBuckets) {
    if (given(argument))
      problem(argument, "is for a site in a bucket, which app replaces", { hint: "remove one of the two" });
  }
  for (const argument of ["dnsZone", "skipDnsRecord"] as const) {
    if (given(argument) && !given("domain")) problem(argument, "requires a domain", { hint: "set domain as well" });
  }
  if (given("dnsZone") && args.skipDnsRecord === true) {
    problem("dnsZone", "is for the DNS record, which skipDnsRecord turns off");
  }
  const { domain, dnsZone, skipDnsRecord = false } = args;
  const appArgs: GovernedAppArgs = {
    ...Object.fromEntries(common.filter((one) => args[one] !== undefined).map((one) => [one, args[one]])),
    region: args.region ?? "",
    staticSites: { [key]: site },
    ...(domain === undefined || skipDnsRecord ? {} : { dnsZone: dnsZone ?? zoneOf(domain) }),
  };
  const unread: readonly string[] = [
    ...common.filter((one) => faulty(one)),
    ...(args.region === undefined ? ["region"] : []),
  ];
  let isFaulty = false;
  planNested(design, appDefinition, name, appArgs, (path, message, more) => {
    const inSite = `staticSites.${key}`;
    const isOwn = path === inSite || path.startsWith(`${inSite}.`);
    isFaulty ||= isOwn;
    // What is at fault was left out, which is a problem already.
    if (unread.includes(path) || (path === "services" && isFaulty)) return;
    problem(isOwn ? `app${path.slice(inSite.length)}` : path, message, more);
  });
  return { register: (parent) => new GovernedApp(name, appArgs, { parent, dependsOn: opts.dependsOn ?? [] }) };
}
