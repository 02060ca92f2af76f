import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { cacheFolder } from "../bootstrap/cache.mjs";
import { Failure } from "../bootstrap/failure.mjs";
import { root } from "../bootstrap/paths.mjs";
import { capture } from "../bootstrap/process.mjs";
import { makeSealed } from "../bootstrap/seal.mjs";
import { withProgress } from "../bootstrap/terminal.mjs";

/**
 * The folder of the cache for what a Go module builds; other dependencies build another.
 * @param {{ module: string, name: string, version: string }} options
 */
export function toolFolder({ module, name, version }) {
  const sums = createHash("sha256")
    .update(readFileSync(join(module, "go.sum")))
    .digest("hex");
  return join(cacheFolder(), name, `go-${version}-${sums.slice(0, 12)}`);
}

/**
 * Builds a tool dependency of a Go module, in a sealed folder of the cache.
 * @param {object} options
 * @param {string} options.go
 * @param {string} options.module the folder of its go.mod
 * @param {string} options.tool the package
 * @param {string} options.target the executable
 * @param {string} [options.linked] flags for the linker
 * @param {string} options.what in a word
 * @param {number} options.minutes what it takes, about
 * @param {string} [options.otherwise] what else one can do where it fails
 */
export async function buildGoTool({ go, module, tool, target, linked = "", what, minutes, otherwise }) {
  /** @type {(args: readonly string[], onLine: (line: string) => void) => Promise<string>} */
  const mustSucceed = async (args, onLine) => {
    const { code, stdout, stderr } = await capture(go, args, { cwd: module, onLine });
    if (code === 0) return stdout;
    throw new Failure(
      [
        `go ${args[0]} failed with exit code ${code} in ${relative(root, module)}:`,
        ...stderr
          .trim()
          .split("\n")
          .slice(-8)
          .map((line) => `  ${line}`),
        "If a download failed, check that the module proxy in `go env GOPROXY` can be reached from here.",
        ...(otherwise === undefined ? [] : [otherwise]),
      ].join("\n"),
    );
  };
  await makeSealed(dirname(target), async (folder) => {
    const packages = await withProgress(`${what}: loading the Go modules`, (tell) =>
      mustSucceed(["list", "-mod=readonly", "-deps", tool], tell),
    );
    const total = packages.trim().split("\n").length;
    let compiled = 0;
    const output = join(folder, basename(target));
    const flags = ["-mod=readonly", "-trimpath", "-v", "-ldflags", `-s -w ${linked}`];
    await withProgress(`${what}: building with go, about ${minutes} minutes`, (tell) =>
      mustSucceed(["build", ...flags, "-o", output, tool], () => {
        compiled += 1;
        tell(`${compiled} of ${total} packages`);
      }),
    );
  });
}
