import { type AppAutoscaleArgs, GovernedApp } from "@infrafabric/digitalocean";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const code = { repository: "acme/shop" };
const autoscale = config.getObject<AppAutoscaleArgs>("autoscale");
const domain = config.get("domain");

const shop = new GovernedApp("shop", {
  region: "nyc",
  services: {
    web: {
      source: { ...code, directory: "web" },
      size: config.require("size"),
      ...(autoscale === undefined ? { instances: 1 } : { autoscale }),
      routes: ["/"],
      healthCheck: { path: "/healthz" },
    },
  },
  workers: { mail: { source: { ...code, directory: "mail" } } },
  jobs: { migrate: { source: { ...code, directory: "web" }, runCommand: "npm run migrate" } },
  staticSites: { help: { source: { ...code, directory: "help" }, routes: ["/help"] } },
  // Encrypted by App Platform: pulumi config set --secret sessionKey ...
  secrets: { SESSION_KEY: config.requireSecret("sessionKey") },
  ...(domain === undefined ? {} : { domain }),
  alertEmails: ["ops@example.com"],
});

export const { appId, url, monthlyCost, monthlyCostLow, monthlyCostHigh, unpriced } = shop;
