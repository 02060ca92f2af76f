import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../tools/bootstrap/paths.mjs";
import { pythonWith } from "../../python.ts";
import { exportOf, hclOf, type Resource } from "./stack.ts";

/** What a run of a scanner as a process took. */
export interface Run {
  readonly wall: number;
  /** Of it and its children, in seconds. */
  readonly cpu: number;
  /** Of its largest process, in MB. */
  readonly peak: number;
}

export interface Scanner {
  readonly name: string;
  /** Writes a stack in the form that the scanner reads; it is no part of what is measured. */
  prepare(folder: string, resources: readonly Resource[]): void;
  /** Scans what was prepared and reports as it does by default. */
  run(folder: string): Run;
  /** The checks that each resource violates, by the resource's name. */
  violations(folder: string): ReadonlyMap<string, ReadonlySet<string>>;
}

const checkovVersion = "3.3.30";
const checkovChecks = ["CKV_DIO_1", "CKV_DIO_2", "CKV_DIO_3", "CKV_DIO_4"];

/** All settings that switch rules on. */
const settings = `providers:
  digitalocean:
    cost_limit_monthly: 10000000
    regions: { allowed: [nyc3] }
    resources:
      droplet: { max_per_account: 100000, allowed_sizes: [s-1vcpu-1gb], backup_required: true, monitoring_required: true }
      spaces: { max_buckets: 100000 }
    required_tags: [environment]
`;

/** Node tells what it used when it ends, and so does Python: no tool of the system is needed, and both pay for it. */
const nodeMeter =
  'process.on("exit",()=>{const {maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();console.error("used",(userCPUTime+systemCPUTime)/1e6,maxRSS)})';

const checkovMeter = `
import atexit, resource, sys
def tell():
    own, children = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(use.ru_utime + use.ru_stime for use in (own, children))
    peak = max(own.ru_maxrss, children.ru_maxrss)
    print("used", cpu, peak / 1024 if sys.platform == "darwin" else peak, file=sys.stderr)
atexit.register(tell)
import warnings
warnings.simplefilter("ignore", category=SyntaxWarning)
from checkov.main import Checkov
sys.exit(Checkov().run())
`;

export const governor: Scanner = {
  name: "governor",
  prepare(folder, resources) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "governor.yaml"), settings);
    writeFileSync(join(folder, "state.json"), exportOf(resources));
  },
  run: (folder) => runGovernor(folder, ["check"]),
  violations(folder) {
    const { stdout } = spawned(folder, process.execPath, [...governorArguments(["check"]), "--format", "json"]);
    const { findings }: { findings: { urn: string; rule: string; status: string }[] } = JSON.parse(stdout);
    return byResource(
      findings
        .filter(({ status }) => status === "violation")
        .map(({ urn, rule }) => [urn.split("::").at(-1) ?? "", rule]),
    );
  },
};

/** A run of `governor` on the stack that was prepared. */
export function runGovernor(folder: string, args: readonly string[]): Run {
  return measured(folder, process.execPath, governorArguments(args));
}

function governorArguments(args: readonly string[]): readonly string[] {
  const command = join(root, "packages/cli/bin/governor.mjs");
  return ["--import", `data:text/javascript,${nodeMeter}`, command, ...args, "--file", "state.json"];
}

/**
 * Checkov with all of its checks and with those for DigitalOcean alone.
 *
 * @throws Error where it cannot be installed.
 */
export async function checkov(): Promise<readonly Scanner[]> {
  const python = await pythonWith("checkov", checkovVersion);
  const scanner = (name: string, more: readonly string[]): Scanner => {
    // It is spared the network.
    const args = ["-c", checkovMeter, "-d", "hcl", "--framework", "terraform", "--skip-download", "--quiet", ...more];
    return {
      name,
      prepare(folder, resources) {
        const hcl = join(folder, "hcl");
        mkdirSync(hcl, { recursive: true });
        // Nobody writes all into one file, and Checkov reads files side by side.
        for (let at = 0; at < resources.length; at += 100)
          writeFileSync(join(hcl, `part-${at / 100}.tf`), hclOf(resources.slice(at, at + 100)));
      },
      run: (folder) => measured(folder, python, [...args, "--compact"]),
      violations(folder) {
        const { stdout } = spawned(folder, python, [...args, "--output", "json"]);
        const { results }: { results: { failed_checks: { resource: string; check_id: string }[] } } =
          JSON.parse(stdout);
        return byResource(
          results.failed_checks.map(({ resource, check_id }) => [resource.split(".").at(-1) ?? "", check_id]),
        );
      },
    };
  };
  return [scanner(`Checkov ${checkovVersion}`, []), scanner("its 4 checks", ["--check", checkovChecks.join(",")])];
}

function byResource(
  found: readonly (readonly [name: string, check: string])[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const checks = new Map<string, Set<string>>();
  for (const [name, check] of found) checks.set(name, (checks.get(name) ?? new Set()).add(check));
  return checks;
}

function measured(folder: string, command: string, args: readonly string[]): Run {
  const began = performance.now();
  const { stderr } = spawned(folder, command, args);
  const wall = (performance.now() - began) / 1000;
  const [, cpu, kib] = /^used (\S+) (\S+)$/m.exec(stderr) ?? [];
  return { wall, cpu: Number(cpu), peak: Number(kib) / 1024 };
}

function spawned(folder: string, command: string, args: readonly string[]): { stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
  // Violations end in 1.
  if (status !== 0 && status !== 1) throw new Error(`${command} ended with ${status}: ${stderr}${stdout.slice(-2000)}`);
  return { stdout, stderr };
}
