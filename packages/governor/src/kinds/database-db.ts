import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseDb: Kind = defineKind({
  name: "DatabaseDb",
  type: "digitalocean:index/databaseDb:DatabaseDb",
  nameInput: "name",
  replacing: ["clusterId", "name"],
  price: included("in its cluster"),
});
