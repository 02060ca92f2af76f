import { expect, test } from "vitest";
import { requestIn } from "./request.mts";

const request = {
  entry: "/shop/index.ts",
  root: "/shop",
  project: "shop",
  stack: "dev",
  mode: "up",
  config: { "shop:size": "large" },
  secretKeys: ["shop:size"],
  unknownKeys: [],
  invokes: { "a:b:c": { id: 1 } },
  stacks: { "acme/network/prod": { vpcId: "v" } },
};

test("a request arrives as it was sent", () => {
  expect(requestIn(JSON.stringify(request))).toEqual(request);
});

test.each(Object.keys(request))("a wrong %s is named, and no value is printed", (key) => {
  const wrong = { ...request, config: { "shop:size": "hush" }, [key]: [{ "shop:size": "hush" }] };
  expect(() => requestIn(JSON.stringify(wrong))).toThrow(
    new RegExp(
      `^these options cannot be read: \`${key}\` must be [^\`,]+(?:\`preview\` or \`up\`)?$|\`${key}\` must be \`preview\``,
    ),
  );
  expect(() => requestIn(JSON.stringify(wrong))).not.toThrow("hush");
});

test.each(["[]", "null", "{", ""])("no request: %s", (message) => {
  expect(() => requestIn(message)).toThrow("these options cannot be read: they are not an object");
});
