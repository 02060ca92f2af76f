import type * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { StaticSite } from "./static-site";
import type { StaticSiteArgs } from "./static-site-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 100
    regions: { allowed: [nyc3], disallowed: [ams3] }
exempt_in_code: [spaces-access-logging]
environments: { production: { stacks: ["*/prod"], production: true } }
`;

const least = { governor: settings, region: "nyc3" } satisfies StaticSiteArgs;

const site = (more: Partial<StaticSiteArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new StaticSite("www", { ...least, ...more }, opts), setting);

/** The problems of the error, without the hints, as `path  message`. */
async function problemsOf(more: object): Promise<readonly string[]> {
  const { problems } = await refusalOf(StaticSite, ["www", { ...least, ...more }]);
  return problems.map(({ path, message }) => `${path}  ${message.replace(/; allowed:.*/, "")}`);
}

const whole = {
  bucketName: "acme-www",
  domain: "www.example.com",
  cacheSeconds: 86400,
  noncurrentVersionDays: 10,
} satisfies Partial<StaticSiteArgs>;

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
  vi.stubEnv("SPACES_ACCESS_KEY_ID", "id");
  vi.stubEnv("SPACES_SECRET_ACCESS_KEY", "key");
});

describe("a static site", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await site(whole);
    expect(
      resources.map(({ identity }) =>
        identity.replaceAll("digitalocean:index/", "").replace("infrafabric-digitalocean:index:", ""),
      ),
    ).toEqual([
      "StaticSite$cdn:Cdn::www-cdn",
      "StaticSite$certificate:Certificate::www-certificate",
      "StaticSite$dnsRecord:DnsRecord::www-dns",
      "StaticSite$spacesBucket:SpacesBucket::www-bucket",
      "StaticSite$spacesBucket:SpacesBucket::www-logs",
      "StaticSite$spacesBucketLogging:SpacesBucketLogging::www-logging",
      "StaticSite::www",
    ]);
  });

  it("has these inputs", async () => {
    const outputs = { bucketDomainName: "acme-www.nyc3.example.com", endpoint: "acme-www.nyc3.cdn.example.com" };
    const { resources, result } = await site(whole, { preview: false, outputs });
    const cleanup = (days: number, expiration = {}) => ({
      id: "cleanup",
      enabled: true,
      abortIncompleteMultipartUploadDays: 7,
      noncurrentVersionExpiration: { days },
      ...expiration,
    });
    expect(inputsOf(resources, "www-bucket")).toEqual({
      region: "nyc3",
      name: "acme-www",
      acl: "private",
      versioning: { enabled: true },
      lifecycleRules: [cleanup(10)],
    });
    expect(inputsOf(resources, "www-logs")).toEqual({
      region: "nyc3",
      acl: "private",
      versioning: { enabled: true },
      lifecycleRules: [cleanup(30, { expiration: { days: 365 } })],
    });
    expect(inputsOf(resources, "www-logging")).toEqual({
      bucket: "acme-www",
      region: "nyc3",
      targetBucket: "www-logs-1a2b3c4",
      targetPrefix: "acme-www/",
    });
    expect(inputsOf(resources, "www-certificate")).toEqual({ type: "lets_encrypt", domains: ["www.example.com"] });
    expect(inputsOf(resources, "www-cdn")).toEqual({
      origin: outputs.bucketDomainName,
      ttl: 86400,
      customDomain: "www.example.com",
      certificateName: "www-certificate-1a2b3c4",
    });
    expect(inputsOf(resources, "www-dns")).toEqual({
      domain: "example.com",
      type: "CNAME",
      name: "www",
      value: `${outputs.endpoint}.`,
      ttl: 3600,
    });
    expect(await settled(result.url)).toBe("https://www.example.com");
    expect(await settled(result.bucketName)).toBe("acme-www");
    expect(await settled(result.monthlyCost)).toBe(5);
    expect(await settled(result.unpriced)).toEqual([]);
  });

  it("has the CDN's own name without a domain, and takes what exists", async () => {
    const endpoint = "www.nyc3.cdn.example.com";
    const { resources, result } = await site({ logBucketName: "logs" }, { preview: false, outputs: { endpoint } });
    expect(resources.map(({ name }) => name)).toEqual(["www-cdn", "www-bucket", "www-logging", "www"]);
    expect(inputsOf(resources, "www-cdn")).not.toHaveProperty("customDomain");
    expect(inputsOf(resources, "www-logging")).toMatchObject({ targetBucket: "logs" });
    expect(await settled(result.url)).toBe(`https://${endpoint}`);
    const elsewhere = await site({ domain: "www.example.com", certificateName: "own", skipDnsRecord: true });
    expect(inputsOf(elsewhere.resources, "www-cdn")).toMatchObject({ certificateName: "own" });
    expect(elsewhere.result.certificate).toBeUndefined();
    expect(elsewhere.result.dnsRecord).toBeUndefined();
  });

  it("protects its buckets in production, unless the program says otherwise", async () => {
    const protections = async (opts: pulumi.ComponentResourceOptions = {}) => {
      const found = new Map<string, boolean | undefined>();
      const remember: pulumi.ResourceTransformation = ({ name, opts: { protect } }) => {
        found.set(name, protect);
        return undefined;
      };
      await site({}, { stack: "prod" }, { ...opts, transformations: [remember] });
      return [found.get("www-bucket"), found.get("www-logs"), found.get("www-cdn")];
    };
    expect(await protections()).toEqual([true, true, undefined]);
    await expect(protections({ protect: false })).rejects.toThrow(/opts\.protect/);
  });
});

