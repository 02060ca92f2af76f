import { describe, expect, it } from "vitest";
import { readStack } from "../readers/read";
import { kinds } from "./index";
import { inputTypeAt } from "./inputs";
import { s3Kinds } from "./s3";
import { tokenScopesOf } from "./token-scopes";

/**
 * Custom scopes that the API's endpoints name. Source: DigitalOcean OpenAPI, 7 Aug 2026, with the names that its pull
 * request 1219 (9 Sep 2026) puts right.
 */
const known = new Set(
  [
    ...["app", "cdn", "database", "dedicated_inference", "droplet", "firewall", "genai", "image", "kubernetes"],
    ...["load_balancer", "monitoring", "nat_gateway", "partner_network_connect", "project", "registry", "reserved_ip"],
    ...["ssh_key", "uptime", "vpc", "vpc_peering", "domain", "byoip_prefix"],
  ]
    .flatMap((resource) => ["create", "read", "update", "delete"].map((verb) => `${resource}:${verb}`))
    .concat(
      ["block_storage", "block_storage_snapshot", "certificate", "dedicated_inference_token", "nfs", "tag"].flatMap(
        (resource) => ["create", "read", "delete"].map((verb) => `${resource}:${verb}`),
      ),
      ["block_storage_action:create", "block_storage_action:read", "snapshot:read", "snapshot:delete"],
      ["create_credentials", "read", "update", "delete"].map((verb) => `spaces_key:${verb}`),
      ["database:view_credentials", "kubernetes:access_cluster", "project:assign_resource"],
    ),
);

describe("the scopes of kinds", () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))("are said by %s, and exist", (name, kind) => {
    // Buckets and what is in them are not the API's: keys of Spaces are for them.
    if (name.startsWith("SpacesBucket")) expect(kind.scopes).toEqual([]);
    else expect(kind.scopes.some((scope) => scope.endsWith(":read"))).toBe(true);
    for (const scope of [...kind.scopes, ...Object.values(kind.scopesWhere ?? {}).flat()])
      expect(known, scope).toContain(scope);
    for (const path of Object.keys(kind.scopesWhere ?? {})) expect(inputTypeAt(name, path), path).toBeDefined();
  });

  it("are none for S3, which keys of Spaces are for", () => {
    expect(s3Kinds.flatMap(({ scopes }) => scopes)).toEqual([]);
  });
});

describe("the scopes of a stack", () => {
  const resource = (kind: string, name: string, more: object = {}) => {
    const type = `digitalocean:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    return { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, custom: true, inputs: {}, ...more };
  };
  const scopesIn = (...resources: readonly object[]) =>
    tokenScopesOf(readStack(JSON.stringify({ deployment: { resources } })));

  it("are those of its kinds and of the inputs that are set, each once", () => {
    expect(
      scopesIn(
        resource("Droplet", "a", { inputs: { vpcUuid: "x" } }),
        resource("Droplet", "b"),
        resource("Tag", "t"),
        resource("SpacesBucket", "files"),
      ),
    ).toEqual({
      scopes: [
        { scope: "droplet:create", kinds: ["Droplet"] },
        { scope: "droplet:delete", kinds: ["Droplet"] },
        { scope: "droplet:read", kinds: ["Droplet"] },
        { scope: "droplet:update", kinds: ["Droplet"] },
        { scope: "tag:create", kinds: ["Tag"] },
        { scope: "tag:delete", kinds: ["Tag"] },
        { scope: "tag:read", kinds: ["Tag"] },
        { scope: "vpc:read", kinds: ["Droplet"] },
      ],
      spacesKeys: ["SpacesBucket"],
    });
  });

  it("are those to read for what the stack only reads", () => {
    expect(scopesIn(resource("Vpc", "net", { external: true })).scopes).toEqual([
      { scope: "vpc:read", kinds: ["Vpc"] },
    ]);
  });

  it("are those of an input that is unknown or secret, too", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(scopesIn(resource("Firewall", "web", { inputs: { dropletIds: [unknown] } })).scopes).toContainEqual({
      scope: "droplet:read",
      kinds: ["Firewall"],
    });
  });
});
