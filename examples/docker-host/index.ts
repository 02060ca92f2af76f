import { readFileSync } from "node:fs";
import { GovernedDroplet } from "@infrafabric/digitalocean";
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const domain = config.require("domain");
const everybody = ["0.0.0.0/0", "::/0"];

const key = new digitalocean.SshKey("ops", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKFq1Yp1wY1xS5yWm0xQmB2xJ3oQm2oQe4eV8mS8Nn ops@example.com",
});

const git = new GovernedDroplet("git", {
  region: "nyc3",
  size: config.require("size"),
  image: "ubuntu-24-04-x64",
  sshKeys: [key.fingerprint],
  docker: {
    compose: readFileSync("compose.yaml", "utf8"),
    env: { DOMAIN: domain, GITEA_VERSION: config.require("giteaVersion") },
  },
  volumeSize: config.requireNumber("volumeSize"),
  protectVolume: config.requireBoolean("protectVolume"),
  domain,
  ingress: [
    { ports: "80", fromCidrs: everybody },
    { ports: "443", fromCidrs: everybody },
    { ports: "443", protocol: "udp", fromCidrs: everybody },
  ],
  sshFrom: config.requireObject("sshFrom"),
  alertEmails: config.requireObject("alertEmails"),
});

export const url = `https://${domain}`;
export const { ip, volumeName, monthlyCost, unpriced } = git;
