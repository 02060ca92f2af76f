import { StaticSite } from "@infrafabric/digitalocean";
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

const domain = new pulumi.Config().require("domain");

// Pages, which App Platform builds: `/` is a page, and so is what is not found.
const www = new StaticSite("www", {
  region: "nyc",
  app: {
    source: { repository: "acme/www", buildCommand: "npm run build" },
    outputDirectory: "dist",
    errorDocument: "404.html",
  },
  domain,
  dnsZone: "example.com",
  alertEmails: ["ops@example.com"],
});

// Files of any program, by their whole names, which the CDN keeps for a day.
const assets = new StaticSite("assets", {
  region: "nyc3",
  domain: `assets.${domain}`,
  dnsZone: "example.com",
  cacheSeconds: 86400,
});

new digitalocean.SpacesBucketObject("style", {
  bucket: assets.bucketName,
  region: assets.region,
  key: "style.1a2b3c4d.css",
  content: "body { font-family: sans-serif }\n",
  contentType: "text/css; charset=utf-8",
  // Its name changes with its content.
  cacheControl: "max-age=31536000, immutable",
  acl: "public-read",
});

export const { url, appId } = www;
export const assetsUrl = assets.url;
export const { bucketName, cdnId } = assets;
export const monthlyCost = pulumi.all([www.monthlyCost, assets.monthlyCost]).apply(([site, bucket]) => site + bucket);
