import { free } from "../cost/price";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const spacesKey: Kind = defineKind({
  name: "SpacesKey",
  type: "digitalocean:index/spacesKey:SpacesKey",
  scopes: scopesOf("spaces_key", "create_credentials", "read", "update", "delete"),
  nameInput: "name",
  secrets: ["secretKey"],
  computed: ["accessKey", "createdAt", "secretKey"],
  limits: [
    bytes("name", 1, 255, openApi),
    oneWordOf("grants[].permission", ["read", "readwrite", "fullaccess", ""], openApi),
  ],
  live: { listed: { path: "/v2/spaces/keys", root: "keys" }, id: "{access_key}" },
  price: free,
});