describe("bad input of a static site", () => {
  it("is reported at once, by argument, before anything is registered", async () => {
    expect(
      await problemsOf({
        region: "ams3",
        bucketName: "No",
        domain: "example.com",
        cacheSeconds: 61,
        skipLogging: true,
        logBucketName: "logs",
        logBucketArgs: { name: "x" },
        certificateName: "own",
        certificateArgs: { name: "x" },
        bucketArgs: { acl: "public-read", region: "sfo3" },
        cdnArgs: { ttl: 1, origin: "x" },
      }),
    ).toMatchInlineSnapshot(`
      [
        "bucketArgs.region  is decided by the component",
        "logBucketArgs  is for a log bucket of the site's own",
        "logBucketName  is for the access log, which skipLogging turns off",
        "certificateArgs  is for a certificate of the site's own, but certificateName names another",
        "cdnArgs.origin  is decided by the component",
        "cdnArgs.ttl  is decided by the component",
        "domain  "example.com" is a zone itself, whose name cannot be an alias of the CDN",
        "bucketName  found "No"",
        "region  invalid region "ams3": it is disallowed (region-allowed)",
        "bucketArgs.acl  the acl "public-read" is not private (spaces-private-acl)",
        "cacheSeconds  found 61",
        "skipLogging  access to the bucket is not logged (spaces-access-logging)",
      ]
    `);
    expect(await problemsOf({ dnsZone: "example.com", skipDnsRecord: true })).toMatchInlineSnapshot(`
      [
        "dnsZone  requires a domain",
        "skipDnsRecord  requires a domain",
      ]
    `);
    expect(await problemsOf({ domain: "www.example.com", dnsZone: "example.org" })).toMatchInlineSnapshot(`
      [
        "dnsZone  the domain "www.example.com" does not end with it",
      ]
    `);
    expect(
      await problemsOf({ domain: "www.example.com", dnsRecordArgs: { ttl: 1 }, skipDnsRecord: true }),
    ).toMatchInlineSnapshot(`
      [
        "dnsRecordArgs  is for the DNS record, which skipDnsRecord turns off",
      ]
    `);
  });
});

it("is cached for a second at least, since the provider does not send 0", async () => {
  expect(await problemsOf({ cacheSeconds: 0 })).toEqual([expect.stringContaining("cacheSeconds")]);
});

