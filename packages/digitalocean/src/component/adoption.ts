import type { Problem } from "@infrafabric/governor";
import { parseUrn } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import type { Child } from "./child";
import { generatedNameInput } from "./generated-name";
import { argumentAtFault, argumentOf } from "./provenance";

/** Existing resources that become children of a component: their URNs by the URN of the child. */
export type Adoptions = ReadonlyMap<string, string>;

/** The argument that asks for it, by the name of the child. */
export type AdoptArgument = Readonly<Record<string, string>>;

/** Which children take the place of which existing resources; what cannot be is a problem. */
export function adoptionsOf(
  adopt: AdoptArgument,
  children: readonly Child[],
  problem: (path: string, message: string, more?: Pick<Problem, "allowed" | "hint">) => void,
): Adoptions {
  const adoptions = new Map<string, string>();
  for (const [name, urn] of Object.entries(adopt)) {
    const path = `adopt.${name}`;
    const named = children.filter((child) => child.name === name);
    if (named.length === 0) {
      problem(path, "is not the name of a child", { allowed: children.map((child) => child.name).join(", ") });
      continue;
    }
    const existing = parseUrn(urn);
    if (existing === undefined) {
      problem(path, `"${urn}" is not a URN`, {
        hint: `give the URN that pulumi stack --show-urns shows; import a resource that is not in the stack first: pulumi import ${named[0]?.type} ${name} <id>`,
      });
      continue;
    }
    const here = { stack: pulumi.getStack(), project: pulumi.getProject() };
    if (existing.stack !== here.stack || existing.project !== here.project) {
      problem(path, `is a resource of ${existing.project}/${existing.stack}, not of ${here.project}/${here.stack}`, {
        hint: "a component adopts only resources of its own stack",
      });
      continue;
    }
    const child = named.find(({ type }) => type === existing.type);
    if (child === undefined) {
      problem(path, `is a resource of type ${existing.type}`, { allowed: named.map(({ type }) => type).join(" or ") });
      continue;
    }
    if ([...adoptions.values()].includes(urn)) {
      problem(path, "is adopted by another child, too", { hint: "adopt each resource once" });
      continue;
    }
    adoptions.set(child.urn, urn);
  }
  return adoptions;
}

/**
 * The options by which a child takes the place of an existing resource. What the component sets of itself stays as the
 * resource has it, if a change would replace it; what an argument asks for is refused if it would.
 *
 * @param component Class and name, such as `GovernedWebTier "web"`.
 */
export function adoptionOptions(component: string, child: Child, urn: string): pulumi.CustomResourceOptions {
  const kept = child.replacing.filter((path) => !isAskedFor(path, child));
  const name = generatedNameInput(child);
  const options: pulumi.CustomResourceOptions = {
    aliases: urn === child.urn ? [] : [urn],
    ignoreChanges: [...new Set(name === undefined ? kept : [...kept, name])],
    // It would be gone by the time that its replacement is refused. A preview shows what differs only if it goes first.
    deleteBeforeReplace: pulumi.runtime.isDryRun(),
  };
  // Without an engine nothing is replaced, and Pulumi's mocks know no hooks.
  if (pulumi.runtime.getEngine() === undefined) return options;
  const refuse = new pulumi.ResourceHook(
    `${child.urn} is adopted`,
    () => {
      throw new Error(refusal(component, child, urn));
    },
    { onDryRun: true },
  );
  return { ...options, hooks: { beforeCreate: [refuse] } };
}

/** An adopted resource exists: one that is to be created is missing, or would be replaced. */
function refusal(component: string, child: Child, urn: string): string {
  const asked = child.replacing
    .filter((path) => isAskedFor(path, child))
    .map((path) => {
      const { argument } = argumentAtFault({ rule: "", path }, child.from, child.overrides);
      return argument === path ? path : `${path} (${argument})`;
    });
  return [
    `${component} adopts ${child.name} and does not replace it: ${urn} is not in this stack, or differs in an input that cannot be changed in place: ${asked.join(", ")}`,
    "do: give those arguments what the resource has, which pulumi preview --diff shows",
    `or: remove adopt.${child.name} to have it replaced`,
  ].join("\n");
}

/** True for an input that the program decides, rather than the component. */
function isAskedFor(path: string, child: Child): boolean {
  // A name that no argument gives is made up by the provider.
  if (path === generatedNameInput(child)) return false;
  return argumentOf(path, child.from, child.overrides) !== undefined;
}
