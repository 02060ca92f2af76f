import type { Problem } from "@infrafabric/governor";
import { kindOf, parseUrn } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import type { Child } from "./child";
import { generatedNameInput } from "./generated-name";
import type { Around } from "./parents";
import { argumentAtFault, argumentOf } from "./provenance";

/** An existing resource that becomes a child: by its URN if a stack manages it, or by what the provider imports it by. */
export type Adoption = { readonly urn: string } | { readonly id: string };

/** Existing resources that become children of a component, by the URN of the child. */
export type Adoptions = ReadonlyMap<string, Adoption>;

/** The argument that asks for it, by the name of the child. */
export type AdoptArgument = Readonly<Record<string, string>>;

/**
 * Which children take the place of which existing resources; what cannot be is a problem.
 *
 * @param here The stack of the component.
 */
export function adoptionsOf(
  adopt: AdoptArgument,
  children: readonly Child[],
  here: Pick<Around, "project" | "stack">,
  problem: (path: string, message: string, more?: Pick<Problem, "allowed" | "hint">) => void,
): Adoptions {
  const adoptions = new Map<string, Adoption>();
  const taken = new Set<string>();
  /** Each resource once: the same ID can be that of another type. */
  const take = (path: string, child: Child, adoption: Adoption, resource: string): void => {
    if (taken.has(resource)) {
      problem(path, "is adopted by another child, too", { hint: "adopt each resource once" });
      return;
    }
    taken.add(resource);
    adoptions.set(child.urn, adoption);
  };
  for (const [name, urn] of Object.entries(adopt)) {
    const path = `adopt.${name}`;
    const named = children.filter((child) => child.name === name);
    if (named.length === 0) {
      problem(path, "is not the name of a child", { allowed: children.map((child) => child.name).join(", ") });
      continue;
    }
    if (!/^urn:/i.test(urn)) {
      const [child, other] = named;
      if (other !== undefined) {
        problem(path, "is an ID, but several children have that name", {
          allowed: named.map(({ type }) => `the URN of a resource of type ${type}`).join(", or "),
        });
      } else if (child !== undefined) take(path, child, { id: urn }, `${child.type} ${urn}`);
      continue;
    }
    const existing = parseUrn(urn);
    if (existing === undefined) {
      problem(path, `"${urn}" is not a URN`, {
        hint: "give the URN that pulumi stack --show-urns shows, or the ID that pulumi import takes",
      });
      continue;
    }
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
    take(path, child, { urn }, urn);
  }
  return adoptions;
}

/**
 * The options by which a child takes the place of an existing resource. What the component sets of itself stays as the
 * resource has it, if a change would replace it; what an argument asks for is refused if it would. By its ID a resource
 * is taken over as it is: what the provider does not read of it stays, too, as Pulumi imports only what differs in nothing.
 *
 * @param component Class and name, such as `GovernedWebTier "web"`.
 */
export function adoptionOptions(component: string, child: Child, adoption: Adoption): pulumi.CustomResourceOptions {
  const kept = [...keptOf(child), ...("id" in adoption ? unimportedIn(child) : [])];
  const options: pulumi.CustomResourceOptions = {
    ...("id" in adoption ? { import: adoption.id } : { aliases: adoption.urn === child.urn ? [] : [adoption.urn] }),
    ignoreChanges: [...new Set(kept)],
    // It would be gone by the time that its replacement is refused. A preview shows what differs only if it goes first.
    deleteBeforeReplace: pulumi.runtime.isDryRun(),
  };
  // Without an engine nothing is replaced, and Pulumi's mocks know no hooks.
  if (pulumi.runtime.getEngine() === undefined) return options;
  const refuse = new pulumi.ResourceHook(
    `${child.urn} is adopted`,
    () => {
      throw new Error(refusal(component, child, adoption));
    },
    { onDryRun: true },
  );
  return { ...options, hooks: { beforeCreate: [refuse] } };
}

/** What an adopted child keeps as the resource has it. */
function keptOf(child: Child): readonly string[] {
  const name = generatedNameInput(child);
  return [...child.replacing.filter((path) => !isAskedFor(path, child)), ...(name === undefined ? [] : [name])];
}

/** The inputs that a child keeps as the resource has them if it is adopted by its ID. */
export function keptByImport(child: Child): readonly string[] {
  return [...new Set([...keptOf(child), ...unimportedIn(child)])];
}

/** What the component gives a child that the provider does not read when it imports one. */
function unimportedIn({ type, inputs }: Child): readonly string[] {
  return (kindOf(type)?.unimported ?? []).filter((input) => input in inputs);
}

/** An adopted resource exists: one that is to be created is missing, or would be replaced. */
function refusal(component: string, child: Child, adoption: Adoption): string {
  const asked = child.replacing
    .filter((path) => isAskedFor(path, child))
    .map((path) => {
      const { argument } = argumentAtFault({ rule: "", path }, child.from, child.overrides);
      return argument === path ? path : `${path} (${argument})`;
    });
  const found = "urn" in adoption ? `${adoption.urn} is not in this stack, or differs` : `${adoption.id} differs`;
  return [
    `${component} adopts ${child.name} and does not replace it: ${found} in an input that cannot be changed in place: ${asked.join(", ")}`,
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