describe("a static site in an app", () => {
  const app = { source: { repository: "acme/www", buildCommand: "npm run build" }, errorDocument: "404.html" };
  const own = { region: "nyc", app, alertEmails: ["ops@example.com"], governor: settings };
  const appSite = (more: Partial<StaticSiteArgs> = {}, setting?: Setting) =>
    register(() => new StaticSite("www", { ...own, ...more }), setting);

  it("registers an app alone, whose type and name are its identity for ever", async () => {
    const { resources } = await appSite();
    expect(resources.map(({ identity }) => identity.replaceAll("infrafabric-digitalocean:index:", ""))).toEqual([
      "GovernedApp$digitalocean:index/app:App::www-app",
      "StaticSite$GovernedApp::www",
      "StaticSite::www",
    ]);
  });

  it("has these inputs", async () => {
    const { resources, result } = await appSite({ domain: "example.com" }, { preview: false });
    expect(inputsOf(resources, "www-app")).toMatchObject({
      spec: {
        name: "www",
        region: "nyc",
        staticSites: [
          {
            name: "site",
            github: { repo: "acme/www", branch: "main", deployOnPush: true },
            buildCommand: "npm run build",
            errorDocument: "404.html",
          },
        ],
        ingress: { rules: [{ match: { path: { prefix: "/" } }, component: { name: "site" } }] },
        domainNames: [{ name: "example.com", type: "PRIMARY", zone: "example.com" }],
        alerts: [{ rule: "DEPLOYMENT_FAILED" }, { rule: "DOMAIN_FAILED" }],
      },
    });
    expect(await settled(result.url)).toBe("https://example.com");
    expect(await settled(result.appId)).toBe("www-app-id");
    expect([await settled(result.bucketName), await settled(result.cdnId)]).toEqual(["", ""]);
    // Three static sites of a team are free, another one is $3.
    expect([await settled(result.monthlyCostLow), await settled(result.monthlyCost)]).toEqual([0, 0]);
    expect(await settled(result.monthlyCostHigh)).toBe(3);
    expect([result.bucket, result.cdn, result.dnsRecord]).toEqual([undefined, undefined, undefined]);
  });

  it("leaves the record of its domain to others, or sets it in a given zone", async () => {
    const domains = async (more: Partial<StaticSiteArgs>) => {
      const { resources } = await appSite({ domain: "www.shop.example.com", ...more });
      const { spec }: { spec?: { domainNames?: unknown } } = inputsOf(resources, "www-app");
      return spec?.domainNames;
    };
    expect(await domains({ skipDnsRecord: true })).toEqual([{ name: "www.shop.example.com", type: "PRIMARY" }]);
    expect(await domains({})).toMatchObject([{ zone: "shop.example.com" }]);
    expect(await domains({ dnsZone: "example.com" })).toMatchObject([{ zone: "example.com" }]);
  });

  it("reports bad input at once, by argument, before anything is registered", async () => {
    const refused = async (more: object) => {
      const { problems } = await refusalOf(StaticSite, ["www", { ...own, ...more }]);
      return problems.map(({ path, message }) => `${path}  ${message.replace(/; allowed:.*/, "")}`);
    };
    expect(
      await refused({
        region: "ams",
        app: { source: { repository: "acme" }, errorDocument: "404.html", catchallDocument: "index.html" },
        alertEmails: undefined,
        bucketName: "acme-www",
        cacheSeconds: 60,
        domain: "www.example.com",
        dnsZone: "example.org",
      }),
    ).toMatchInlineSnapshot(`
      [
        "bucketName  is for a site in a bucket, which app replaces",
        "cacheSeconds  is for a site in a bucket, which app replaces",
        "alertEmails  nobody would receive the alerts",
        "app.source.repository  is not a repository of host "github"",
        "domain  "www.example.com" is not in the zone "example.org"",
        "app  has catchallDocument and errorDocument",
        "region  invalid region "ams": it is disallowed (region-allowed)",
      ]
    `);
    expect(await refused({ app: "acme/www", region: undefined })).toMatchInlineSnapshot(`
      [
        "region  is missing",
        "app  expected the arguments of a static site of an app",
      ]
    `);
    expect(await refused({ alertEmails: ["nobody"], app: {} })).toMatchInlineSnapshot(`
      [
        "alertEmails[0]  is not a valid email address, found "nobody"",
        "app.source  is missing: its code",
      ]
    `);
  });

  it("is the only one that has alerts and a project", async () => {
    expect(await problemsOf({ alertEmails: ["ops@example.com"], skipAlerts: true, projectId: "p" })).toEqual([
      "alertEmails  is for a site in an app",
      "skipAlerts  is for a site in an app",
      "projectId  is for a site in an app",
    ]);
  });
});
