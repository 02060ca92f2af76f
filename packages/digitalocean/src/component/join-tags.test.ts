import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { settled } from "../test/register";
import { joinTags } from "./join-tags";

describe("joinTags", () => {
  it("adds up, each tag once in any case", () => {
    expect(joinTags(["owner:web", "env:dev"], ["OWNER:web", "team:a"])).toEqual(["owner:web", "env:dev", "team:a"]);
    expect(joinTags(undefined, ["a"])).toEqual(["a"]);
    expect(joinTags(["a"], undefined)).toEqual(["a"]);
  });

  it("adds up later what is known later", async () => {
    const joined = joinTags(["a"], pulumi.output(["A", "b"]));
    expect(await settled(pulumi.output(joined))).toEqual(["a", "b"]);
  });
});
