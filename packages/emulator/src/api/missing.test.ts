import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";
import { documentOperations, hasDocument } from "../test/document.ts";
import { missing, missingAt } from "./missing.ts";
import { modules } from "./modules.ts";

// The document and the emulator need not call their parameters the same.
const nameless = (operation: string) => operation.replaceAll(/\{\w+\}/g, "{}");
const had = new Set(
  modules.flatMap(({ operations }) => operations).map(({ method, path }) => nameless(`${method} ${path}`)),
);

describe.skipIf(!hasDocument)("an operation of DigitalOcean's document", () => {
  const absent = documentOperations().filter((operation) => !had.has(nameless(operation)));

  it("is there, or is missing for one reason", () => {
    expect(absent.filter((operation) => missingAt(pathOf(operation)) === undefined)).toEqual([]);
  });

  it.each(missing)("is counted as missing: $paths", (one) => {
    expect(absent.filter((operation) => missingAt(pathOf(operation)) === one)).toHaveLength(one.operations);
  });
});

it("what is missing answers 501, though a parameter of another would catch it", async () => {
  const { emulator } = await openClient();
  const absent = documentOperations().filter((one) => !had.has(nameless(one)));
  const own = missing.flatMap(({ paths }) => paths).map((path) => `GET ${path.replaceAll("*", "1")}`);
  // What is of other hosts is not of the API v2.
  for (const operation of [...own, ...absent].filter((one) => one.includes(" /v2/"))) {
    const [method = "", path = ""] = operation.split(" ");
    const url = emulator.url + path.replaceAll(/\{[^}]+\}/g, "1");
    const { status } = await fetch(url, { method, headers: { authorization: "Bearer token" } });
    expect(status, operation).toBe(501);
  }
});

it("what is missing answers 501 with its reason, and what nobody has without", async () => {
  const { get } = await openClient();
  expect(await get("/v2/gen-ai/agents")).toMatchObject({
    status: 501,
    body: {
      id: "not_implemented",
      message: expect.stringContaining("GET /v2/gen-ai/agents: the emulator runs no models"),
    },
  });
  expect((await get("/v2/unheard-of")).body.message).toBe("the emulator does not have GET /v2/unheard-of");
});

const pathOf = (operation: string) => operation.split(" ")[1] ?? "";
