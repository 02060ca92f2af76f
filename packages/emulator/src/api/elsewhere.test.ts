import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";
import { documentOperations } from "../test/document.ts";
import { elsewhere } from "./elsewhere.ts";
import { modules } from "./modules.ts";

const named = (path: string) => path.replaceAll(/\{[^}]+\}/g, "{}");
const known = modules.flatMap(({ operations }) => operations).map(({ method, path }) => `${method} ${named(path)}`);

describe("a path that the emulator does not have", () => {
  it("is not among those that it has", () => {
    expect(elsewhere.filter(({ method, path }) => known.includes(`${method} ${path}`))).toEqual([]);
  });

  it("answers 501, though a parameter of another would catch it", async () => {
    const { emulator } = await openClient();
    // What the document has of other hosts is not of the API v2.
    const documented = documentOperations().filter((operation) => operation.includes(" /v2/"));
    const missing = documented.filter((operation) => !known.includes(named(operation)));
    const asked = [...elsewhere.map(({ method, path }) => `${method} ${path}`), ...missing];
    for (const operation of asked) {
      const [method = "", path = ""] = operation.split(" ");
      const url = emulator.url + path.replaceAll(/\{[^}]+\}/g, "1");
      const { status } = await fetch(url, { method, headers: { authorization: "Bearer token" } });
      expect(status, operation).toBe(501);
    }
  });
});
