import type { Price } from "../cost/price";
import type { Kind } from "./kind";

type Lists = "replacing" | "secrets" | "computed" | "limits";

/** A kind as its file states it: only what the type has. */
interface KindDefinition extends Omit<Kind, Lists | "price">, Partial<Pick<Kind, Lists>> {
  /** Its price, or how to work it out. */
  readonly price: Price | Kind["price"];
}

/** Completes a kind: a list that is left out is empty. */
export function defineKind({ price, ...definition }: KindDefinition): Kind {
  return {
    replacing: [],
    secrets: [],
    computed: [],
    limits: [],
    ...definition,
    price: typeof price === "function" ? price : () => price,
  };
}
