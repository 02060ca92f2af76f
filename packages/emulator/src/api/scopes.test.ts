import { describe, expect, it } from "vitest";
import { documentScopes, hasDocument } from "../test/document.ts";
import { undocumented } from "../test/undocumented.ts";
import { modules } from "./modules.ts";
import { allows, scopesNeeded } from "./scopes.ts";

const operations = modules.flatMap((module) => module.operations);

/** What DigitalOcean's pull request 1219 has put right since, and the scopes that no token can be given any more. */
const corrected = (scope: string) =>
  scope
    .replace("nfs:list", "nfs:read")
    .replace("dedicated_inference_tokens:", "dedicated_inference_token:")
    .replace(/^(database|byoip_prefix|partner_network_connect):write$/, "$1:update");

describe("the scopes that an operation needs", () => {
  it.runIf(hasDocument)("are those of the document", () => {
    for (const { method, path } of operations.filter((one) => !undocumented.test(one.path))) {
      const documented = documentScopes(method, path)?.map((all) =>
        all.filter((scope) => !scope.startsWith("api:")).map(corrected),
      );
      // The document says only in prose what else assigns resources.
      const needed = scopesNeeded({ method, path }).filter(
        ([scope]) => scope !== "project:update" || method !== "POST",
      );
      expect(needed, `${method} ${path}`).toEqual(documented);
    }
  });

  it("are known for every operation", () => {
    for (const one of operations) expect(scopesNeeded(one).length, one.path).toBeGreaterThan(0);
  });

  it("follow from path and method, but for what the document says otherwise", () => {
    expect(scopesNeeded({ method: "GET", path: "/v2/droplets/{droplet_id}/firewalls" })).toEqual([["firewall:read"]]);
    expect(scopesNeeded({ method: "POST", path: "/v2/droplets/{droplet_id}/actions" })).toEqual([["droplet:update"]]);
    expect(scopesNeeded({ method: "DELETE", path: "/v2/volumes" })).toEqual([["block_storage:delete"]]);
    expect(scopesNeeded({ method: "GET", path: "/v2/1-clicks" })).toEqual([[]]);
  });
});

describe("a token's scopes", () => {
  it.each([
    [["droplet:read"], [["droplet:read"]], true],
    [["droplet:read"], [["droplet:create"]], false],
    [["domain:update"], [["domain:create"], ["domain:update"]], true],
    [["sizes:read"], [["sizes:read", "regions:read"]], false],
    [["read"], [["sizes:read", "regions:read"]], true],
    [["read"], [["droplet:create"]], false],
    [["write"], [["droplet:create"]], true],
    [[], [[]], true],
  ])("%j allow %j: %j", (scopes, needed, allowed) => {
    expect(allows(scopes, needed)).toBe(allowed);
  });
});
