import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const sshKey: Kind = defineKind({
  name: "SshKey",
  type: "digitalocean:index/sshKey:SshKey",
  nameInput: "name",
  replacing: ["publicKey"],
  computed: ["fingerprint"],
  price: free,
});
