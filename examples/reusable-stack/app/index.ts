import { GovernedWebTier } from "@infrafabric/digitalocean";
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

// The stack of the same name in the project `network`. Deploy it before you preview this one.
const network = new pulumi.StackReference(`${pulumi.getOrganization()}/network/${pulumi.getStack()}`);

const key = new digitalocean.SshKey("ops", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKFq1Yp1wY1xS5yWm0xQmB2xJ3oQm2oQe4eV8mS8Nn ops@example.com",
});

const web = new GovernedWebTier("app", {
  vpcId: network.requireOutput("vpcId"),
  region: "nyc3", // the network's: a load balancer cannot be in the VPC of another region
  size: "s-1vcpu-1gb",
  image: "ubuntu-24-04-x64",
  sshKeys: [key.fingerprint],
  userData: "#cloud-config\npackages: [nginx]\n",
  domain: new pulumi.Config().require("domain"),
  alertEmails: ["ops@example.com"],
});

export const { url, ip, monthlyCost, unpriced } = web;
