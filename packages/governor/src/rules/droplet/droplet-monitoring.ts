import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { askedBySwitch } from "../kit/asked-by-switch";
import { originsOf } from "../kit/origin";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";

const required = "resources: { droplet: { monitoring_required: true } }";

export const dropletMonitoring = defineRule({
  id: "droplet-monitoring",
  group: "droplet",
  scope: "resource",
  title: "Every Droplet has the monitoring agent.",
  severity: "medium",
  asked: askedBySwitch("droplet", "monitoring_required"),
  kinds: ["Droplet", "DropletAutoscale"],
  why:
    "Without the agent DigitalOcean cannot see memory, disk and load, and an alert on them never fires; the agent is free. " +
    "`monitoring` installs it only when the Droplet is created: enabling it later replaces the Droplet (observed with the provider), so this rule repairs nothing. " +
    "The template of an autoscale pool has no such input, so the rule cannot be verified for pools. " +
    "The same goes for custom images and snapshots: an image without cloud-init ignores the input, and some systems, such as Talos, cannot run the agent at all.",
  fix: "Set monitoring: true on a new Droplet; this would replace an existing Droplet, so there install the agent by hand, leave the input as it is and exempt the Droplet",
  references: [
    "https://docs.digitalocean.com/products/monitoring/",
    pulumiDocs("Droplet"),
    pulumiDocs("DropletAutoscale"),
  ],
  controls: { iso27001: ["8.6", "8.16"], soc2: ["A1.1", "CC7.2"], "nist-800-53": ["CA-7"] },
  good: [
    {
      title: "with the agent",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { monitoring: true } }],
    },
  ],
  bad: [
    {
      title: "no agent (the default)",
      settings: required,
      resources: [{ kind: "Droplet", inputs: {} }],
      fixed: { resources: [{ kind: "Droplet", inputs: { monitoring: true } }] },
    },
    {
      title: "a DigitalOcean image, by its slug",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { image: "ubuntu-24-04-x64" } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { image: "ubuntu-24-04-x64", monitoring: true } }] },
    },
    {
      title: "disabled",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { monitoring: false } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { monitoring: true } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { monitoring: unknown } }],
    },
    {
      title: "an image that is unknown until pulumi up may be one that cannot run the agent",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { image: unknown } }],
    },
  ],
  *check(resource) {
    if (resource.kind?.name === "DropletAutoscale") {
      yield {
        status: "unverifiable",
        message:
          "cannot verify that the Droplets of an autoscale pool have the monitoring agent: its template has no such input",
        fix: "install the agent in the image or in userData",
      };
      return;
    }
    const monitoring = resource.read("monitoring");
    if (monitoring.opaque) {
      yield unclear(monitoring, "whether monitoring is enabled", monitoring);
    } else if (monitoring.boolean() !== true) {
      yield withoutAgent(resource, monitoring);
    }
  },
});

function withoutAgent(droplet: ResourceView, monitoring: Property): Outcome {
  const image = droplet.read("image");
  // Only DigitalOcean's own images have slugs; custom images and snapshots are named by number.
  const isOwnImage = image.number() !== undefined || (originsOf(droplet, "image", "CustomImage") ?? []).length > 0;
  if (isOwnImage) {
    return {
      status: "unverifiable",
      message: "cannot verify that a Droplet created from a custom image or a snapshot has the monitoring agent",
      fix: "Install the agent in the image; if its system cannot run the agent, monitor the Droplet by other means",
    };
  }
  if (image.opaque) {
    return unclear(monitoring, "whether its image can run the monitoring agent", image);
  }
  return violation(monitoring, "the Droplet has no monitoring agent");
}
