// A web tier as public examples have it (pulumi/examples, digitalocean-ts-loadbalanced-droplets): Droplets that a tag
// joins to a load balancer, and nothing around them. What it lacks is the point.
import * as digitalocean from "@pulumi/digitalocean";

const region = "nyc3";
const webTag = new digitalocean.Tag("web");

for (const key of ["a", "b"]) {
  const nameTag = new digitalocean.Tag(`web-${key}`);
  new digitalocean.Droplet(`web-${key}`, {
    image: "ubuntu-20-04-x64",
    region,
    size: "s-1vcpu-1gb",
    privateNetworking: true,
    tags: [nameTag.id, webTag.id],
    userData: "#!/bin/sh\napt-get update\napt-get install -y nginx\n",
  });
}

const balancer = new digitalocean.LoadBalancer("balancer", {
  region,
  dropletTag: webTag.name,
  forwardingRules: [{ entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" }],
  healthcheck: { port: 80, protocol: "tcp" },
});

export const ip = balancer.ip;
