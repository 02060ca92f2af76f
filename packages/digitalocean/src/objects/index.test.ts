// What Pulumi's schema analyzer makes of the component. It is served to no other language yet, for the sake of
// @pulumi/aws, and is kept so that it can be.
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer.js";
import { expect, it } from "vitest";
import { SpacesObjects } from "./index";

it("has a schema", () => {
  const root = join(__dirname, "..", "..");
  const main = { main: "src/objects/index.ts" };
  const { components, typeDefinitions, dependencies } = new Analyzer(
    root,
    "infrafabric-digitalocean",
    main,
    new Set([SpacesObjects.name]),
  ).analyze();
  const { inputs = {}, outputs = {} } = components.SpacesObjects ?? {};
  expect(Object.keys(inputs)).toEqual([
    "bucket",
    "region",
    "folder",
    "files",
    "prefix",
    "contentTypes",
    "cacheControl",
    "cacheControls",
    "accessKeyId",
    "secretAccessKey",
    "governor",
    "environment",
  ]);
  expect(Object.values(inputs).filter(({ description }) => !description)).toEqual([]);
  expect(Object.keys(outputs)).toEqual(["endpoint", "objectCount"]);
  expect(Object.keys(typeDefinitions.SpacesFileArgs?.properties ?? {})).toEqual([
    "path",
    "content",
    "contentType",
    "cacheControl",
  ]);
  expect(dependencies).toEqual([]);
});
