import { free } from "../cost/price";
import { tagName } from "../limits/tag-name";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const tag: Kind = defineKind({
  name: "Tag",
  type: "digitalocean:index/tag:Tag",
  scopes: scopesOf("tag", "create", "read", "delete"),
  nameInput: "name",
  idInput: "name",
  replacing: ["name"],
  computed: [
    "databasesCount",
    "dropletsCount",
    "imagesCount",
    "totalResourceCount",
    "volumeSnapshotsCount",
    "volumesCount",
  ],
  limits: [tagName("name")],
  live: {
    listed: { path: "/v2/tags", root: "tags" },
    id: "{name}",
    // Those of clusters and of the provider are made by themselves.
    is: ({ name }) => !/^(k8s$|k8s:|terraform:)/.test(`${name}`),
  },
  price: free,
});
