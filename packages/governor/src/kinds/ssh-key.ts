import { free } from "../cost/price";
import { openApi } from "../limits/citations";
import { bytes, named } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const sshKey: Kind = defineKind({
  name: "SshKey",
  type: "digitalocean:index/sshKey:SshKey",
  scopes: scopesOf("ssh_key"),
  nameInput: "name",
  replacing: ["publicKey"],
  computed: ["fingerprint"],
  limits: [
    bytes("name", 1, 255, openApi),
    named(
      "publicKey",
      /^\s*(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]{16,}={0,2}(\s|$)/,
      "<type> <base64>, as in a public key file",
      openApi,
    ),
  ],
  live: { listed: { path: "/v2/account/keys", root: "ssh_keys" } },
  price: free,
});
