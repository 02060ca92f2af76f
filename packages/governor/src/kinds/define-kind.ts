import type { Price } from "../cost/price";
import { knownRegion, knownSize } from "../limits/known-slug";
import type { Limit } from "../limits/limit";
import { tagName } from "../limits/tag-name";
import type { Kind } from "./kind";

type Lists = "replacing" | "secrets" | "computed" | "limits";

/** A kind as its file states it: only what the type has. */
interface KindDefinition extends Omit<Kind, Lists | "price">, Partial<Pick<Kind, Lists>> {
  /** Its price, or how to work it out. */
  readonly price: Price | Kind["price"];
}

/**
 * Completes a kind: a list that is left out is empty, and tags, region and size have the limits that they have
 * everywhere. A kind with a limit of its own in the same place knows better.
 */
export function defineKind({ price, limits = [], ...definition }: KindDefinition): Kind {
  return {
    replacing: [],
    secrets: [],
    computed: [],
    ...definition,
    limits: [...limits, ...common(definition).filter(({ path }) => !limits.some((own) => own.path === path))],
    price: typeof price === "function" ? price : () => price,
  };
}

/**
 * The kind of an older class for the same resource.
 *
 * @param more What else differs.
 */
export function renamed(name: string, successor: Kind, more: Partial<Kind> = {}): Kind {
  const type = `digitalocean:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
  return { ...successor, name, type, successor: successor.name, ...more };
}

function common({ tags, region, size }: Pick<Kind, "tags" | "region" | "size">): readonly Limit[] {
  return [
    ...[tags?.path, tags?.inner].flatMap((path) => (path === undefined ? [] : [tagName(`${path}[]`)])),
    ...(region === undefined ? [] : [knownRegion(region)]),
    ...(size === undefined ? [] : [knownSize(size)]),
  ];
}
