import { kindNamed, kinds } from "../kinds/index";
import { nearest } from "../settings/nearest";
import { type ResourceView, viewOf } from "../view/resource";
import { isValueMap } from "../view/value";
import { estimateCost } from "./estimate";
import { plainValue } from "./plain-value";
import type { UsageAssumptions } from "./price";
import { defaultUsage } from "./usage";

/** A resource as a program writes it. */
export interface PlannedResource {
  /** Class name in `@pulumi/digitalocean`, such as `Droplet`. */
  readonly kind: string;
  /** Logical name, for messages; default: its place in the list. */
  readonly name?: string;
  /** The arguments of the resource; Outputs and promises count as unknown. */
  readonly inputs: object;
}

/** What a program's resources cost. */
export interface MonthlyCost {
  /** USD per month, rounded to cents, without what is unpriced. */
  readonly monthly: number;
  /** What has no price, each with the reason. */
  readonly unpriced: readonly string[];
}

/**
 * What resources cost, for a program that exports it as a stack output. Takes the arguments as the program wrote
 * them. Throws on a kind that does not exist.
 */
export function monthlyCost(
  resources: readonly PlannedResource[],
  usage: UsageAssumptions = defaultUsage,
): MonthlyCost {
  const views: ResourceView[] = [];
  const opaque: string[] = [];
  for (const [index, { kind: className, name = `resource ${index + 1}`, inputs }] of resources.entries()) {
    const kind = kindNamed(className);
    if (kind === undefined) throw new Error(unknownKind(className, name));
    const value = plainValue(inputs);
    if (isValueMap(value)) views.push(viewOf({ urn: name, type: kind.type, name, inputs: value }, kind));
    else opaque.push(`${className} ${name}: its inputs are unknown until pulumi up`);
  }
  const estimate = estimateCost(views, usage);
  const unpriced = estimate.unpriced.map(({ urn, kind, reason }) => `${kind} ${urn}: ${reason}`);
  return { monthly: estimate.total.expected, unpriced: [...unpriced, ...opaque] };
}

function unknownKind(className: string, name: string): string {
  const names = kinds.map((kind) => kind.name);
  const meant = nearest(className, names);
  return `monthlyCost: ${name} has kind "${className}", which is not a class of @pulumi/digitalocean${
    meant === undefined ? "" : `; did you mean "${meant}"?`
  }`;
}
