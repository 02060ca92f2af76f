import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { PreviewError } from "./errors";

/** In the order in which Pulumi's Node.js host prefers them. */
const extensions = [".js", ".ts", ".mjs", ".mts", ".cjs", ".cts"];

/**
 * The file that Pulumi's Node.js host would start: the file itself; for a folder what the nearest `package.json` names
 * by `exports` or `main`, where that exists, else the folder's `index`.
 *
 * @param program Absolute path.
 * @throws PreviewError when there is none.
 */
export function entryOf(program: string): string {
  // A folder before a file of the same name beside it: `infra/` is not `infra.ts`.
  const own = isFolder(program) ? undefined : fileAt(program);
  if (own !== undefined) return own;
  if (!isFolder(program)) {
    throw new PreviewError(`no program at ${program}: correct \`program\`, or \`main\` in Pulumi.yaml`);
  }
  const named = namedByPackage(program);
  const entry = (named === undefined ? undefined : (fileAt(named) ?? indexOf(named))) ?? indexOf(program);
  if (entry !== undefined) return entry;
  const looked = extensions.map((extension) => `index${extension}`).join(", ");
  throw new PreviewError(
    `${program} contains no program: looked for ${named === undefined ? "" : `${named}, `}${looked}`,
  );
}

function namedByPackage(folder: string): string | undefined {
  const manifest = join(folder, "package.json");
  if (existsSync(manifest)) {
    const named = mainOf(readManifest(manifest));
    return named === undefined ? undefined : join(folder, named);
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : namedByPackage(parent);
}

function readManifest(file: string): object {
  try {
    const document: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof document === "object" && document !== null ? document : {};
  } catch (error) {
    throw new PreviewError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function mainOf(manifest: object): string | undefined {
  const exported: unknown = Reflect.get(manifest, "exports");
  if (typeof exported === "string") return exported;
  if (typeof exported === "object" && exported !== null) {
    const main: unknown = Reflect.get(exported, ".");
    if (typeof main === "string") return main;
    if (typeof main !== "object" || main === null) return undefined;
    return ["default", "require", "import"]
      .map((condition): unknown => Reflect.get(main, condition))
      .find((path) => typeof path === "string");
  }
  const main: unknown = Reflect.get(manifest, "main");
  return typeof main === "string" ? main : undefined;
}

function indexOf(folder: string): string | undefined {
  return extensions.map((extension) => join(folder, `index${extension}`)).find(isFile);
}

function fileAt(path: string): string | undefined {
  return ["", ...extensions].map((extension) => `${path}${extension}`).find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
