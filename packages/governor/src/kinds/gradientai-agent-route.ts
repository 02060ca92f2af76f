import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";

export const gradientaiAgentRoute: Kind = defineKind({
  name: "GradientaiAgentRoute",
  type: "digitalocean:index/gradientaiAgentRoute:GradientaiAgentRoute",
  computed: ["uuid"],
  price: included("in its agent"),
});

export const genaiAgentRoute: Kind = renamed("GenaiAgentRoute", gradientaiAgentRoute);
