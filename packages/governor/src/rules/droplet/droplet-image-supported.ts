import { distributionOf, isUnsupported } from "../../catalogue/distributions";
import type { Property } from "../../view/property";
import { quoted } from "../../view/quoted";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { originsOf } from "../kit/origin";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { dropletInput } from "./droplet-input";

const supported = "ubuntu-24-04-x64";

export const dropletImageSupported = defineRule({
  id: "droplet-image-supported",
  group: "droplet",
  scope: "resource",
  title: "Every Droplet is created with an operating system that still gets security updates.",
  severity: "high",
  level: "advisory",
  kinds: ["Droplet", "DropletAutoscale"],
  params: {
    allowed_images: {
      type: "array",
      items: { type: "string" },
      default: [],
      tightens: "subset",
      description:
        'Images that pass without being looked at: slugs such as "docker-20-04", or IDs of custom images and snapshots such as "138284910".',
    },
  },
  why:
    "After the end of its support, a distribution publishes no fixes for known vulnerabilities, and sooner or later DigitalOcean removes its image, so that a program which still names it can no longer be deployed. " +
    "The dates are those of free updates: Ubuntu's standard support, Debian with LTS. A release passes until the last month of its support is over by the catalogue's date. " +
    "What a custom image, a snapshot or an image from the Marketplace contains cannot be seen from its ID or slug, so it is unverifiable unless allowed_images lists it.",
  fix: "Set image to a supported release, such as ubuntu-24-04-x64 or debian-13-x64; this replaces an existing Droplet, so move its data first or upgrade its system in place and exempt it",
  references: [
    "https://docs.digitalocean.com/products/droplets/details/images/",
    pulumiDocs("Droplet"),
    pulumiDocs("DropletAutoscale"),
  ],
  controls: {
    cis: ["2.2", "7.3"],
    iso27001: ["8.8", "8.9"],
    soc2: ["CC7.1"],
    "pci-dss": ["6.3"],
    "nist-800-53": ["SA-22", "SI-2"],
  },
  good: [
    {
      title: "supported releases",
      resources: [
        { kind: "Droplet", name: "web", inputs: { image: supported } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { image: "debian-13-x64" } } },
      ],
    },
  ],
  bad: [
    {
      title: "releases without updates",
      resources: [
        { kind: "Droplet", name: "ubuntu", inputs: { image: "ubuntu-18-04-x64" } },
        { kind: "Droplet", name: "centos", inputs: { image: "centos-7-x64" } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { image: "debian-10-x64" } } },
      ],
      fixed: {
        resources: [
          { kind: "Droplet", name: "ubuntu", inputs: { image: supported } },
          { kind: "Droplet", name: "centos", inputs: { image: "rockylinux-9-x64" } },
          { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { image: "debian-13-x64" } } },
        ],
      },
    },
    {
      title: "no image",
      resources: [{ kind: "Droplet", inputs: { region: "nyc3" } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { region: "nyc3", image: supported } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      resources: [{ kind: "Droplet", inputs: { image: unknown } }],
    },
  ],
  *check(resource, { params }) {
    const image = dropletInput(resource, "image");
    const slug = image.text()?.trim();
    if (!image.present || slug === "") {
      yield violation(image, "no image is given");
    } else if (image.opaque && isOwnImage(resource, image)) {
      yield unseen(image);
    } else if (slug === undefined) {
      yield unclear(image, "whether the image has security updates", image);
    } else if (!params.allowed_images.includes(slug)) {
      yield* judge(resource, image, slug);
    }
  },
});

/** True for what is made by the program from a file or from another Droplet. */
function isOwnImage(resource: ResourceView, image: Property): boolean {
  return ["CustomImage", "DropletSnapshot"].some((kind) => (originsOf(resource, image.path, kind) ?? []).length > 0);
}

function* judge(resource: ResourceView, image: Property, slug: string): Iterable<Outcome> {
  const distribution = distributionOf(slug);
  if (distribution === undefined) yield unseen(image);
  else if (isUnsupported(distribution)) {
    const { supportedUntil } = distribution;
    yield violation(image, `the image ${quoted(resource, image)} has had no security updates since ${supportedUntil}`);
  }
}

function unseen(image: Property): Outcome {
  return {
    status: "unverifiable",
    path: image.path,
    message: "cannot verify that a custom image, a snapshot or an image from the Marketplace has security updates",
    fix: "List the images that are kept up to date under allowed_images of this rule",
  };
}
