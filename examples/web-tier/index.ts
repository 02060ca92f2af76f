import { readFileSync } from "node:fs";
import { GovernedWebTier } from "@infrafabric/digitalocean";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const web = new GovernedWebTier("web", {
  region: "nyc3",
  size: config.require("size"),
  image: "ubuntu-24-04-x64",
  userData: readFileSync("user-data.yaml", "utf8"),
  domain: config.require("domain"),
  sshFrom: config.requireObject("sshFrom"),
  alertEmails: config.requireObject("alertEmails"),
});

export const { url, ip, monthlyCost, unpriced } = web;
