import { expect, it } from "vitest";
import { byEnding } from "./endings";

it("takes the longest ending that fits, in whatever case", () => {
  const values = { ".js": "script", ".min.JS": "minified", "app.html": "page" };
  expect(byEnding(values, "lib/a.MIN.js")).toBe("minified");
  expect(byEnding(values, "lib/a.js")).toBe("script");
  expect(byEnding(values, "app.html")).toBe("page");
  expect(byEnding(values, "index.html")).toBeUndefined();
});
