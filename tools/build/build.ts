import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../bootstrap/paths.mjs";

// Type check and declarations of all packages, and the JavaScript of those that ship module by module.
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const packages = ["packages/governor", "packages/digitalocean", "packages/testing", "policy-pack"];
const compiled = spawnSync(process.execPath, [tsc, "-b", ...packages], { cwd: root, stdio: "inherit" });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

// The pack ships bundled, as loading one file is faster than loading two hundred, but for Pulumi's own packages: those
// must be the copies that the host of the pack uses. The entry that starts the pack loads the library's bundle. The
// governor's sources are modules of which what is not used falls away: half the size of bundling what it ships.
await build({
  absWorkingDir: join(root, "policy-pack"),
  entryPoints: ["src/index.ts", "src/pack.ts"],
  outdir: "dist",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  external: ["@pulumi/*", "./index"],
  alias: { "@infrafabric/governor": join(root, "packages", "governor", "src", "index.ts") },
  logLevel: "warning",
});
