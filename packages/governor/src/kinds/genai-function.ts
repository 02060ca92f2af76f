import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Deprecated name of `GradientaiFunction`. */
export const genaiFunction: Kind = defineKind({
  name: "GenaiFunction",
  type: "digitalocean:index/genaiFunction:GenaiFunction",
  computed: ["functionUuid"],
  price: included("in its agent"),
});
