import { isKnownSize, knownSizes, type SizeList } from "../../catalogue";
import { kindNamesWhere } from "../../kinds";
import { nearest } from "../../settings/nearest";
import type { ProviderSettings } from "../../settings/settings";
import { quoted } from "../../view/quoted";
import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const dropletSizes = "resources: { droplet: { allowed_sizes: [s-1vcpu-1gb, s-2vcpu-2gb] } }";
const databaseSizes = "resources: { database: { allowed_sizes: [db-s-1vcpu-1gb] } }";

export const sizeAllowed = defineRule({
  id: "size-allowed",
  group: "governance",
  scope: "resource",
  title: "Every Droplet, node pool and database has an allowed size.",
  severity: "medium",
  asked: {
    keys: [
      "providers.digitalocean.resources.droplet.allowed_sizes",
      "providers.digitalocean.resources.kubernetes.allowed_sizes",
      "providers.digitalocean.resources.database.allowed_sizes",
    ],
    by: ({ digitalocean: { resources } }) =>
      [resources?.droplet, resources?.kubernetes, resources?.database].some((one) => one?.allowed_sizes !== undefined)
        ? "yes"
        : "absent",
  },
  kinds: kindNamesWhere(({ size }) => size !== undefined),
  why:
    "The size determines most of the price: the largest CPU Droplets cost over $3,000 a month (DigitalOcean's price list), and DigitalOcean has no spending cap to stop one. " +
    "Kubernetes nodes are Droplets, so without `resources.kubernetes.allowed_sizes` the Droplet list applies to them; databases have their own sizes, and only `resources.database.allowed_sizes` applies to them.",
  fix: "Use an allowed size, or request its addition to allowed_sizes",
  references: [
    "https://docs.digitalocean.com/products/droplets/details/pricing/",
    pulumiDocs("Droplet"),
    pulumiDocs("KubernetesNodePool"),
    pulumiDocs("DatabaseCluster"),
  ],
  controls: { iso27001: ["8.9"], "nist-800-53": ["CM-6"] },
  good: [
    {
      title: "allowed sizes; the Droplet list applies to Kubernetes nodes",
      settings: dropletSizes,
      resources: [
        { kind: "Droplet", inputs: { size: "s-1vcpu-1gb" } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { size: "s-2vcpu-2gb" } } },
        { kind: "KubernetesCluster", name: "cluster", inputs: { nodePool: { size: "s-2vcpu-2gb" } } },
      ],
    },
    {
      title: "the Droplet list does not apply to databases",
      settings: dropletSizes,
      resources: [{ kind: "DatabaseCluster", inputs: { size: "db-s-4vcpu-8gb" } }],
    },
    {
      title: "a replica without a size, which has the size of its cluster",
      settings: databaseSizes,
      resources: [{ kind: "DatabaseReplica", inputs: {} }],
    },
  ],
  bad: [
    {
      title: "a Droplet that is too large",
      settings: dropletSizes,
      resources: [{ kind: "Droplet", inputs: { size: "s-8vcpu-16gb" } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { size: "s-2vcpu-2gb" } }] },
    },
    {
      title: "a size that does not exist",
      settings: dropletSizes,
      resources: [{ kind: "Droplet", inputs: { size: "s-1vcpu-1bg" } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { size: "s-1vcpu-1gb" } }] },
    },
    {
      title: "the template of an autoscale pool",
      settings: dropletSizes,
      resources: [{ kind: "DropletAutoscale", inputs: { dropletTemplate: { size: "c-2" } } }],
      fixed: { resources: [{ kind: "DropletAutoscale", inputs: { dropletTemplate: { size: "s-2vcpu-2gb" } } }] },
    },
    {
      title: "a node pool",
      settings: "resources: { kubernetes: { allowed_sizes: [s-2vcpu-4gb] } }",
      resources: [{ kind: "KubernetesNodePool", inputs: { size: "s-4vcpu-8gb" } }],
      fixed: { resources: [{ kind: "KubernetesNodePool", inputs: { size: "s-2vcpu-4gb" } }] },
    },
    {
      title: "a database",
      settings: databaseSizes,
      resources: [{ kind: "DatabaseCluster", inputs: { size: "db-s-4vcpu-8gb" } }],
      fixed: { settings: "resources: { database: { allowed_sizes: [db-s-1vcpu-1gb, db-s-4vcpu-8gb] } }" },
    },
  ],
  undecided: [
    {
      title: "a size that is unknown until pulumi up",
      settings: dropletSizes,
      resources: [
        { kind: "Droplet", inputs: { size: unknown } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: unknown } },
      ],
    },
  ],
  *check(resource, { settings }) {
    const place = resource.kind?.size;
    if (place === undefined) return;
    const list = listFor(place.list, settings.digitalocean);
    const allowed = settings.digitalocean.resources?.[list]?.allowed_sizes;
    if (allowed === undefined) return;
    const size = resource.read(place.path);
    if (size.opaque) yield unclear(size, "whether the size is allowed", size);
    const [head = place.path] = place.path.split(".");
    const outer = resource.read(head);
    if (head !== place.path && outer.state === "known" && !outer.isObject) {
      yield unclear(outer, "whether the size is allowed", outer);
    }
    // The provider refuses a type that needs a size and has none.
    if (size.state !== "known") return;
    const slug = size.text() ?? "";
    if (allowed.includes(slug)) return;
    const fix = `use one of ${allowed.join(", ")}, or request its addition to resources.${list}.allowed_sizes`;
    if (isKnownSize(slug, list)) {
      yield violation(size, `the size ${quoted(resource, size)} is not one of the allowed sizes`, { fix });
    } else {
      const near = resource.isSecret(size.path) ? undefined : nearest(slug, [...allowed, ...knownSizes(list)]);
      const hint = near === undefined ? "" : `; did you mean "${near}"?`;
      yield violation(size, `${quoted(resource, size)} is not a known size${hint}`, { fix });
    }
  },
});

/** The list that holds for a kind of size: nodes without one of their own are held to that of the Droplets. */
function listFor(list: SizeList, { resources }: ProviderSettings): SizeList {
  return list === "kubernetes" && resources?.kubernetes?.allowed_sizes === undefined ? "droplet" : list;
}
