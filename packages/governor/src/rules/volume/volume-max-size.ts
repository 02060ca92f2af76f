import { numeral } from "../../view/quoted";
import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";

const volume = (size: number): ExampleResource => ({ kind: "Volume", inputs: { size } });

export const volumeMaxSize = defineRule({
  id: "volume-max-size",
  group: "volume",
  scope: "resource",
  title: "No volume is larger than the limit.",
  severity: "low",
  level: "advisory",
  kinds: ["Volume"],
  // A limit stands at the place of such a finding only if what is there cannot be read, which both say.
  covers: ["platform-limits"],
  params: {
    max_gb: {
      type: "integer",
      minimum: 1,
      maximum: 16_384,
      default: 100,
      tightens: "lower",
      description: "Largest size of a volume, in GiB.",
    },
  },
  why:
    "A volume is billed by its size, full or empty, at $0.10 per GiB and month (DigitalOcean docs, Volumes pricing): 1 TiB costs over $100 a month. " +
    "It can be enlarged at any time and never made smaller, so a generous first guess is paid for forever.",
  fix: "Set a smaller size and enlarge the volume when it is needed; an existing volume cannot shrink: copy its data to a smaller one, or raise max_gb of this rule",
  references: [
    "https://docs.digitalocean.com/products/volumes/details/pricing/",
    "https://docs.digitalocean.com/products/volumes/how-to/increase-size/",
    pulumiDocs("Volume"),
  ],
  controls: { iso27001: ["8.6"], soc2: ["A1.1"] },
  good: [{ title: "at the limit", resources: [volume(100)] }],
  bad: [
    { title: "half a terabyte", resources: [volume(500)], fixed: { resources: [volume(50)] } },
    {
      title: "a size that cannot be read",
      resources: [{ kind: "Volume", inputs: { size: "big" } }],
      fixed: { resources: [volume(100)] },
    },
  ],
  undecided: [{ title: "unknown until pulumi up", resources: [{ kind: "Volume", inputs: { size: unknown } }] }],
  *check(resource, { params: { max_gb } }) {
    const size = resource.read("size");
    const gigabytes = size.number();
    if (!size.present) return;
    if (gigabytes === undefined) yield unclear(size, "whether the volume is within the limit", size);
    else if (gigabytes > max_gb) {
      yield violation(size, `the volume has ${numeral(resource, size)} GiB, over the limit of ${max_gb}`);
    }
  },
});
