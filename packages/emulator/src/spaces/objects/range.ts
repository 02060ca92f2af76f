import { SpacesError } from "../errors.ts";

/** A run of bytes of an object. */
export interface Range {
  readonly from: number;
  readonly size: number;
}

/**
 * The bytes that a header asks for; undefined: all of them, also where it asks for several runs or for something else.
 *
 * @throws SpacesError where the object has none of them.
 */
export function rangeIn(header: string | undefined, size: number): Range | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(first) > Number(last)) return undefined;
  if (from >= size || end < from) {
    throw new SpacesError(416, "InvalidRange", "The requested range is not satisfiable", {
      "content-range": `bytes */${size}`,
    });
  }
  return { from, size: end - from + 1 };
}
