// What each governed component costs over the raw resources that it stands for: constructed in process, with Pulumi's
// mocks in place of an engine, each run in a fresh process and in turns:
//
//   node test/bench/components.ts [rounds, default 10] [count, default 100] [classes, default all]
//
// The raw resources are those that the component registers, written out as a program. Needs what `npm run build` makes.
// CPU time decides, as the clock also counts what else the machine does.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./median.ts";
import { programs } from "./programs.ts";

const [rounds = 10, count = 100] = process.argv.slice(2, 4).map(Number);
const classes = process.argv.length > 4 ? process.argv.slice(4) : Object.keys(programs);
const limit = 1.1;
const load = loadavg()[0];

interface Times {
  readonly clock: number;
  readonly cpu: number;
}

function run(...args: readonly string[]): string {
  const file = join(import.meta.dirname, "construct.ts");
  return execFileSync(process.execPath, [file, ...args], { encoding: "utf8", maxBuffer: 2 ** 26 });
}

/** The table of what was measured, and whether all of it is within the limit. */
function measure(folder: string): readonly [rows: readonly string[], isKept: boolean] {
  const rows: string[] = [];
  let isKept = true;
  for (const className of classes) {
    const program = run("record", className);
    const file = join(folder, `${className}.js`);
    writeFileSync(file, program);
    const times: { readonly raw: Times[]; readonly component: Times[] } = { raw: [], component: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const raw = JSON.parse(run("raw", file, String(count)));
      const component = JSON.parse(run("component", className, String(count)));
      process.stderr.write(`\r${className}: round ${round} of ${rounds} `);
      // The first round fills the caches of the machine.
      if (round === 0) continue;
      times.raw.push(raw);
      times.component.push(component);
    }
    process.stderr.write("\n");
    const of = (kind: keyof typeof times, measured: keyof Times) =>
      median(times[kind].map((one) => one[measured])) / 1_000;
    const ratio = of("component", "cpu") / of("raw", "cpu");
    isKept &&= ratio <= limit;
    const resources = program.trim().split("\n").length;
    const cells = [of("raw", "cpu"), of("component", "cpu"), ratio, of("raw", "clock"), of("component", "clock")];
    rows.push(`| ${[className, resources, ...cells.map((cell) => cell.toFixed(2))].join(" | ")} |`);
  }
  return [rows, isKept];
}

const folder = mkdtempSync(join(tmpdir(), "infrafabric-bench-"));
try {
  const [rows, isKept] = measure(folder);
  const machine = `Node.js ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), load ${load?.toFixed(1)} at the start`;
  console.log(`${count} of each, medians of ${rounds}, ${new Date().toISOString().slice(0, 10)}, ${machine}\n`);
  console.log("| component | resources of each | raw, CPU s | component, CPU s | ratio | raw, s | component, s |");
  console.log(`| --- |${" ---: |".repeat(6)}`);
  console.log(rows.join("\n"));
  console.log(`\nat most ${limit} times the CPU time wanted: ${isKept ? "kept" : "BROKEN"}`);
  if (!isKept) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
