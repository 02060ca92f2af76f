// Writes packages/digitalocean/plugin/schema.generated.json, by which programs in other languages know the components, from their
// sources:
//
//   node tools/generators/plugin-schema.ts [--check]
//
// Needs what `npm run build` makes. With --check nothing is written, and the exit code is 1 where the schema is stale.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ComponentResource } from "@pulumi/pulumi";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer.js";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema.js";
import * as exported from "../../packages/digitalocean/dist/index.js";
import { putOrCheck } from "./generated-file.ts";

const root = fileURLToPath(new URL("../../packages/digitalocean", import.meta.url));
const { name, version, description } = JSON.parse(readFileSync(`${root}/plugin/package.json`, "utf8"));

const isComponent = ([, value]: readonly [string, unknown]) =>
  typeof value === "function" && value.prototype instanceof ComponentResource;
const names = new Set(
  Object.entries(exported)
    .filter(isComponent)
    .map(([className]) => className),
);
const { components, typeDefinitions, dependencies } = new Analyzer(
  root,
  name,
  { main: "src/index.ts" },
  names,
).analyze();
const schema = generateSchema(name, version, description, components, typeDefinitions, dependencies);

putOrCheck(`${root}/plugin/schema.generated.json`, `${JSON.stringify(schema, undefined, 2)}\n`);
