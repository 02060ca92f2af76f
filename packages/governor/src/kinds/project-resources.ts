import { free } from "../cost/price";
import { resourceUrn } from "../limits/resource-urn";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const projectResources: Kind = defineKind({
  name: "ProjectResources",
  type: "digitalocean:index/projectResources:ProjectResources",
  scopes: [...scopesOf("project", "read"), "project:assign_resource"],
  replacing: ["project"],
  limits: [resourceUrn("resources[]")],
  unlisted: { reason: "they are the resources of a Project, which the API shows there" },
  price: free,
});
