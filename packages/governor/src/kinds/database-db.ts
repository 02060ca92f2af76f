import { included } from "../cost/price";
import { openApi } from "../limits/citations";
import { bytes } from "../limits/text";
import { childAttributes } from "../live/database-child";
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
  live: {
    listed: { root: "db_names" },
    under: "DatabaseCluster",
    // Every cluster has it.
    is: ({ name }) => name !== "defaultdb",
    id: "{under.id}/database/{name}",
    importId: "{under.id},{name}",
    name: "{under.name}/{name}",
    attributes: childAttributes,
  },
  price: included("in its cluster"),
});
