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
  const sent = Object(value);
  const strangeness = ({ properties = {}, required = [] }: Shape) => {
    const strange = Object.keys(sent).filter((name) => {
      const values = properties[name]?.enum;
      return properties[name] === undefined || (values !== undefined && !values.includes(sent[name]));
    });
    return strange.length + required.filter((name) => !(name in sent)).length;
  };
  const resolved = anyOf.map((one) => shapeFor(one, value));
  const best = resolved.toSorted((a, b) => strangeness(a) - strangeness(b))[0] ?? {};
  const properties = { ...own.properties, ...best.properties };
  return { ...own, ...best, ...(Object.keys(properties).length > 0 ? { properties } : {}) };
}
