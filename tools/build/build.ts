import { spawnSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../bootstrap/paths.mjs";

// Type check and declarations of all packages, and the JavaScript of those that ship module by module.
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const packages = [
  "packages/governor",
  "packages/digitalocean",
  "packages/connect",
  "packages/emulator",
  "packages/testing",
  "policy-pack",
];
const compiled = spawnSync(process.execPath, [tsc, "-b", ...packages], { cwd: root, stdio: "inherit" });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

// The governor's sources are modules of which what is not used falls away: half the size of bundling what it ships.
const sources = join(root, "packages", "governor", "src");
const governor = {
  "@infrafabric/governor": join(sources, "index.ts"),
  "@infrafabric/governor/internal": join(sources, "internal.ts"),
};

// The pack ships bundled, as loading one file is faster than loading two hundred, but for Pulumi's own packages: those
// must be the copies that the host of the pack uses. The entry that starts the pack loads the library's bundle.
await build({
  absWorkingDir: join(root, "policy-pack"),
  entryPoints: ["src/index.ts", "src/pack.ts"],
  outdir: "dist",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  external: ["@pulumi/*", "./index"],
  alias: governor,
  logLevel: "warning",
});

// What the pack would otherwise make at every start.
const { rules } = await import("../../packages/governor/dist/index.js");
const { settingsJsonSchema } = await import("../../packages/governor/dist/internal.js");
const configSchema = JSON.stringify(settingsJsonSchema(rules).properties);
writeFileSync(join(root, "policy-pack", "dist", "config-schema.json"), configSchema);

// What the page is made of, besides the scripts that the compiler has put there.
const page = join(root, "packages", "emulator", "dist", "control", "page");
for (const file of ["index.html", "page.css", "icon.svg"]) {
  cpSync(join(root, "packages", "emulator", "src", "control", "page", file), join(page, file));
}

// The command line ships bundled too: a file per command, so that none waits for what another one needs.
const cli = join(root, "packages", "cli");
rmSync(join(cli, "dist"), { recursive: true, force: true });
await build({
  absWorkingDir: cli,
  entryPoints: ["src/main.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  minifySyntax: true,
  platform: "node",
  format: "esm",
  target: "node22",
  external: ["@pulumi/*"],
  alias: {
    ...governor,
    "@infrafabric/connect": join(root, "packages", "connect", "src", "index.ts"),
    "@infrafabric/connect/internal": join(root, "packages", "connect", "src", "internal.ts"),
    "@infrafabric/emulator": join(root, "packages", "emulator", "src", "index.ts"),
  },
  // Packages in CommonJS ask for Node's own modules by `require`, which a module does not have.
  // By another name than the modules in it use, which a bundle would declare a second time.
  banner: {
    js: 'import { createRequire as bundleRequire } from "node:module"; const require = bundleRequire(import.meta.url);',
  },
  logLevel: "warning",
});
cpSync(page, join(cli, "dist", "page"), { recursive: true, filter: (file) => !file.endsWith(".d.ts") });
// What `governor explain` shows.
cpSync(join(root, "packages", "governor", "docs", "rules"), join(cli, "dist", "rules"), { recursive: true });
// The command goes on with this Node where an older one comes first on PATH; it is in no package.
writeFileSync(join(cli, "dist", "node-path"), process.execPath);
