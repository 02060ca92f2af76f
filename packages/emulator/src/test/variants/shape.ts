import { readFileSync } from "node:fs";

/** What the body of a request may be, or a part of it: of DigitalOcean's document without its words. */
export interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

/** Bodies by operation: `POST /v2/vpcs`. */
export const shapes: Readonly<Record<string, Shape>> = JSON.parse(
  readFileSync(new URL("../request-shapes.generated.json", import.meta.url), "utf8"),
);

/** Of several shapes the one that a value is of. */
export function shapeFor(shape: Shape, value: unknown): Shape {
  const { anyOf, ...own } = shape;
  if (anyOf === undefined) return shape;
  const strangeness = ({ properties, required = [] }: Shape, value: unknown): number => {
    const sent = Object(value);
    const inside = Object.entries(properties === undefined ? {} : sent).map(([name, inner]) => {
      const shape = properties?.[name];
      const isStrange = shape === undefined || (shape.enum !== undefined && !shape.enum.includes(inner));
      return isStrange ? 1 : strangeness(shape, inner);
    });
    return inside.reduce((sum, one) => sum + one, required.filter((name) => !(name in sent)).length);
  };
  const resolved = anyOf.map((one) => shapeFor(one, value));
  const best = resolved.toSorted((a, b) => strangeness(a, value) - strangeness(b, value))[0] ?? {};
  const properties = { ...own.properties, ...best.properties };
  return { ...own, ...best, ...(Object.keys(properties).length > 0 ? { properties } : {}) };
}
