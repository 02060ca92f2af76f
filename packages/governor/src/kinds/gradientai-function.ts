import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiFunction: Kind = defineKind({
  name: "GradientaiFunction",
  type: "digitalocean:index/gradientaiFunction:GradientaiFunction",
  scopes: scopesOf("genai"),
  computed: ["functionUuid"],
  unlisted: { reason: "it is one of the functions of an agent, which the API shows there" },
  price: included("in its agent"),
});

export const genaiFunction: Kind = renamed("GenaiFunction", gradientaiFunction);
