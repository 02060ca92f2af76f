import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const projectResources: Kind = defineKind({
  name: "ProjectResources",
  type: "digitalocean:index/projectResources:ProjectResources",
  replacing: ["project"],
  price: free,
});
