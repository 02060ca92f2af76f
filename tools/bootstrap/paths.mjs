import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Stamps say what the installed or built things were made from; they live and die with those. */
export const installStamp = join(root, "node_modules", ".infrafabric-stamp");
export const buildStamp = join(root, "node_modules", ".infrafabric-build-stamp");
