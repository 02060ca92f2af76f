import type { ChildOutline } from "@infrafabric/digitalocean/internal";
import type { Value } from "@infrafabric/governor";
import { isValueList, isValueMap } from "@infrafabric/governor/internal";
import type { Adopted } from "../adopted.ts";
import { isList, isMap, Reference, type Written } from "../references.ts";

/** An input that a component gives a child otherwise than the resource has it. */
export interface Difference {
  readonly child: ChildOutline;
  /** Undefined if the account has no such resource. */
  readonly path: string | undefined;
  readonly planned: Value | undefined;
  readonly has: Written | undefined;
}

/** Lists that the provider keeps in their order; all others it does not. */
const inOrder = /(?:^|\.)(?:emails|slacks|lifecycleRules|corsRules)$/;

/**
 * What differs between a child as a component plans it and a resource. What stays as the resource has it when the child
 * adopts it is not compared.
 *
 * @param matched By URN of other children, the resource that each stands for.
 */
export function differencesOf(
  child: ChildOutline,
  resource: Adopted,
  matched: ReadonlyMap<string, Adopted>,
): readonly Difference[] {
  const { inputs, propertyDependencies = {} } = child.record;
  const { defaults = {} } = resource.kind;
  const found: Difference[] = [];

  const isSame = (planned: Value | undefined, has: Written | undefined, path: string): boolean => {
    if (typeof planned === "symbol") {
      const sources = propertyDependencies[path.split(/[.[]/)[0] ?? ""] ?? [];
      return has instanceof Reference && sources.some((urn) => matched.get(urn)?.urn === has.target);
    }
    const plain = has instanceof Reference ? has.literal : has;
    // What is off is not what is left out, if the default is on.
    if (isNothing(planned) && isNothing(plain) && defaults[path] === undefined) return true;
    if (isUnset(planned) || isUnset(plain)) {
      const [one, other] = [planned, plain].map((value) => (isUnset(value) ? defaults[path] : value));
      return (isNothing(one) && isNothing(other)) || textOf(one) === textOf(other);
    }
    if (isValueList(planned)) {
      if (!isList(plain) || planned.length !== plain.length) return false;
      if (inOrder.test(path)) return planned.every((one, index) => isSame(one, plain[index], path));
      const rest = [...plain];
      return planned.every((one) => {
        const at = rest.findIndex((other) => isSame(one, other, path));
        if (at >= 0) rest.splice(at, 1);
        return at >= 0;
      });
    }
    if (isValueMap(planned)) {
      if (!isMap(plain)) return false;
      return keysOf(planned, plain).every((key) => isSame(planned[key], plain[key], `${path}.${key}`));
    }
    return textOf(planned) === textOf(plain);
  };

  const compare = (planned: Value | undefined, has: Written | undefined, path: string): void => {
    if (isSame(planned, has, path)) return;
    if (planned !== undefined && isValueMap(planned) && has !== undefined && isMap(has)) {
      for (const key of keysOf(planned, has)) compare(planned[key], has[key], `${path}.${key}`);
    } else found.push({ child, path, planned, has });
  };
  for (const input of keysOf(inputs, resource.inputs))
    if (!child.kept.includes(input)) compare(inputs[input], resource.inputs[input], input);
  // A component has no way to leave a secret alone.
  for (const path of resource.given.ignored)
    if (!child.kept.includes(path)) found.push({ child, path, planned: undefined, has: undefined });
  return found;
}

function keysOf(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

/** The API writes that for what is not set. */
function isUnset(value: Written | Value | undefined): value is undefined | null | "" {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** The same without a default. */
function isNothing(value: Written | Value | undefined): boolean {
  return isUnset(value) || value === false || value === 0;
}

function textOf(value: Written | Value | undefined): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
