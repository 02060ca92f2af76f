import { createRequire } from "node:module";
import { join } from "node:path";

/** Finds an entry point of the SDK that the program itself installed, so that both share one copy. */
export function sdkEntry(entry: "run" | "run-plugin" | "run-policy-pack", folder: string): string {
  try {
    return createRequire(join(folder, "package.json")).resolve(`@pulumi/pulumi/cmd/${entry}`);
  } catch (cause) {
    throw new Error(`@pulumi/pulumi is not installed for ${folder}: install its dependencies first.`, { cause });
  }
}
