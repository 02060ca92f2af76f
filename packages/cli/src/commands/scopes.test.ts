import { describe, expect, it } from "vitest";
import { run, tableOf } from "./scopes.ts";

describe("the command line of governor scopes", () => {
  it.each([
    [[], "--file is missing"],
    [["--file"], "--file needs a value"],
    [["--file", "x", "--format", "html"], '--format must be one of table, json, not "html"'],
    [["--file", "x", "y"], '"y" is not expected'],
    [["--files", "x"], "unknown option --files"],
    [["--file", "there/is/none.json"], "--file there/is/none.json does not exist"],
  ])("%j is refused", async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
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
