import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { PlatformOutputs } from "./outputs";

const stack = pulumi.getStack();
const isProduction = stack === "prod";
// Other stacks use it: deleting or replacing it would destroy their resources as well.
const shared = { protect: isProduction };

// The account: what the teams create is in one project, and what may connect to databases has one tag.
const project = new digitalocean.Project("teams", {
  environment: isProduction ? "Production" : "Development",
  purpose: "Web Application",
});
const clients = new digitalocean.Tag("clients", { name: `${pulumi.getProject()}-${stack}-clients` });

// The network.
const network = new digitalocean.Vpc("network", { region: "nyc3", ipRange: "10.120.0.0/20" }, shared);

// DNS: nobody sends mail from this zone, and only Let's Encrypt issues certificates for it.
const domain = new digitalocean.Domain("zone", { name: new pulumi.Config().require("zone") }, shared);
const records = {
  caa: { type: "CAA", name: "@", value: "letsencrypt.org.", tag: "issue", flags: 0 },
  spf: { type: "TXT", name: "@", value: "v=spf1 -all" },
  dmarc: { type: "TXT", name: "_dmarc", value: "v=DMARC1; p=reject" },
};
for (const [key, record] of Object.entries(records)) {
  new digitalocean.DnsRecord(`zone-${key}`, { domain: domain.name, ttl: 3600, ...record });
}

type Exported<Outputs> = { readonly [Name in keyof Outputs]: pulumi.Output<Outputs[Name]> };
export const { vpcId, zone, projectId, clientTag }: Exported<PlatformOutputs> = {
  vpcId: network.id,
  zone: domain.name,
  projectId: project.id,
  clientTag: clients.name,
};
