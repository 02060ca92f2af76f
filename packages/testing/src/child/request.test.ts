import { expect, test } from "vitest";
import { requestIn } from "./request.mts";

const request = {
  entry: "/shop/index.ts",
  root: "/shop",
  project: "shop",
  stack: "dev",
  mode: "up",
  config: { "shop:size": "large" },
  invokes: { "a:b:c": { id: 1 } },
  stacks: { "acme/network/prod": { vpcId: "v" } },
};

test("a request arrives as it was sent", () => {
  expect(requestIn(JSON.stringify(request))).toEqual(request);
});

test.each([...Object.keys(request).map((key) => ({ ...request, [key]: 1 })), [], null])("no request: %j", (wrong) => {
  expect(() => requestIn(JSON.stringify(wrong))).toThrow("this is no request for a preview");
});
