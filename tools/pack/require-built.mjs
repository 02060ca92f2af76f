// Before a package is packed or published: what its manifest names must be there, or the tarball would be empty of it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.cwd();
/** @type {{ name: string, main?: string, types?: string, bin?: Readonly<Record<string, string>>, files: readonly string[] }} */
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const { name, main, types, bin = {}, files } = manifest;
const named = [main, types, ...Object.values(bin), ...files.filter((file) => !file.startsWith("!"))];
const missing = [...new Set(named)].filter((file) => file !== undefined && !existsSync(join(folder, file)));

if (missing.length > 0) {
  console.error(
    `${name} cannot be packed because it is not built: there is no ${missing.join(", no ")}. Run \`npm run pack\` in the repository, which builds first.`,
  );
  process.exitCode = 1;
}
