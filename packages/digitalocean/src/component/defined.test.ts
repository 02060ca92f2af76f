import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { defined, definedThroughout } from "./defined";

describe("defined", () => {
  it("keeps what is set, false and nought included", () => {
    expect(defined({ a: undefined, b: false, c: null, d: 0 })).toEqual({ b: false, d: 0 });
  });
});

describe("definedThroughout", () => {
  it("leaves out what is not set at every depth, and keeps the places of an array", () => {
    const later = pulumi.output("x");
    expect(
      definedThroughout({ a: null, b: { c: undefined, d: false, e: [{ f: null }, null, 0] }, later: { later } }),
    ).toEqual({ b: { d: false, e: [{}, null, 0] }, later: { later } });
  });
});
