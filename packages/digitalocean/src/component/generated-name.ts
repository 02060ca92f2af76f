import type { Finding } from "@infrafabric/governor";
import { kindOf } from "@infrafabric/governor/internal";
import type { Child } from "./child";

/** A name such as the provider makes up: it appends seven digits to the logical name. */
export function generatedName({ name }: Pick<Child, "name">): string {
  return `${name}-0000000`;
}

/** The input with the child's name at DigitalOcean, where the component leaves it to the provider. */
export function generatedNameInput({ type, inputs }: Pick<Child, "type" | "inputs">): string | undefined {
  const { nameInput } = kindOf(type) ?? {};
  return nameInput === undefined || nameInput in inputs ? undefined : nameInput;
}

/** True for a finding about a name that the provider makes up. */
export function isAboutGeneratedName({ path }: Pick<Finding, "path">, child: Child): boolean {
  return path !== undefined && path === generatedNameInput(child);
}

/** What DigitalOcean allows of a child's name, in words. */
export function allowedNames({ type }: Pick<Child, "type">): readonly string[] {
  const { nameInput, limits = [] } = kindOf(type) ?? {};
  return limits.filter(({ path }) => path === nameInput).map(({ allowed }) => allowed);
}
