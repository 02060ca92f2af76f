import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { cacheFolder } from "../bootstrap/cache.mjs";
import { Failure } from "../bootstrap/failure.mjs";
import { root } from "../bootstrap/paths.mjs";
import { capture, findOnPath } from "../bootstrap/process.mjs";
import { makeSealed } from "../bootstrap/seal.mjs";
import { withProgress } from "../bootstrap/terminal.mjs";
import { oldestEngine, pinned } from "../bootstrap/versions.mjs";

const cli = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const goModule = join(root, "tools", "engine");

/** Where the engine is once it was built; other dependencies make another engine. */
export function goBuilt() {
  const sums = createHash("sha256")
    .update(readFileSync(join(goModule, "go.sum")))
    .digest("hex");
  const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
  return join(cacheFolder(), "engine", `go-${pinned.engine}-${sums.slice(0, 12)}`, name);
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
  const target = goBuilt();
  await makeSealed(dirname(target), async (folder) => {
    const packages = await withProgress("engine: loading the Go modules", (tell) =>
      mustSucceed(go, ["list", "-mod=readonly", "-deps", cli], tell),
    );
    const total = packages.trim().split("\n").length;
    let compiled = 0;
    const output = join(folder, basename(target));
    const flags = ["-mod=readonly", "-trimpath", "-v", "-ldflags", `-s -w -X ${versionVariable}=v${pinned.engine}`];
    await withProgress("engine: building with go, about 5 minutes", (tell) =>
      mustSucceed(go, ["build", ...flags, "-o", output, cli], () => {
        compiled += 1;
        tell(`${compiled} of ${total} packages`);
      }),
    );
  });
}

/**
 * @param {string} go
 * @param {readonly string[]} args
 * @param {(line: string) => void} onLine
 */
async function mustSucceed(go, args, onLine) {
  const { code, stdout, stderr } = await capture(go, args, { cwd: goModule, onLine });
  if (code === 0) return stdout;
  throw new Failure(
    [
      `go ${args[0]} failed with exit code ${code} in tools/engine:`,
      ...stderr
        .trim()
        .split("\n")
        .slice(-8)
        .map((line) => `  ${line}`),
      "If a download failed, check that the module proxy in `go env GOPROXY` can be reached from here.",
      `Or install the Pulumi CLI, ${oldestEngine} or later, and put it on PATH.`,
    ].join("\n"),
  );
}
