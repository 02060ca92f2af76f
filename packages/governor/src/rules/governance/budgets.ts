import { type CostEstimate, type CostTotal, costTotal } from "../../cost/estimate";
import { roundCents } from "../../cost/money";
import { type Neighbours, neighboursOf } from "../../cost/neighbours";
import { compileGlob } from "../../settings/glob";
import type { Settings } from "../../settings/settings";
import { shown } from "../../settings/shown";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { parseUrn } from "../../view/urn";
import { labelTags } from "./tags";

/** A limit and what counts towards it. */
export interface Budget {
  readonly limit: number;
  /** Settings key. */
  readonly path: string;
  /** What it bounds, in words. */
  readonly what: string;
  readonly total: CostTotal;
  /** What may count towards it: resources with a tag that cannot be read. */
  readonly perhaps: CostTotal;
  /** Why it may, by URN. */
  readonly doubts: ReadonlyMap<string, string>;
}

/** The limits of some settings, and what counts towards each so far. */
export interface Budgets {
  readonly all: readonly Budget[];
  /** Counts a resource. What it returns are the limits that its cost leads over. */
  add(resource: ResourceView): readonly Budget[];
}

/** What a stack costs against one limit. */
export interface BudgetState {
  readonly limit: number;
  /** Settings key, such as `budgets[team:web]`. */
  readonly path: string;
  /** What it bounds, such as `the stack`. */
  readonly what: string;
  readonly estimate: CostEstimate;
  /** What is left of it at the expected cost; below zero if that is over the limit. */
  readonly remaining: number;
}

/** Opens the limits, each with nothing counted. */
export function openBudgets(settings: Settings, neighbours?: Neighbours, extent: Extent = "stack"): Budgets {
  const lineage = openLineage();
  const counted = limitsOf(settings, lineage, extent).map((limit) => ({
    ...limit,
    total: costTotal(settings.usage, neighbours),
    perhaps: costTotal(settings.usage, neighbours),
    doubts: new Map<string, string>(),
  }));
  return {
    all: counted,
    add(resource) {
      lineage.learn(resource);
      return counted.filter((budget) => {
        const member = budget.has(resource);
        if (member === "no") return false;
        if (member !== "yes") {
          budget.perhaps.add(resource);
          budget.doubts.set(resource.urn, member.doubt);
          return false;
        }
        const before = budget.total.total.expected;
        budget.total.add(resource);
        return budget.total.total.expected > before && isOver(budget);
      });
    },
  };
}

/** What is counted against the limits. */
type Counted = Pick<StackView, "resources" | "extent">;

type Extent = StackView["extent"];

/** The limits with all resources of a stack counted, each priced with the others in view. */
export function countedBudgets(settings: Settings, { resources, extent }: Counted): readonly Budget[] {
  const budgets = openBudgets(settings, neighboursOf(resources), extent);
  for (const resource of resources) budgets.add(resource);
  return budgets.all;
}

/** What a stack costs against each limit of the settings: its own first. */
export function budgetStates(settings: Settings, counted: Counted): readonly BudgetState[] {
  return countedBudgets(settings, counted).map(({ limit, path, what, total }) => {
    const estimate = total.estimate();
    return { limit, path, what, estimate, remaining: roundCents(limit - estimate.total.expected) };
  });
}

/** In cents, as the sums are shown. */
export function isOver({ total, limit }: Budget): boolean {
  return roundCents(total.total.expected) > limit;
}

/** Whether a resource counts towards a limit. */
type Member = "yes" | "no" | { readonly doubt: string };

interface Limit {
  readonly limit: number;
  readonly path: string;
  readonly what: string;
  has(resource: ResourceView): Member;
}

function limitsOf(settings: Settings, lineage: Lineage, extent: Extent): readonly Limit[] {
  const { digitalocean, budgets, secret } = settings;
  const limit = digitalocean.cost_limit_monthly;
  const whole: Limit[] =
    limit === undefined ? [] : [{ limit, path: "cost_limit_monthly", what: `the ${extent}`, has: () => "yes" }];
  return [
    ...whole,
    ...budgets.map((budget, index): Limit => {
      const { monthly, tag, component = "" } = budget;
      const path = `budgets[${secret === true ? index : (tag ?? component)}]`;
      if (tag !== undefined) {
        const wanted = tag.toLowerCase();
        const what = `everything tagged ${shown(settings, tag)}`;
        return { limit: monthly, path, what, has: (resource) => carries(resource, wanted) };
      }
      const isIn = lineage.within(component);
      const what = `everything in component ${shown(settings, component)}`;
      return { limit: monthly, path, what, has: (resource) => (isIn(resource) ? "yes" : "no") };
    }),
  ];
}

function carries(resource: ResourceView, wanted: string): Member {
  const lists = labelTags(resource);
  const found = lists.some(({ tags }) => tags.some(({ key, value }) => `${key}:${value.toLowerCase()}` === wanted));
  if (found) return "yes";
  const doubt = lists.find((list) => list.doubt !== undefined)?.doubt;
  return doubt === undefined ? "no" : { doubt: doubt.reason };
}

/** Which components resources are in. A parent is registered before its children. */
interface Lineage {
  learn(resource: ResourceView): void;
  /** Whether a resource is in a component whose name, type or URN matches a pattern. */
  within(pattern: string): (resource: ResourceView) => boolean;
}

function openLineage(): Lineage {
  const parents = new Map<string, string | undefined>();
  return {
    learn: ({ urn, parent }) => parents.set(urn, parent),
    within(pattern) {
      const matches = compileGlob(pattern, { crossSlash: true });
      const known = new Map<string, boolean>();
      return ({ parent }) => {
        const walked: string[] = [];
        let at = parent;
        let found = false;
        while (at !== undefined && !found) {
          const before = known.get(at);
          found = before ?? namesOf(at).some(matches);
          walked.push(at);
          // What is known already, and what leads back to itself, is not walked again.
          known.set(at, found);
          at = before === undefined ? parents.get(at) : undefined;
        }
        for (const urn of walked) known.set(urn, found);
        return found;
      };
    },
  };
}

/** What a component can be called by: its logical name, its type with or without the package, its URN. */
function namesOf(urn: string): readonly string[] {
  const parts = parseUrn(urn);
  return parts === undefined ? [urn] : [parts.name, parts.type, parts.type.split(":").at(-1) ?? "", urn];
}
