import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

type PackageType = "module" | "commonjs";

const known = new Map<string, PackageType>();

/** What the nearest `package.json` above a file says of the `.js` and `.ts` files around it. */
export function packageType(file: string): PackageType {
  const folder = dirname(file);
  const type = known.get(folder) ?? typeIn(folder) ?? (folder === dirname(folder) ? "commonjs" : packageType(folder));
  known.set(folder, type);
  return type;
}

function typeIn(folder: string): PackageType | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, "package.json"), "utf8");
  } catch {
    return undefined;
  }
  const manifest: unknown = JSON.parse(text);
  const isModule = typeof manifest === "object" && manifest !== null && Reflect.get(manifest, "type") === "module";
  return isModule ? "module" : "commonjs";
}
