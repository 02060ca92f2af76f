// What a governed component costs over the raw resources that it stands for: web tiers constructed in process, with
// Pulumi's mocks in place of an engine, each run in a fresh process and in turns:
//
//   node test/bench/components.ts [rounds, default 10] [tiers, default 100]
//
// Needs what `npm run build` makes. CPU time decides, as the clock also counts what else the machine does.
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { median } from "./median.ts";

const [rounds = 10, tiers = 100] = process.argv.slice(2).map(Number);
const limit = 1.1;

const what = ["raw", "component"] as const;
const measures = ["process", "clock", "cpu"] as const;
type Times = Record<(typeof measures)[number], number>;

function run(kind: string, count: number): Times {
  const start = performance.now();
  const printed = execFileSync(process.execPath, [join(import.meta.dirname, "construct.ts"), kind, String(count)], {
    encoding: "utf8",
  });
  return { process: performance.now() - start, ...JSON.parse(printed) };
}

let kept = true;
for (const count of [1, tiers]) {
  const times: Record<(typeof what)[number], Times[]> = { raw: [], component: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const kind of what) {
      const measured = run(kind, count);
      // The first round fills the caches of the machine.
      if (round > 0) times[kind].push(measured);
    }
    process.stderr.write(`\r${count} tiers: round ${round} of ${rounds} `);
  }
  process.stderr.write("\n");
  const of = (kind: (typeof what)[number], measure: keyof Times) =>
    median(times[kind].map((measured) => measured[measure])) / 1_000;
  console.log(`${count} web tiers       raw s  component s  ratio`);
  for (const measure of measures) {
    const [raw, component] = [of("raw", measure), of("component", measure)];
    const words = { process: "whole process", clock: "constructing", cpu: "  its CPU time" }[measure];
    console.log(
      `  ${words.padEnd(15)} ${raw.toFixed(2).padStart(6)} ${component.toFixed(2).padStart(12)} ${(component / raw).toFixed(2).padStart(6)}`,
    );
  }
  if (count === tiers) {
    const ratio = of("component", "cpu") / of("raw", "cpu");
    kept = ratio <= limit;
    console.log(`at most ${limit} times the CPU time wanted for ${tiers}: ${kept ? "kept" : "BROKEN"}`);
  }
}
console.log(`medians of ${rounds}, Node.js ${process.version}, ${cpus().length} cores`);
if (!kept) process.exitCode = 1;
