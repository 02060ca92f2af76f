import { join } from "node:path";
import { Failure } from "../bootstrap/failure.mjs";
import { root } from "../bootstrap/paths.mjs";
import { findOnPath } from "../bootstrap/process.mjs";
import { oldestEngine, pinned } from "../bootstrap/versions.mjs";
import { buildGoTool, toolFolder } from "./go-tool.mjs";

const cli = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const goModule = join(root, "tools", "engine");

/** Where the engine is once it was built. */
export function goBuilt() {
  const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
  return join(toolFolder({ module: goModule, name: "engine", version: pinned.engine }), name);
}

/**
 * Builds the engine as an ordinary tool dependency of a Go module.
 * @param {string} reason why the vendor's CLI is not used
 */
export async function buildWithGo(reason) {
  const go = findOnPath("go");
  if (!go) {
    throw new Failure(
      [
        "There is no Pulumi engine:",
        `  on PATH: none of version ${oldestEngine} or later`,
        `  the npm package pulumi: ${reason}`,
        "  a build of our own: there is no go on PATH",
        `Install the Pulumi CLI, ${oldestEngine} or later, or Go 1.26 or later, and run this again.`,
      ].join("\n"),
    );
  }
  await buildGoTool({
    go,
    module: goModule,
    tool: cli,
    target: goBuilt(),
    linked: `-X ${versionVariable}=v${pinned.engine}`,
    what: "engine",
    minutes: 5,
    otherwise: `Or install the Pulumi CLI, ${oldestEngine} or later, and put it on PATH.`,
  });
}
