import { AccountBaseline, DnsZone, GovernedNetwork } from "@infrafabric/digitalocean";
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { PlatformOutputs } from "./outputs";

const stack = pulumi.getStack();
const isProduction = stack === "prod";
const tags = { owner: "platform" };
// Other stacks use it: deleting or replacing it would destroy their resources as well.
const shared = { protect: isProduction };

// The account: what the teams create is in one project, and what may connect to databases has one tag.
const account = new AccountBaseline("account", {
  projects: { teams: { name: `Teams (${stack})`, environment: isProduction ? "Production" : "Development" } },
  tags,
});
const clients = new digitalocean.Tag("clients", { name: `${pulumi.getProject()}-${stack}-clients` });

// The range of the VPC is allocated, so those of the stacks do not overlap.
const network = new GovernedNetwork("network", { vpcs: { nyc3: { region: "nyc3" } }, tags }, shared);

// Without further arguments nobody sends mail from the zone, and only Let's Encrypt issues certificates for it.
const dns = new DnsZone("zone", { domain: new pulumi.Config().require("zone"), tags }, shared);

type Exported<Outputs> = { readonly [Name in keyof Outputs]: pulumi.Output<Outputs[Name]> };
export const { vpcId, zone, projectId, clientTag }: Exported<PlatformOutputs> = {
  vpcId: network.vpcIds.nyc3,
  zone: dns.domain,
  projectId: account.projectIds.teams,
  clientTag: clients.name,
};
export const monthlyCost = pulumi
  .all([account.monthlyCost, network.monthlyCost, dns.monthlyCost])
  .apply((costs) => costs.reduce((sum, cost) => sum + cost));
