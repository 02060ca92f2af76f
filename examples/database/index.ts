import { GovernedDatabase } from "@infrafabric/digitalocean";
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

// Every Droplet with this tag may connect.
const web = new digitalocean.Tag("web", { name: `${pulumi.getProject()}-${pulumi.getStack()}-web` });

const orders = new GovernedDatabase("orders", {
  engine: "pg",
  version: "17",
  region: "nyc3",
  size: config.require("size"),
  trustedSources: { tags: [web.name] },
  databases: ["orders"],
  users: {
    app: { grants: { orders: "owner" } },
    reports: { grants: { orders: "readonly" } },
  },
  pools: { "orders-app": { size: 10, database: "orders", user: "app" } },
  replicas: config.getObject("replicas"),
  alertEmails: ["ops@example.com"],
});

// orders.poolUris and orders.userPasswords are secrets: give them to what connects, such as an app's environment.
export const { clusterName, host, port, grantsSql, monthlyCost, unpriced } = orders;
