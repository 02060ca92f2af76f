import { included } from "../cost/price";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseUser: Kind = defineKind({
  name: "DatabaseUser",
  type: "digitalocean:index/databaseUser:DatabaseUser",
  scopes: [...scopesOf("database"), "database:view_credentials"],
  nameInput: "name",
  replacing: ["clusterId", "name"],
  secrets: ["accessCert", "accessKey", "password"],
  computed: ["accessCert", "accessKey", "password", "role"],
  limits: [
    bytes("name", 1, 63, openApi),
    oneWordOf("settings[].acls[].permission", ["admin", "consume", "produce", "produceconsume"], openApi),
    oneWordOf("settings[].opensearchAcls[].permission", ["admin", "deny", "read", "readwrite", "write"], openApi),
    oneWordOf("mysqlAuthPlugin", ["mysql_native_password", "caching_sha2_password"], openApi),
  ],
  price: included("in its cluster"),
});
