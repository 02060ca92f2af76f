// The entry of the plugin, which `plugin/package.json` names.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as components from "../index";
import { ComponentsProvider } from "./components-provider";

const plugin = join(__dirname, "..", "..", "plugin");
const { version } = JSON.parse(readFileSync(join(plugin, "package.json"), "utf8"));
const schema = readFileSync(join(plugin, "schema.generated.json"), "utf8");

pulumi.provider.main(new ComponentsProvider(version, schema, { ...components }), process.argv.slice(2));
