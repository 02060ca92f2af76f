import type { Rule } from "../rules/rule";
import type { DataProblem } from "./data-problem";
import type { Path } from "./path";
import type { Settings } from "./settings";

/**
 * Puts one key under a floor: the value that counts, after whatever would loosen the floor was reported. Then the
 * floor's value counts, so that what follows from it alone is not reported as well.
 */
export interface Tightener<V> {
  (floor: unknown, own: unknown, at: Standing): unknown;
  /** Ties the function to the type of its key. */
  readonly of?: (value: V) => void;
}

/**
 * The stricter of a few words.
 *
 * @param words From the loosest to the strictest.
 * @param byDefault The one that holds where the floor has none.
 */
export function ordered<W extends string>(words: readonly W[], byDefault: W): Tightener<W> {
  return (floor, own, at) => {
    const order: readonly unknown[] = words;
    const rank = (word: unknown) => order.indexOf(word);
    const held = floor ?? byDefault;
    if (own === undefined || rank(own) >= rank(held)) return own ?? floor;
    at.loosens({
      found: String(own),
      message: `${own} is weaker than ${held}, the floor's (${at.floorPlace()})`,
      allowed: words.slice(rank(held)).join(", "),
      hint: "leave it out to use the floor's",
    });
    return floor;
  };
}

/** Where two settings are being compared. */
export interface Standing {
  readonly path: Path;
  /** The rules that are known here, by id. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** The settings as a whole, for what follows from several keys. */
  readonly settings: { readonly floor: Settings; readonly own: Settings };
  /** True where the own value is laid over the floor's and replaces it, as in the floor's own environments. */
  readonly replaces: boolean;
  /** Reports what would loosen the floor. */
  loosens(problem: Omit<DataProblem, "path" | "at" | "item">): void;
  /** Where the floor says what it says of this key, or of the first of some paths that it sets, for a message. */
  floorPlace(...paths: readonly Path[]): string;
  within(...segments: Path): Standing;
}
