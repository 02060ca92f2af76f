import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Deprecated name of `GradientaiAgentRoute`. */
export const genaiAgentRoute: Kind = defineKind({
  name: "GenaiAgentRoute",
  type: "digitalocean:index/genaiAgentRoute:GenaiAgentRoute",
  computed: ["uuid"],
  price: included("in its agent"),
});
