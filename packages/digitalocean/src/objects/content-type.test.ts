import { expect, it } from "vitest";
import { contentTypeOf } from "./content-type";

it.each([
  ["index.html", "text/html; charset=utf-8"],
  ["js/app.min.JS", "text/javascript; charset=utf-8"],
  ["data.json", "application/json; charset=utf-8"],
  ["logo.png", "image/png"],
  ["fonts/a.woff2", "font/woff2"],
  ["app.wasm", "application/wasm"],
  ["unheard.of-extension", "application/octet-stream"],
  // No extensions, although both words are some.
  ["html", "application/octet-stream"],
  ["v1.html/png", "application/octet-stream"],
])("%s: %s", (key, type) => {
  expect(contentTypeOf(key, {})).toBe(type);
});

it("lets a given one for the ending go first", () => {
  expect(contentTypeOf("video.ts", { ".ts": "application/typescript" })).toBe("application/typescript");
});
