import { describe, expect, it } from "vitest";
import { documentOperations, hasDocument, offences } from "./document.ts";

describe.skipIf(!hasDocument)("DigitalOcean's document", () => {
  it("finds fault with what it does not allow", () => {
    expect(offences("GET", "/v2/vpcs", 200, { vpcs: [{ name: 5 }] })).toEqual([
      expect.stringContaining("/vpcs/0/name must be string"),
      expect.stringContaining("must have required property 'meta'"),
    ]);
    expect(offences("GET", "/v2/unheard_of", 200, {})).toEqual(["the document has no path /v2/unheard_of"]);
    expect(offences("GET", "/v2/vpcs", 204, {})).toEqual(["the document has no answer GET /v2/vpcs 204"]);
  });

  it("knows its operations", () => {
    expect(documentOperations()).toContain("GET /v2/vpcs/{vpc_id}");
  });
});
