import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

const network = new digitalocean.Vpc(
  "network",
  { region: "nyc3", description: `Network of the stacks named ${pulumi.getStack()}` },
  // Other stacks use it: deleting or replacing it would destroy their resources as well.
  { protect: pulumi.getStack() === "prod" },
);

export const vpcId = network.id;
