import { describe, expect, it } from "vitest";
import { readArguments, tableOf } from "./scopes.ts";

describe("the command line of governor scopes", () => {
  it("is read as it is written", () => {
    expect(readArguments(["--file", "state.json"])).toEqual({ help: false, file: "state.json", format: "table" });
    expect(readArguments(["--file=-", "--format", "json"])).toEqual({ help: false, file: "-", format: "json" });
    expect(readArguments(["--help"]).help).toBe(true);
  });

  it.each([
    [[], "--file is missing"],
    [["--file"], "--file needs a value"],
    [["--file", "x", "--format", "html"], '--format must be table or json, not "html"'],
    [["--file", "x", "y"], '"y" is not expected'],
    [["--files", "x"], "unknown option --files"],
  ])("%j is refused", (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });

  it("names every fault at once", () => {
    expect(() => readArguments(["--format", "html"])).toThrow(/--format must be .*\n.*--file is missing/);
  });
});

describe("the table of scopes", () => {
  it("has a line for each scope, and says what a token is not for", () => {
    expect(
      tableOf({
        scopes: [
          { scope: "tag:read", kinds: ["Tag"] },
          { scope: "droplet:create", kinds: ["Droplet", "DropletAutoscale"] },
        ],
        spacesKeys: ["SpacesBucket"],
      }),
    ).toBe(
      [
        "tag:read        Tag",
        "droplet:create  Droplet, DropletAutoscale",
        "",
        "For SpacesBucket, a Spaces access key is needed too: no scope of a token covers them.",
      ].join("\n"),
    );
    expect(tableOf({ scopes: [], spacesKeys: [] })).toBe("No API token is needed.");
  });
});
