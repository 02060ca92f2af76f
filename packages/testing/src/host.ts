import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import type { Notice } from "@infrafabric/governor";
import type { Project } from "./project";

/**
 * What Pulumi's Node.js host could not run and this package can: TypeScript as ES modules without the loader that the
 * host looks for. Undefined for all else.
 */
export function onlyHere({ entry, loader }: Project): Notice | undefined {
  const extension = extname(entry);
  const typeScript = extension === ".ts" || extension === ".mts";
  if (loader || !typeScript || (extension === ".ts" && !inModule(dirname(entry))) || hasTsNode(entry)) return undefined;
  return {
    level: "warning",
    message: `${entry} is TypeScript as an ES module, which runs here and not under \`pulumi\`: install ts-node 10 or later next to the program, or set a loader under \`nodeargs\` in Pulumi.yaml`,
  };
}

/** Whether the nearest `package.json` says that its files are ES modules. */
function inModule(folder: string): boolean {
  let text: string;
  try {
    text = readFileSync(join(folder, "package.json"), "utf8");
  } catch {
    return folder !== dirname(folder) && inModule(dirname(folder));
  }
  const manifest: unknown = JSON.parse(text);
  return typeof manifest === "object" && manifest !== null && Reflect.get(manifest, "type") === "module";
}

/** The host looks from inside the SDK. */
function hasTsNode(entry: string): boolean {
  try {
    createRequire(createRequire(entry).resolve("@pulumi/pulumi")).resolve("ts-node/esm");
    return true;
  } catch {
    return false;
  }
}
