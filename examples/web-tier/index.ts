import { readFileSync } from "node:fs";
import { GovernedWebTier } from "@infrafabric/digitalocean";
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const key = new digitalocean.SshKey("ops", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKFq1Yp1wY1xS5yWm0xQmB2xJ3oQm2oQe4eV8mS8Nn ops@example.com",
});

const web = new GovernedWebTier("web", {
  region: "nyc3",
  size: config.require("size"),
  image: "ubuntu-24-04-x64",
  sshKeys: [key.fingerprint],
  userData: readFileSync("user-data.yaml", "utf8"),
  domain: config.require("domain"),
  sshFrom: config.requireObject("sshFrom"),
  alertEmails: config.requireObject("alertEmails"),
});

export const { url, ip, monthlyCost, unpriced } = web;
