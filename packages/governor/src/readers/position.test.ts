import { describe, expect, it } from "vitest";
import { positionOf } from "./position";

describe("positionOf", () => {
  it("takes the first frame outside node_modules", () => {
    const trace = [
      { sourcePosition: "project:///node_modules/lib/tier.js#9,1" },
      {},
      { sourcePosition: "project:///src/my%20app.ts#19,14" },
    ];
    expect(positionOf("project:///../app/node_modules/@pulumi/provider.ts#73,9", trace)).toEqual({
      file: "src/my app.ts",
      line: 19,
      column: 14,
    });
  });

  it("starts a line at column 1 where none is recorded", () => {
    expect(positionOf("project:///index.ts#4", undefined)).toEqual({ file: "index.ts", line: 4, column: 1 });
  });

  it("is undefined where no frame is the program's", () => {
    expect(positionOf(undefined, [{ sourcePosition: "elsewhere" }])).toBeUndefined();
  });
});
