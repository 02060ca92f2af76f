// `governor check` against Checkov on the same logical stack: a stack export for the one, HCL for the other.
//
//   node test/bench/check.ts [runs] [runs of Checkov] [resources ...]      default 10 and 10 of 1, 10, 100, 1,000 and 10,000
//
// Both are whole processes that report as they do by default, in turns; of more than 1,000 resources Checkov runs 3
// times at most. Last comes what each finds of seeded faults, all of them such as governor has a rule for. Without Python
// or its registry, governor runs alone.
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { median, quartiles } from "./median.ts";
import { faults, seeded } from "./static/faults.ts";
import { checkov, governor, type Run, type Scanner } from "./static/scanners.ts";
import { stackOf } from "./static/stack.ts";

const [runs = 10, checkovRuns = runs, ...asked] = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [1, 10, 100, 1000, 10_000];

const peers = await checkov().catch((error: unknown) => {
  console.warn(`SKIPPED: no Python with Checkov (PYTHON names one), so governor runs alone: ${error}`);
  return [];
});
const scanners = [governor, ...peers];
const folder = mkdtempSync(join(tmpdir(), "governor-check-"));
try {
  speed();
  recall();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function speed(): void {
  const results = new Map<Scanner, Map<number, Run[]>>(scanners.map((scanner) => [scanner, new Map()]));
  console.log(
    `Node ${process.versions.node}; load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(" ")}`,
  );
  console.log("resources  scanner         runs  wall s (IQR)          CPU s (IQR)           peak MB");
  for (const size of sizes) {
    const at = join(folder, String(size));
    for (const scanner of scanners) scanner.prepare(at, stackOf(size));
    const times = (scanner: Scanner) =>
      scanner === governor ? runs : size > 1000 ? Math.min(checkovRuns, 3) : checkovRuns;
    for (let run = 0; run < Math.max(...scanners.map(times)); run += 1) {
      for (const scanner of scanners) {
        if (run >= times(scanner)) continue;
        const list = results.get(scanner)?.get(size) ?? [];
        results.get(scanner)?.set(size, [...list, scanner.run(at)]);
      }
      process.stderr.write(`\r${size} resources: run ${run + 1} `);
    }
    process.stderr.write("\r");
    for (const scanner of scanners) print(scanner, size, results.get(scanner)?.get(size) ?? []);
    for (const peer of peers) {
      const times = (what: "wall" | "cpu") =>
        (of(results, peer, size, what) / of(results, governor, size, what)).toFixed(1);
      console.log(`${" ".repeat(11)}${peer.name} takes ${times("wall")} times as long, ${times("cpu")} times the CPU`);
    }
  }
  if (sizes.includes(100) && sizes.includes(1000)) {
    for (const scanner of scanners) {
      const slope = (what: "wall" | "cpu") =>
        (((of(results, scanner, 1000, what) - of(results, scanner, 100, what)) / 900) * 1000).toFixed(2);
      console.log(
        `${scanner.name}: ${slope("wall")} ms for each resource from 100 to 1,000, ${slope("cpu")} ms of CPU`,
      );
    }
  }
  console.log(
    `load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(" ")}`,
  );
}

function of(
  results: ReadonlyMap<Scanner, ReadonlyMap<number, readonly Run[]>>,
  scanner: Scanner,
  size: number,
  what: keyof Run,
): number {
  return median((results.get(scanner)?.get(size) ?? []).map((run) => run[what]));
}

function print({ name }: Scanner, size: number, list: readonly Run[]): void {
  const spread = (what: keyof Run) => {
    const values = list.map((run) => run[what]);
    const [low, high] = quartiles(values);
    return `${median(values).toFixed(2).padStart(6)} (${low.toFixed(2)} to ${high.toFixed(2)})`.padEnd(20);
  };
  const peak = median(list.map((run) => run.peak)).toFixed(0);
  console.log(
    `${String(size).padStart(9)}  ${name.padEnd(14)}  ${String(list.length).padStart(4)}  ${spread("wall")}  ${spread("cpu")}  ${peak.padStart(7)}`,
  );
}

/** A fault is found if the faulty resource violates a check that its sound twin does not. */
function recall(): void {
  const at = join(folder, "seeded");
  const shown = scanners.slice(0, 2).map((scanner) => {
    scanner.prepare(at, seeded());
    const violations = scanner.violations(at);
    const found = faults.map((_, index) => {
      const sound = violations.get(`sound-${index}`) ?? new Set();
      return [...(violations.get(`fault-${index}`) ?? [])].filter((check) => !sound.has(check));
    });
    return { name: scanner.name, found, count: found.filter((checks) => checks.length > 0).length };
  });
  const width = Math.max(...faults.map(({ title }) => title.length));
  console.log(
    `\n${"seeded fault".padEnd(width)}  ${shown
      .map(({ name }) => name.padEnd(44))
      .join("  ")
      .trimEnd()}`,
  );
  for (const [index, { title }] of faults.entries()) {
    const cells = shown.map(({ found }) => (found[index]?.join(", ") || "-").padEnd(44));
    console.log(`${title.padEnd(width)}  ${cells.join("  ").trimEnd()}`);
  }
  const counts = shown.map(({ count }) => `${count} of ${faults.length}`.padEnd(44));
  console.log(`${"found".padEnd(width)}  ${counts.join("  ").trimEnd()}`);
}
