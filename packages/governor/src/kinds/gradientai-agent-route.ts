import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiAgentRoute: Kind = defineKind({
  name: "GradientaiAgentRoute",
  type: "digitalocean:index/gradientaiAgentRoute:GradientaiAgentRoute",
  scopes: scopesOf("genai"),
  computed: ["uuid"],
  unlisted: { reason: "it is one of the child agents of an agent, which the API shows there" },
  price: included("in its agent"),
});

export const genaiAgentRoute: Kind = renamed("GenaiAgentRoute", gradientaiAgentRoute);
