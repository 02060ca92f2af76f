import type { CostEstimate } from "../../cost/estimate";
import { roundCents, usd } from "../../cost/money";
import type { Monthly } from "../../cost/price";
import { someOf } from "../../cost/some-of";
import type { ResourceView } from "../../view/resource";
import { nameOf } from "../../view/urn";
import { unknown } from "../../view/value";
import { undecided, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { type Budget, countedBudgets, isOver, openBudgets } from "./budgets";

export const monthlyBudget = defineRule({
  id: "monthly-budget",
  group: "governance",
  scope: "total",
  title: "The stack costs at most its monthly limit.",
  severity: "high",
  asked: {
    keys: ["providers.digitalocean.cost_limit_monthly", "budgets"],
    by: ({ digitalocean, budgets }) =>
      digitalocean.cost_limit_monthly === undefined && budgets.length === 0 ? "absent" : "yes",
  },
  kinds: "all",
  why:
    "DigitalOcean has no spending cap: its alerts send an email after the money is spent (DigitalOcean docs, billing alerts), so nothing stops what the preview lets through. " +
    "The total is the sum of dated list prices, in USD without tax; resources without a published price are listed, never counted as free. " +
    "The verdict is based on the expected cost: autoscaling at its desired size, or else its minimum, and DigitalOcean's defaults for values that are unknown until `pulumi up`. If only the maximum cost exceeds the limit, the rule is undecided and says so. " +
    "`cost_limit_monthly` limits the stack, `budgets` limit the resources with a tag or in a component. During `up`, every resource that raises a total above its limit is refused before it is created; a reserved IP counts as assigned until the end of the run, because its assignment is created later.",
  fix: "Use smaller or fewer resources, or request a higher limit",
  references: [
    "https://docs.digitalocean.com/products/droplets/details/pricing/",
    "https://docs.digitalocean.com/platform/billing/",
    pulumiDocs("Droplet"),
  ],
  good: [
    {
      title: "within the limit",
      settings: "cost_limit_monthly: 50",
      resources: [{ kind: "Droplet", inputs: { size: "s-2vcpu-2gb", backups: true } }],
    },
    {
      title: "a reserved IP that is free while it is assigned",
      settings: "cost_limit_monthly: 4",
      resources: [
        { kind: "ReservedIp", name: "ip", inputs: { region: "nyc3" } },
        {
          kind: "ReservedIpAssignment",
          name: "assigned",
          inputs: { ipAddress: unknown, dropletId: unknown },
          dependsOn: { ipAddress: ["ip"], dropletId: [] },
        },
      ],
    },
    {
      title: "a job that runs for minutes during a deployment",
      settings: "cost_limit_monthly: 20",
      resources: [
        {
          kind: "App",
          inputs: {
            spec: {
              services: [{ instanceSizeSlug: "apps-s-1vcpu-1gb" }],
              jobs: [{ kind: "PRE_DEPLOY", instanceSizeSlug: "apps-s-1vcpu-0.5gb" }],
            },
          },
        },
      ],
    },
    {
      title: "free resources",
      settings: "cost_limit_monthly: 1",
      resources: [
        { kind: "Vpc", inputs: { region: "nyc3" } },
        { kind: "Firewall", name: "firewall", inputs: {} },
      ],
    },
  ],
  bad: [
    {
      title: "three Droplets of $48 with daily backups at 30 %",
      settings: "cost_limit_monthly: 150",
      resources: [
        { kind: "Droplet", name: "a", inputs: { size: "s-4vcpu-8gb", backups: true } },
        { kind: "Droplet", name: "b", inputs: { size: "s-4vcpu-8gb", backups: true } },
        { kind: "Droplet", name: "c", inputs: { size: "s-4vcpu-8gb", backups: true } },
      ],
      fixed: { without: ["c"] },
    },
    {
      title: "over the limit, whatever the unknown size costs",
      settings: "cost_limit_monthly: 10",
      resources: [
        { kind: "Droplet", name: "a", inputs: { size: "s-2vcpu-2gb" } },
        { kind: "Droplet", name: "b", inputs: { size: unknown } },
      ],
      fixed: {
        resources: [
          { kind: "Droplet", name: "a", inputs: { size: "s-1vcpu-1gb" } },
          { kind: "Droplet", name: "b", inputs: { size: "s-1vcpu-512mb-10gb" } },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "an autoscale pool that exceeds the limit only at its maximum",
      settings: "cost_limit_monthly: 100",
      resources: [
        {
          kind: "DropletAutoscale",
          inputs: { config: { minInstances: 1, maxInstances: 9 }, dropletTemplate: { size: "s-2vcpu-2gb" } },
        },
      ],
    },
    {
      title: "below the limit, with a size that is unknown until pulumi up",
      settings: "cost_limit_monthly: 100",
      resources: [
        { kind: "Droplet", name: "a", inputs: { size: "s-2vcpu-2gb" } },
        { kind: "Droplet", name: "b", inputs: { size: unknown } },
      ],
    },
  ],
  start({ settings }) {
    const budgets = openBudgets(settings);
    const added: ResourceView[] = [];
    return {
      add(resource) {
        added.push(resource);
        const broken = budgets.add(resource);
        if (broken.length === 0) return undefined;
        return violation(undefined, broken.map((budget) => `with it ${budget.what} ${sumWords(budget)}`).join("; "), {
          limits: broken.map(({ path }) => path),
        });
      },
      end(stack) {
        // Only now can each price follow from the others, such as a replica's from its cluster.
        // What the end of a run no longer shows still counts.
        const resources = [...stack.resources, ...added.filter(({ urn }) => stack.resource(urn) === undefined)];
        return countedBudgets(settings, { resources, extent: stack.extent }).flatMap(
          (budget) => outcomeOf(budget) ?? [],
        );
      },
    };
  },
});

function sumWords({ total, limit }: Budget): string {
  const sum = total.total.expected;
  return `costs ${usd(sum)} a month, ${usd(sum - limit)} over the limit of ${usd(limit)}`;
}

function outcomeOf(budget: Budget): Outcome | undefined {
  const { limit, path, what, total, perhaps } = budget;
  const estimate = total.estimate();
  if (isOver(budget)) {
    const left = estimate.unpriced.length === 0 ? "" : `; not counted: ${notCounted(estimate.unpriced)}`;
    return violation(undefined, `${what} ${sumWords(budget)}; most expensive: ${dearest(estimate)}${left}`, { path });
  }
  const { expected, high } = total.total;
  const open = [
    ...estimate.unpriced,
    ...perhaps.estimate().unpriced,
    ...(roundCents(expected + perhaps.total.expected) > limit ? perhapsCounted(budget) : []),
  ];
  const most =
    roundCents(high) > limit ? `${what} can cost up to ${usd(high)} a month: ${widest(estimate)}` : undefined;
  if (open.length > 0) {
    const least = `${what} costs at least ${usd(expected)} a month of ${usd(limit)}; not counted: ${notCounted(open)}`;
    return undecided(undefined, most === undefined ? least : `${least}; ${most}`, {
      path,
      fix: "give uncounted resources a known size, count and tags; if a price is not published, look it up yourself",
    });
  }
  if (most === undefined) return undefined;
  return undecided(undefined, `${what} is expected to cost ${usd(expected)} a month of ${usd(limit)}, but ${most}`, {
    path,
    fix: "lower the maximums or set the unknown values if the maximum cost must stay within the limit",
  });
}

/** What is left out of a total by name, with the reasons of the first. */
function notCounted(open: readonly Uncounted[]): string {
  return someOf(open.map(({ urn, kind, reason }, index) => `${kind} ${nameOf(urn)}${index < 3 ? ` (${reason})` : ""}`));
}

interface Uncounted {
  readonly urn: string;
  readonly kind: string;
  readonly reason: string;
}

function perhapsCounted({ perhaps, doubts }: Budget): readonly Uncounted[] {
  return perhaps
    .estimate()
    .entries.flatMap(({ urn, kind, price }) =>
      urn !== undefined && price.state === "priced"
        ? [{ urn, kind, reason: doubts.get(urn) ?? "its tags cannot be read" }]
        : [],
    );
}

function dearest(estimate: CostEstimate): string {
  return greatest(estimate, ({ expected }) => expected)
    .map(({ name, cost }) => `${name} ${usd(cost)}`)
    .join(", ");
}

/** What can cost more than is expected. */
function widest(estimate: CostEstimate): string {
  return greatest(estimate, ({ expected, high }) => high - expected)
    .map(({ name, monthly }) => `${name} ${usd(monthly.expected)} to ${usd(monthly.high)}`)
    .join(", ");
}

/** Of the same cost by name: the order in which resources are registered differs between runs. */
function greatest({ entries }: CostEstimate, by: (monthly: Monthly) => number) {
  return entries
    .flatMap(({ urn, kind, price }) =>
      price.state === "priced" && by(price.monthly) > 0
        ? [
            {
              name: urn === undefined ? kind : `${kind} ${nameOf(urn)}`,
              cost: by(price.monthly),
              monthly: price.monthly,
            },
          ]
        : [],
    )
    .sort((a, b) => b.cost - a.cost || (a.name < b.name ? -1 : 1))
    .slice(0, 3);
}
