// The pages of `governor check` and `governor cost`, from the start of the process to the end of the page.
//
//   node test/bench/page.ts [runs] [resources ...]      default 10 runs of 1,000 and of 10,000 resources
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { median, quartiles } from "./median.ts";
import { governor, runGovernor } from "./static/scanners.ts";
import { stackOf } from "./static/stack.ts";

const [runs = 10, ...asked] = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [1000, 10_000];
const commands = [
  ["check", "--format", "html"],
  ["cost", "--format", "html"],
];

const folder = mkdtempSync(join(tmpdir(), "governor-page-"));
const load = () =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(" ");
try {
  console.log(`Node ${process.versions.node}; load ${load()}`);
  console.log("resources  page   runs  wall s (IQR)          CPU s   peak MB");
  for (const size of sizes) {
    const at = join(folder, String(size));
    governor.prepare(at, stackOf(size));
    for (const command of commands) {
      const all = Array.from({ length: runs }, () => runGovernor(at, command));
      const walls = all.map(({ wall }) => wall);
      const [low, high] = quartiles(walls);
      const [wall, cpu] = [median(walls), median(all.map((run) => run.cpu))];
      const peak = median(all.map((run) => run.peak));
      console.log(
        `${String(size).padStart(9)}  ${String(command[0]).padEnd(5)}  ${String(runs).padStart(4)}  ${`${wall.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`.padEnd(20)}  ${cpu.toFixed(2)}  ${peak.toFixed(0).padStart(7)}`,
      );
    }
  }
  console.log(`load ${load()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
