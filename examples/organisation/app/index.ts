import { ArchivedBucket } from "@infrafabric/digitalocean";
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

new digitalocean.Vpc("network", { region: "ams3", description: "the shop" });

// A raw resource: only the pack applies the floor to it.
new digitalocean.SpacesBucket(
  "reports",
  { region: "ams3", versioning: { enabled: true } },
  { protect: pulumi.getStack() === "prod" },
);

export const { bucketName } = new ArchivedBucket("orders", { region: "ams3", bucketName: "acme-shop-orders" });
