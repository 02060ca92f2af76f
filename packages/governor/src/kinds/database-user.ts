import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseUser: Kind = defineKind({
  name: "DatabaseUser",
  type: "digitalocean:index/databaseUser:DatabaseUser",
  nameInput: "name",
  replacing: ["clusterId", "name"],
  secrets: ["accessCert", "accessKey", "password"],
  computed: ["accessCert", "accessKey", "password", "role"],
  price: included("in its cluster"),
});
