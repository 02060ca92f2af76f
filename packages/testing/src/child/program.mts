import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { packageType } from "./package-type.mts";
import type { Sdk } from "./sdk.mts";

/** Loads a program as Pulumi's Node.js host does, and returns what it exports: the stack's outputs. */
export async function loadProgram({ load }: Sdk, entry: string): Promise<object | undefined> {
  const exported: unknown = isModule(entry) ? chosenOf(await import(pathToFileURL(entry).href)) : load(entry);
  const outputs: unknown = await (typeof exported === "function" ? exported() : exported);
  return typeof outputs === "object" && outputs !== null ? outputs : undefined;
}

function isModule(entry: string): boolean {
  const extension = extname(entry);
  if (extension.startsWith(".m")) return true;
  return !extension.startsWith(".c") && packageType(entry) === "module";
}

/** A default export stands for the whole, and alone. */
function chosenOf(module: object): unknown {
  if (!Object.hasOwn(module, "default")) return module;
  if (Object.keys(module).length > 1) {
    throw new Error("expected the program to have either a default export or named exports but not both");
  }
  return Reflect.get(module, "default");
}
