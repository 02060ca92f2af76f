import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiAgentRoute: Kind = defineKind({
  name: "GradientaiAgentRoute",
  type: "digitalocean:index/gradientaiAgentRoute:GradientaiAgentRoute",
  scopes: scopesOf("genai"),
  computed: ["uuid"],
  price: included("in its agent"),
});

export const genaiAgentRoute: Kind = renamed("GenaiAgentRoute", gradientaiAgentRoute);
