import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";

export const gradientaiFunction: Kind = defineKind({
  name: "GradientaiFunction",
  type: "digitalocean:index/gradientaiFunction:GradientaiFunction",
  computed: ["functionUuid"],
  price: included("in its agent"),
});

export const genaiFunction: Kind = renamed("GenaiFunction", gradientaiFunction);
