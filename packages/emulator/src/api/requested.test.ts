import { describe, expect, it } from "vitest";
import * as z from "zod";
import { requested } from "./requested.ts";

const schema = z.object({
  name: z.string().min(1),
  tags: z.array(z.string()).default(["none"]),
  rules: z.array(z.string()).default([]),
  ttl: z.int().min(0).default(60),
  size: z.int().min(1).default(1),
  kind: z.enum(["a", "b"]).exactOptional(),
  sticky: z
    .discriminatedUnion("type", [z.object({ type: z.literal("cookies"), name: z.string().min(2) })])
    .exactOptional(),
  list: z.array(z.object({ port: z.int().min(1), path: z.string().min(1).default("/") })).default([]),
});
const defaults = { name: "n", tags: ["none"], rules: [], ttl: 60, size: 1, list: [] };

describe("a body", () => {
  it.each([
    [{ tags: null }],
    [{ tags: "", rules: {}, ttl: null, size: 0, kind: "", sticky: {} }],
    [{ size: null, kind: null, sticky: null, list: null }],
    [{ sticky: { type: "", name: "", secure: false } }],
  ])("is read without what was never set: %j", (parts) => {
    expect(requested(schema, { name: "n", ...parts })).toEqual(defaults);
  });

  it("keeps what means something, and the places in its lists", () => {
    const body = { name: "n", ttl: 0, list: [{ port: 1, path: "" }, { port: 2 }] };
    const list = [
      { port: 1, path: "/" },
      { port: 2, path: "/" },
    ];
    expect(requested(schema, body)).toEqual({ ...defaults, ttl: 0, list });
  });

  it("may have null for an empty list that is required", () => {
    const required = z.object({ rules: z.array(z.string()), inner: z.object({ ids: z.array(z.int()) }) });
    expect(requested(required, { rules: null, inner: { ids: null } })).toEqual({ rules: [], inner: { ids: [] } });
    expect(() => requested(required, { inner: { ids: [1] } })).toThrow(
      "rules: Invalid input: expected array, received undefined",
    );
    expect(() => requested(z.array(z.int()), null)).toThrow("body: Invalid input: expected array, received object");
  });

  it("is refused for all that was sent", () => {
    const all = () =>
      requested(schema, { name: "", size: 0, kind: "c", sticky: { type: "cookies", name: "" }, tags: 5 });
    expect(all).toThrow("name: Too small: expected string to have >=1 characters");
    expect(all).toThrow('kind: Invalid option: expected one of "a"|"b"');
    expect(all).toThrow("sticky.name: Too small: expected string to have >=2 characters");
    expect(all).toThrow("tags: Invalid input: expected array, received number");
    expect(all).not.toThrow("size");
  });
});
