import { ArchivedBucket, GovernedDatabase } from "@infrafabric/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { PlatformOutputs } from "../platform/outputs";
import type { DataOutputs } from "./outputs";

// The stack of the same name of the platform team. Deploy it before you preview this one.
const stack = new pulumi.StackReference(`${pulumi.getOrganization()}/platform/${pulumi.getStack()}`);
const platform = <Name extends keyof PlatformOutputs>(name: Name) =>
  stack.requireOutput(name).apply((value): PlatformOutputs[Name] => value);

const region = "nyc3"; // the network's: a database cannot be in the VPC of another region
const tags = { owner: "data" };

const orders = new GovernedDatabase("orders", {
  engine: "pg",
  version: "17",
  region,
  size: new pulumi.Config().require("size"),
  vpcId: platform("vpcId"),
  projectId: platform("projectId"),
  trustedSources: { tags: [platform("clientTag")] },
  databases: ["orders"],
  users: { app: { grants: { orders: "owner" } } },
  pools: { app: { size: 10, database: "orders", user: "app" } },
  alertEmails: ["data@example.com"],
  tags,
});

const archive = new ArchivedBucket("archive", { region, skipKey: true, tags });

type Exported<Outputs> = { readonly [Name in keyof Outputs]: pulumi.Output<Outputs[Name]> };
export const { host, port, poolUri, bucketName }: Exported<DataOutputs> = {
  host: orders.host,
  port: orders.port,
  poolUri: orders.poolUris.apply(({ app }) => app ?? ""),
  bucketName: archive.bucketName,
};
export const { grantsSql } = orders;
export const monthlyCost = pulumi.all([orders.monthlyCost, archive.monthlyCost]).apply(([one, other]) => one + other);
