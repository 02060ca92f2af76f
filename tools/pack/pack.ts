// `npm run pack`: every package as a tarball, to be installed by any package manager.
import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../bootstrap/paths.mjs";
import { packInto } from "./tarballs.ts";

const folder = join(root, "tarballs");
rmSync(folder, { recursive: true, force: true });
const tarballs = await packInto(folder);
for (const file of tarballs.values()) console.log(`  ${relative(root, file)}`);
console.log(`
In your project, with npm, pnpm or yarn:
  npm install ${folder}/*.tgz
  pnpm add ${folder}/*.tgz
  yarn add ${folder}/*.tgz`);
