import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiFunction: Kind = defineKind({
  name: "GradientaiFunction",
  type: "digitalocean:index/gradientaiFunction:GradientaiFunction",
  scopes: scopesOf("genai"),
  computed: ["functionUuid"],
  price: included("in its agent"),
});

export const genaiFunction: Kind = renamed("GenaiFunction", gradientaiFunction);
