import { GovernedWebTier } from "@infrafabric/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { DataOutputs } from "../data/outputs";
import type { PlatformOutputs } from "../platform/outputs";

// The stacks of the same name of the other teams. Deploy them before you preview this one.
const nameOf = (project: string) => `${pulumi.getOrganization()}/${project}/${pulumi.getStack()}`;
const platformStack = new pulumi.StackReference(nameOf("platform"));
const dataStack = new pulumi.StackReference(nameOf("data"));
const platform = <Name extends keyof PlatformOutputs>(name: Name) =>
  platformStack.requireOutput(name).apply((value): PlatformOutputs[Name] => value);
const data = <Name extends keyof DataOutputs>(name: Name) =>
  dataStack.requireOutput(name).apply((value): DataOutputs[Name] => value);

const web = new GovernedWebTier("shop", {
  region: "nyc3",
  size: "s-1vcpu-1gb",
  image: "ubuntu-24-04-x64",
  vpcId: platform("vpcId"),
  projectId: platform("projectId"),
  // Where the database is, but not its password: every process on a Droplet can read its user data.
  userData: pulumi.interpolate`#cloud-config
packages: [nginx]
write_files:
  - path: /etc/shop.env
    content: |
      DATABASE_HOST=${data("host")}
      DATABASE_PORT=${data("port")}
      ARCHIVE=${data("bucketName")}
`,
  domain: new pulumi.Config().require("domain"),
  // The tag that the data team trusts.
  dropletArgs: { tags: [platform("clientTag")] },
  alertEmails: ["app@example.com"],
  tags: { owner: "app" },
});

export const { url, monthlyCost, unpriced } = web;
