import { free } from "../cost/price";
import { openApi, provider } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { resourceUrn } from "../limits/resource-urn";
import { bytes } from "../limits/text";
import { objectsIn } from "../live/api-object";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const project: Kind = defineKind({
  name: "Project",
  type: "digitalocean:index/project:Project",
  scopes: scopesOf("project"),
  scopesWhere: { resources: ["project:assign_resource"] },
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { description: "", isDefault: false, purpose: "Web Application" },
  computed: ["createdAt", "ownerId", "ownerUuid", "updatedAt"],
  limits: [
    bytes("name", 1, 175, provider),
    oneWordOf("environment", ["Development", "Staging", "Production"], openApi, { anyCase: true }),
    bytes("purpose", 1, 255, openApi),
    bytes("description", 0, 255, openApi),
    resourceUrn("resources[]"),
  ],
  live: {
    listed: { path: "/v2/projects", root: "projects" },
    more: [{ path: "/v2/projects/{id}/resources", root: "resources" }],
    attributes: ({ purpose, resources, ...rest }) => ({
      ...rest,
      purpose: typeof purpose === "string" ? purpose.replace(/^Other: /, "") : purpose,
      ...(resources === undefined ? {} : { resources: objectsIn(resources).map(({ urn }) => urn) }),
    }),
    unshown: ({ resources }) => (resources === undefined ? ["resources"] : []),
  },
  price: free,
});
