import { type CostTotal, costTotal } from "../../cost/estimate";
import { roundCents, usd } from "../../cost/money";
import type { Settings } from "../../settings/settings";
import type { ResourceView } from "../../view/resource";
import { nameOf } from "../../view/urn";
import { unknown } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome, undecided, violation } from "../rule";
import { labelTags } from "./tags";

export const monthlyBudget = defineRule({
  id: "monthly-budget",
  group: "governance",
  scope: "total",
  title: "The stack costs no more than its monthly limit.",
  severity: "high",
  asked: {
    keys: ["providers.digitalocean.cost_limit_monthly", "budgets"],
    by: ({ digitalocean, budgets }) =>
      digitalocean.cost_limit_monthly === undefined && budgets.length === 0 ? "absent" : "yes",
  },
  kinds: "all",
  why:
    "DigitalOcean has no spending cap: its alerts send a mail after the money is spent (DigitalOcean docs, billing alerts), so what is not stopped at preview is stopped by nobody. " +
    "The total is made from list prices with a date, in USD without tax; what has no published price is named, never counted as nothing. " +
    "`cost_limit_monthly` bounds the stack, `budgets` bound what carries a tag. During `up` every resource that adds to a total over its limit is refused before it is created.",
  fix: "Use smaller or fewer resources, or ask for a higher limit",
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
      title: "what is free does not count",
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
    },
    {
      title: "over the limit, whatever the unknown part costs",
      settings: "cost_limit_monthly: 10",
      resources: [
        { kind: "Droplet", name: "a", inputs: { size: "s-2vcpu-2gb" } },
        { kind: "Droplet", name: "b", inputs: { size: unknown } },
      ],
    },
  ],
  undecided: [
    {
      title: "below the limit, with a size that is known after up",
      settings: "cost_limit_monthly: 100",
      resources: [
        { kind: "Droplet", name: "a", inputs: { size: "s-2vcpu-2gb" } },
        { kind: "Droplet", name: "b", inputs: { size: unknown } },
      ],
    },
  ],
  start({ settings }) {
    const budgets = budgetsOf(settings);
    return {
      add(resource) {
        const broken = budgets.flatMap((budget) => {
          const before = budget.total.total.expected;
          const member = budget.has(resource);
          if (member === "yes") budget.total.add(resource);
          else if (member !== "no") {
            budget.perhaps.add(resource);
            budget.doubts.set(resource.urn, member.doubt);
          }
          return budget.total.total.expected > before && isOver(budget) ? [budget] : [];
        });
        if (broken.length === 0) return undefined;
        return violation(undefined, broken.map((budget) => `with it ${budget.what} ${sumWords(budget)}`).join("; "));
      },
      end: () => budgets.flatMap((budget) => outcomeOf(budget) ?? []),
    };
  },
});

/** Whether a resource counts towards a limit. */
type Member = "yes" | "no" | { readonly doubt: string };

/** A limit and what counts towards it. */
interface Budget {
  readonly limit: number;
  /** Settings key. */
  readonly path: string;
  /** What it bounds, in words. */
  readonly what: string;
  has(resource: ResourceView): Member;
  readonly total: CostTotal;
  /** What may belong to it: a tag that cannot be read stands in the way. */
  readonly perhaps: CostTotal;
  /** Why it may, by URN. */
  readonly doubts: Map<string, string>;
}

function budgetsOf({ digitalocean, budgets, usage }: Settings): readonly Budget[] {
  const limit = digitalocean.cost_limit_monthly;
  const totals = () => ({ total: costTotal(usage), perhaps: costTotal(usage), doubts: new Map<string, string>() });
  return [
    ...(limit === undefined
      ? []
      : [{ limit, path: "cost_limit_monthly", what: "the stack", has: () => "yes" as const, ...totals() }]),
    ...budgets.map(({ tag, monthly }) => ({
      limit: monthly,
      path: `budgets[${tag}]`,
      what: `what is tagged ${tag}`,
      has: (resource: ResourceView) => carries(resource, tag.toLowerCase()),
      ...totals(),
    })),
  ];
}

function carries(resource: ResourceView, wanted: string): Member {
  const lists = labelTags(resource);
  const found = lists.some(({ tags }) => tags.some(({ key, value }) => `${key}:${value.toLowerCase()}` === wanted));
  if (found) return "yes";
  const doubt = lists.find((list) => list.doubt !== undefined)?.doubt;
  return doubt === undefined ? "no" : { doubt: doubt.reason };
}

/** In cents, as the sums are shown. */
function isOver({ total, limit }: Budget): boolean {
  return roundCents(total.total.expected) > limit;
}

function sumWords({ total, limit }: Budget): string {
  const sum = total.total.expected;
  return `costs ${usd(sum)} a month, ${usd(sum - limit)} over the limit of ${usd(limit)}`;
}

function outcomeOf(budget: Budget): Outcome | undefined {
  const { limit, path, what, total, perhaps } = budget;
  if (isOver(budget)) return violation(undefined, `${what} ${sumWords(budget)}; dearest: ${dearest(total)}`, { path });
  const open = [
    ...total.estimate().unpriced,
    ...perhaps.estimate().unpriced,
    ...(roundCents(total.total.expected + perhaps.total.expected) > limit ? perhapsCounted(budget) : []),
  ];
  if (open.length === 0) return undefined;
  const named = open.slice(0, 3).map(({ urn, kind, reason }) => `${kind} ${nameOf(urn)} (${reason})`);
  const rest = open.length - named.length;
  return undecided(
    undefined,
    `${what} costs at least ${usd(total.total.expected)} a month of ${usd(limit)}; not counted: ${named.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`,
    { path, fix: "give what is not counted a known size and known tags, or look up its price yourself" },
  );
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

function dearest(total: CostTotal): string {
  const priced = total
    .estimate()
    .entries.flatMap(({ urn, kind, price }) =>
      price.state === "priced" && price.monthly.expected > 0
        ? [{ name: urn === undefined ? kind : `${kind} ${nameOf(urn)}`, cost: price.monthly.expected }]
        : [],
    );
  return priced
    .sort((a, b) => b.cost - a.cost)
    .slice(0, 3)
    .map(({ name, cost }) => `${name} ${usd(cost)}`)
    .join(", ");
}
