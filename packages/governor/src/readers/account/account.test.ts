import { describe, expect, it } from "vitest";
import type { ApiObject } from "../../live/live";
import { recordsOfAccount } from "./account";

const droplet = (own: ApiObject): { readonly kind: string; readonly object: ApiObject } => ({
  kind: "Droplet",
  object: { id: 1, name: "web", region: { slug: "nyc3" }, size_slug: "s-1vcpu-1gb", status: "active", ...own },
});

/** An object within an object, so deep. */
function nested(levels: number): ApiObject {
  let object: ApiObject = {};
  for (let level = 0; level < levels; level += 1) object = { inner: object };
  return object;
}

describe("the records of an account", () => {
  it("have the inputs of their kind, and the facts beside them", () => {
    const { records, objects, unreadable } = recordsOfAccount("acme", [droplet({})]);
    expect(unreadable).toEqual([]);
    expect(records).toMatchObject([
      { id: "1", name: "web", inputs: { name: "web", region: "nyc3", size: "s-1vcpu-1gb" } },
    ]);
    expect([...objects]).toEqual([[records[0]?.urn, expect.objectContaining({ status: "active" })]]);
  });

  it("are told apart by id if they share a name, and read once if a page has shifted", () => {
    const { records } = recordsOfAccount("acme", [droplet({}), droplet({ id: 2 }), droplet({ id: 2 })]);
    expect(records.map(({ urn }) => urn.split("::").at(-1))).toEqual(["web (1)", "web (2)"]);
  });

  it("are not made of what has no id, or is nested without end, and say so", () => {
    const { records, unreadable } = recordsOfAccount("acme", [
      droplet({ id: null }),
      droplet({ id: 7, surprise: nested(5000) }),
      droplet({ id: 9 }),
    ]);
    expect(records.map(({ id }) => id)).toEqual(["9"]);
    expect(unreadable).toEqual([
      { kind: "Droplet", reason: "an object lacks {id}" },
      { kind: "Droplet", reason: "7: a property is nested more than 200 levels deep" },
    ]);
  });

  it("hold no secret, and nothing by a name that objects inherit", () => {
    const object: ApiObject = JSON.parse(
      '{"id":"a","name":"db","engine":"pg","connection":{"password":"hunter2"},"password":"hunter2","__proto__":{"x":1}}',
    );
    const { records, objects } = recordsOfAccount("acme", [{ kind: "DatabaseCluster", object }]);
    expect(records).toHaveLength(1);
    expect(JSON.stringify([...objects, records])).not.toContain("hunter2");
    expect(Object.hasOwn(objects.get(records[0]?.urn ?? "") ?? {}, "__proto__")).toBe(false);
  });
});
