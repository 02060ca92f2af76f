import { output, secret } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { unknown } from "../view/value";
import { plainValue } from "./plain-value";

describe("plainValue", () => {
  it("keeps plain data", () => {
    const data = { size: "s-1vcpu-1gb", count: 2, on: true, tags: ["a", { b: null }] };
    expect(plainValue(data)).toEqual(data);
    expect(plainValue({ left: undefined })).toEqual({ left: null });
    expect(plainValue(Object.create(null))).toEqual({});
  });

  it("takes the real Pulumi's Outputs and secrets as unknown, at any depth", () => {
    expect(plainValue(output("x"))).toBe(unknown);
    expect(plainValue({ a: [secret("x")], b: { c: output({ d: 1 }) } })).toEqual({ a: [unknown], b: { c: unknown } });
  });

  it("takes promises, functions and instances of classes as unknown", () => {
    expect(plainValue(Promise.resolve(1))).toBe(unknown);
    expect(plainValue(() => 1)).toBe(unknown);
    expect(plainValue(new Date(0))).toBe(unknown);
    expect(plainValue(10n)).toBe(unknown);
  });
});
