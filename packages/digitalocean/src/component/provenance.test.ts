import { describe, expect, it } from "vitest";
import { argumentAtFault, type Provenance } from "./provenance";

const from: Provenance = {
  rules: { "droplet-in-vpc": { argument: "vpcId", fix: "give vpcId" } },
  inputs: { size: "size", "backupPolicy.hour": "hour", tags: "labels" },
  mirrors: { backupPolicy: "policy" },
  whole: "skipAll",
};
const overrides = { argument: "dropletArgs", inputs: new Set(["image"]) };
const argumentOf = (path: string | undefined, provenance: Provenance = from, rule = "droplet-backups") =>
  argumentAtFault({ rule, ...(path === undefined ? {} : { path }) }, provenance, overrides).argument;

describe("the argument at fault", () => {
  it.each([
    ["the argument that decides the input", "size", "size"],
    ["the same for all below the input", "tags[0]", "labels"],
    ["what the input is built like, at the same place", "backupPolicy.plan", "policy.plan"],
    ["that of the longest path", "backupPolicy.hour", "hour"],
    ["what overrides the input", "image", "dropletArgs.image"],
    ["what decides whether the child is there", "sizeOfIt", "skipAll"],
    ["the same for what has no path", undefined, "skipAll"],
  ])("is %s", (_, path, argument) => {
    expect(argumentOf(path)).toBe(argument);
  });

  it("is what decides whether the child violates the rule, with what to do, unless an argument overrides the input", () => {
    const rule = "droplet-in-vpc";
    expect(argumentAtFault({ rule, path: "vpcUuid" }, from, undefined)).toEqual({
      argument: "vpcId",
      fix: "give vpcId",
    });
    expect(argumentOf(undefined, from, rule)).toBe("vpcId");
    expect(argumentOf("image", from, rule)).toBe("dropletArgs.image");
  });

  it("is what decides the input, if a rule says only what to do", () => {
    const provenance: Provenance = { rules: { "droplet-backups": { fix: "do this" } }, inputs: { size: "size" } };
    expect(argumentAtFault({ rule: "droplet-backups", path: "size" }, provenance, overrides)).toEqual({
      argument: "size",
      fix: "do this",
    });
    expect(argumentAtFault({ rule: "droplet-backups", path: "image" }, provenance, overrides)).toEqual({
      argument: "dropletArgs.image",
    });
  });

  it("is where one could override the input, or none, of a child of which nothing is said", () => {
    const none = { argument: "dropletArgs", inputs: new Set<string>() };
    expect(argumentAtFault({ rule: "r", path: "size" }, {}, none)).toEqual({ argument: "dropletArgs.size" });
    expect(argumentOf("size", {})).toBe("dropletArgs");
    expect(argumentOf(undefined, {})).toBe("");
    expect(argumentAtFault({ rule: "r", path: "size" }, {}, undefined)).toEqual({ argument: "" });
  });
});
