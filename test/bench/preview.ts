// How long `previewProgram` takes, from the call to the findings, against a plain test with Pulumi's mocks, which does
// less: it has no stack's outputs, no parents, no places and no findings. Wall time, each run in a fresh process:
//
//   node test/bench/preview.ts [rounds, default 10]
//
// Needs what `npm run build` makes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import { median } from "./median.ts";

const rounds = Number(process.argv[2] ?? 10);
const sizes = [10, 100, 1_000];
const limitSeconds = 3.5;

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 500000
    regions: { allowed: [nyc3, sfo3] }
    resources: { droplet: { max_per_account: 2000, backup_required: true, monitoring_required: true } }
    required_tags: [environment, cost_center, owner]
`;

const body = (count: number) => `
const vpc = new digitalocean.Vpc("net", { region: "nyc3", ipRange: "10.10.0.0/16" });
for (let index = 0; index < ${count}; index += 1) {
  new digitalocean.Droplet("web-" + index, {
    image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", vpcUuid: vpc.id, backups: true, monitoring: true,
    tags: ["environment:dev", "cost_center:web", "owner:team"],
  });
}
`;

const naive = `
const pulumi = require("@pulumi/pulumi");
const mocks = { newResource: (args) => ({ id: undefined, state: args.inputs }), call: (args) => args.inputs };
pulumi.runtime.setMocks(mocks, "bench", "dev", true).then(() => require("./index.js"));
`;

function projectOf(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), "infrafabric-bench-"));
  symlinkSync(join(import.meta.dirname, "../node_modules"), join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "Pulumi.yaml"), "name: bench\nmain: index.ts\nruntime: nodejs\n");
  writeFileSync(join(folder, "index.ts"), `import * as digitalocean from "@pulumi/digitalocean";${body(count)}`);
  writeFileSync(join(folder, "index.js"), `const digitalocean = require("@pulumi/digitalocean");${body(count)}`);
  writeFileSync(join(folder, "naive.js"), naive);
  return folder;
}

async function secondsOf(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1_000;
}

const medians: { count: number; ours: number; naive: number }[] = [];
for (const count of sizes) {
  const dir = projectOf(count);
  try {
    const times: Record<"ours" | "naive", number[]> = { ours: [], naive: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const ours = await secondsOf(async () => {
        const { resources } = await previewProgram({ dir, settings });
        if (resources.length !== count + 1) throw new Error(`${resources.length} resources instead of ${count + 1}`);
      });
      const plain = await secondsOf(() => execFileSync(process.execPath, ["naive.js"], { cwd: dir, stdio: "inherit" }));
      // The first round fills the caches of the machine, as the first test of a day does.
      if (round === 0) continue;
      times.ours.push(ours);
      times.naive.push(plain);
    }
    const row = { count, ours: median(times.ours), naive: median(times.naive) };
    medians.push(row);
    const range = `${Math.min(...times.ours).toFixed(2)}-${Math.max(...times.ours).toFixed(2)}`;
    console.log(
      `${String(count).padStart(5)} Droplets  previewProgram ${row.ours.toFixed(2)} s (${range})  ` +
        `plain mocks ${row.naive.toFixed(2)} s  ratio ${(row.naive / row.ours).toFixed(2)}`,
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const [smallest, largest] = [medians.at(0), medians.at(-1)];
if (smallest !== undefined && largest !== undefined) {
  const slope = (key: "ours" | "naive") => ((largest[key] - smallest[key]) / (largest.count - smallest.count)) * 1_000;
  console.log(`slope: ${slope("ours").toFixed(2)} ms per Droplet, plain mocks ${slope("naive").toFixed(2)} ms`);
  console.log(
    `${largest.count} Droplets: at most ${limitSeconds} s wanted, ${largest.ours <= limitSeconds ? "kept" : "BROKEN"}`,
  );
  if (largest.ours > limitSeconds) process.exitCode = 1;
}
console.log(`medians of ${rounds}, Node.js ${process.version}, ${cpus().length} cores`);
