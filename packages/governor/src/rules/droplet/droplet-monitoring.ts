import { unknown } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, unclear, violation } from "../rule";

const required = "resources: { droplet: { monitoring_required: true } }";

export const dropletMonitoring = defineRule({
  id: "droplet-monitoring",
  group: "droplet",
  scope: "resource",
  title: "Every Droplet has the monitoring agent.",
  severity: "medium",
  asked: {
    keys: ["providers.digitalocean.resources.droplet.monitoring_required"],
    by: ({ digitalocean: { resources } }) => {
      const required = resources?.droplet?.monitoring_required;
      return required === undefined ? "absent" : required ? "yes" : "no";
    },
  },
  kinds: ["Droplet", "DropletAutoscale"],
  why:
    "Without the agent DigitalOcean cannot see memory, disk and load, and an alert on them never fires; the agent is free. " +
    "`monitoring` installs it when the Droplet is created and at no other time: to switch it on later replaces the Droplet (observed with the provider), so nothing is repaired here. " +
    "The template of an autoscale pool has no such input, so there it cannot be verified.",
  fix: "Set monitoring: true on a new Droplet; on one that exists it would replace it, so install the agent by hand, keep the input as it is and exempt the Droplet",
  references: [
    "https://docs.digitalocean.com/products/monitoring/",
    pulumiDocs("Droplet"),
    pulumiDocs("DropletAutoscale"),
  ],
  good: [
    {
      title: "with the agent",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { monitoring: true } }],
    },
  ],
  bad: [
    {
      title: "no agent, which is the default",
      settings: required,
      resources: [{ kind: "Droplet", inputs: {} }],
    },
    {
      title: "switched off",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { monitoring: false } }],
    },
  ],
  undecided: [
    {
      title: "known after up",
      settings: required,
      resources: [{ kind: "Droplet", inputs: { monitoring: unknown } }],
    },
  ],
  *check(resource) {
    if (resource.kind?.name === "DropletAutoscale") {
      yield {
        status: "unverifiable",
        message:
          "whether the Droplets of an autoscale pool have the monitoring agent cannot be verified: its template has no such input",
        fix: "install the agent in the image or in userData",
      };
      return;
    }
    const monitoring = resource.read("monitoring");
    if (monitoring.opaque) {
      yield unclear(monitoring, "whether there is monitoring", monitoring);
    } else if (monitoring.boolean() !== true) {
      yield violation(monitoring, "the Droplet has no monitoring agent");
    }
  },
});
