import { kindNamed, kinds } from "../kinds/index";
import { nearest } from "../settings/nearest";
import { type ResourceView, viewOf } from "../view/resource";
import { isValueMap } from "../view/value";
import { estimateCost } from "./estimate";
import { plainValue } from "./plain-value";
import type { UsageAssumptions } from "./price";
import { defaultUsage } from "./usage";

/**
 * The inputs that a program gives to a resource. A resource or a component in their place does not type-check: it has a
 * `urn`, and what it costs is not to be read from it.
 */
export type PlannedInputs = object & { readonly urn?: never };

/** A resource as a program writes it. */
export interface PlannedResource {
  /** Class name in `@pulumi/digitalocean`, such as `Droplet`. */
  readonly kind: string;
  /** Logical name, for messages; default: its place in the list. */
  readonly name?: string;
  /** The arguments of the resource; Outputs and promises count as unknown. */
  readonly inputs: PlannedInputs;
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
 * them.
 *
 * @throws on kinds that do not exist, and on resources in place of their inputs, all at once.
 */
export function monthlyCost(
  resources: readonly PlannedResource[],
  usage: UsageAssumptions = defaultUsage,
): MonthlyCost {
  const views: ResourceView[] = [];
  const opaque: string[] = [];
  const problems: string[] = [];
  for (const [index, { kind: className, name = `resource ${index + 1}`, inputs }] of resources.entries()) {
    const kind = kindNamed(className);
    if (kind === undefined) problems.push(unknownKind(className, name));
    if (isResource(inputs)) problems.push(resourceAsInputs(className, name));
    if (kind === undefined || isResource(inputs)) continue;
    const value = plainValue(inputs);
    if (isValueMap(value)) views.push(viewOf({ urn: name, type: kind.type, name, inputs: value }, kind));
    else opaque.push(`${className} ${name}: its inputs are unknown until pulumi up`);
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
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

/** Whether it is a resource or component of Pulumi's. */
function isResource(inputs: object): boolean {
  return Reflect.get(inputs, "__pulumiResource") === true;
}

function resourceAsInputs(className: string, name: string): string {
  return `monthlyCost: ${name} has a resource as inputs; give the arguments that the ${className} is created with, such as \`{ kind: "${className}", inputs: ${className.charAt(0).toLowerCase()}${className.slice(1)}Inputs }\`; what a component costs is its output monthlyCost`;
}
