import { unknown } from "../../view/value";
import { either } from "../kit/answer";
import { references } from "../kit/references";
import { requireYes } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const volumeAttached = defineRule({
  id: "volume-attached",
  group: "volume",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "Every volume is attached to a Droplet.",
  severity: "low",
  level: "advisory",
  kinds: ["Volume"],
  why:
    "A volume that no Droplet uses is billed in full and easily forgotten, data included. " +
    "A volume counts as attached with a VolumeAttachment or a Droplet of this stack that names it, or if DigitalOcean reports a Droplet for it. " +
    "An unknown ID counts if it comes from the volume. An attachment that another stack makes is not seen before `pulumi up`: exempt the volume there.",
  fix: "Add a VolumeAttachment with volumeId: volume.id and a Droplet; take a snapshot of a volume that nothing needs, and delete it",
  references: [
    "https://docs.digitalocean.com/products/volumes/",
    "https://docs.digitalocean.com/products/volumes/details/pricing/",
    pulumiDocs("Volume"),
    pulumiDocs("VolumeAttachment"),
  ],
  controls: { iso27001: ["5.9"], "nist-800-53": ["CM-8"] },
  good: [
    {
      title: "by an attachment",
      resources: [
        { kind: "Volume", name: "data", inputs: { size: 20 } },
        {
          kind: "VolumeAttachment",
          name: "attachment",
          inputs: { volumeId: unknown, dropletId: 7 },
          dependsOn: { volumeId: ["data"] },
        },
      ],
    },
    {
      title: "by the Droplet",
      resources: [
        { kind: "Volume", name: "data", inputs: { size: 20 } },
        { kind: "Droplet", name: "web", inputs: { volumeIds: [unknown] }, dependsOn: { volumeIds: ["data"] } },
      ],
    },
  ],
  bad: [
    {
      title: "a volume that nothing uses",
      resources: [{ kind: "Volume", name: "data", inputs: { size: 20 } }],
      fixed: {
        resources: [
          {
            kind: "VolumeAttachment",
            name: "attachment",
            inputs: { volumeId: unknown, dropletId: 7 },
            dependsOn: { volumeId: ["data"] },
          },
        ],
      },
    },
    {
      title: "an attachment of another volume",
      resources: [
        { kind: "Volume", name: "data", inputs: { size: 20 } },
        { kind: "Volume", name: "old", inputs: { size: 20 } },
        {
          kind: "VolumeAttachment",
          name: "attachment",
          inputs: { volumeId: unknown, dropletId: 7 },
          dependsOn: { volumeId: ["data"] },
        },
      ],
      fixed: { without: ["old"] },
    },
  ],
  undecided: [
    {
      title: "an attachment whose volume does not come from the program",
      resources: [
        { kind: "Volume", name: "data", inputs: { size: 20 } },
        { kind: "VolumeAttachment", name: "attachment", inputs: { volumeId: unknown, dropletId: 7 } },
      ],
    },
  ],
  *check(stack) {
    const attachments = references(stack, "VolumeAttachment", "volumeId");
    const droplets = references(stack, "Droplet", "volumeIds");
    for (const volume of stack.ofKind("Volume")) {
      if (volume.read("dropletIds").elements().length > 0) continue;
      yield* requireYes(either(attachments.to(volume), droplets.to(volume)), volume, {
        whether: "it is attached to a Droplet",
        otherwise: `no Droplet of this ${stack.extent} uses the volume`,
      });
    }
  },
});
