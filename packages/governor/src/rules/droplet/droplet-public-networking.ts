import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { dropletInput } from "./droplet-input";

export const dropletPublicNetworking = defineRule({
  id: "droplet-public-networking",
  group: "droplet",
  scope: "resource",
  title: "No Droplet has a public network interface.",
  severity: "medium",
  level: "disabled",
  kinds: ["Droplet", "DropletAutoscale"],
  why:
    "A Droplet without a public interface cannot be reached from the internet, whatever a firewall lets in, and can reach it only through a NAT gateway. " +
    "DigitalOcean gives every Droplet a public interface unless publicNetworking is false. " +
    "The rule is off by default, because a single Droplet that serves a website needs one; enable it where load balancers are in front of everything.",
  fix: "Set publicNetworking: false, put a LoadBalancer in front of the Droplet and a VpcNatGateway in its VPC; this replaces an existing Droplet",
  references: [
    "https://docs.digitalocean.com/products/networking/vpc/how-to/configure-droplet-as-gateway/",
    pulumiDocs("Droplet"),
    pulumiDocs("VpcNatGateway"),
  ],
  controls: {
    cis: ["12.2"],
    iso27001: ["8.20", "8.22"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.3", "1.4"],
    "nist-800-53": ["AC-4", "SC-7"],
  },
  good: [
    {
      title: "private only",
      resources: [
        { kind: "Droplet", name: "worker", inputs: { publicNetworking: false } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { publicNetworking: false } } },
      ],
    },
  ],
  bad: [
    {
      title: "public (the default)",
      resources: [
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { region: "nyc3" } } },
      ],
      fixed: {
        resources: [
          { kind: "Droplet", name: "web", inputs: { publicNetworking: false } },
          {
            kind: "DropletAutoscale",
            name: "pool",
            inputs: { dropletTemplate: { region: "nyc3", publicNetworking: false } },
          },
        ],
      },
    },
    {
      title: "public, explicitly",
      resources: [{ kind: "Droplet", inputs: { publicNetworking: true } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { publicNetworking: false } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      resources: [{ kind: "Droplet", inputs: { publicNetworking: unknown } }],
    },
  ],
  *check(resource) {
    const publicNetworking = dropletInput(resource, "publicNetworking");
    if (publicNetworking.opaque) {
      yield unclear(publicNetworking, "whether there is a public network interface", publicNetworking);
    } else if (publicNetworking.boolean() !== false) {
      yield violation(publicNetworking, "there is a public network interface");
    }
  },
});
