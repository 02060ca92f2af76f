import { included } from "../cost/price";
import { openApi } from "../limits/citations";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseDb: Kind = defineKind({
  name: "DatabaseDb",
  type: "digitalocean:index/databaseDb:DatabaseDb",
  scopes: scopesOf("database", "create", "read", "delete"),
  nameInput: "name",
  holdsData: true,
  replacing: ["clusterId", "name"],
  limits: [bytes("name", 1, 63, openApi)],
  price: included("in its cluster"),
});
