// The policy pack against an empty one on the same previews: what it adds at the start and for each resource.
//
//   node test/bench/pack.ts [runs] [resources ...]      default 10 runs of 10 and of 300 resources
//
// Wall time is that of the whole `pulumi preview`, CPU that of the pack's process; medians over runs, taken in turns.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openWorkbench, root } from "../engine/workbench.ts";
import { median } from "./median.ts";

const [runs = 10, ...asked] = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [10, 300];

const settings = `providers:
  digitalocean:
    cost_limit_monthly: 100000
    regions: { allowed: [nyc3] }
    resources: { droplet: { max_per_account: 5000, allowed_sizes: [s-1vcpu-1gb], backup_required: true, monitoring_required: true } }
    required_tags: [environment]
`;

const program = (resources: number) => `
const vpc = new digitalocean.Vpc("vpc", { region: "nyc3" });
new digitalocean.Firewall("web", { tags: ["web"], inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24"] }] });
for (let i = 2; i < ${resources}; i++) {
  new digitalocean.Droplet("web-" + i, { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", vpcUuid: vpc.id, backups: true, monitoring: true, tags: ["environment:dev", "web"] });
}`;

/** The pack writes its CPU seconds every 20 ms, whole files at once, because the engine ends it without a word. */
const meter = `
const { renameSync, writeFileSync } = require("node:fs");
const next = process.env.CPU_FILE + ".next";
setInterval(() => { const { user, system } = process.cpuUsage(); writeFileSync(next, String((user + system) / 1e6)); renameSync(next, process.env.CPU_FILE); }, 20).unref();`;

const packs = {
  empty: `${meter}\nnew (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });`,
  governor: `${meter}\nnew (require("@pulumi/policy").PolicyPack)("governor", require("@infrafabric/policy-pack").governorPolicies());`,
};

const workbench = openWorkbench();
try {
  const folders = Object.entries(packs).map(([name, source]) => {
    const dir = join(workbench.folder, `pack-${name}`);
    mkdirSync(dir);
    writeFileSync(join(dir, "PulumiPolicy.yaml"), readFileSync(join(root, "policy-pack", "PulumiPolicy.yaml")));
    writeFileSync(join(dir, "package.json"), JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    writeFileSync(join(dir, "index.js"), source);
    symlinkSync(join(root, "test", "node_modules"), join(dir, "node_modules"));
    return { name, dir };
  });

  const cpuFile = join(workbench.folder, "cpu");
  const results = new Map<string, { wall: number[]; cpu: number[] }>();
  for (const resources of sizes) {
    const project = workbench.project({ program: program(resources), settings });
    const stacks = [];
    for (const { name, dir } of folders) {
      stacks.push({ name, stack: await workbench.stack(project, { name, pack: dir, env: { CPU_FILE: cpuFile } }) });
    }
    for (let run = 0; run < runs; run++) {
      for (const { name, stack } of stacks) {
        const started = performance.now();
        const { code, text } = await stack.preview();
        if (code !== 0) throw new Error(text);
        const key = `${name} ${resources}`;
        const result = results.get(key) ?? { wall: [], cpu: [] };
        result.wall.push((performance.now() - started) / 1000);
        result.cpu.push(Number(readFileSync(cpuFile, "utf8")));
        results.set(key, result);
      }
      process.stderr.write(`\r${resources} resources: run ${run + 1} of ${runs} `);
    }
    process.stderr.write("\n");
  }

  const of = (name: string, resources: number, what: "wall" | "cpu") =>
    median(results.get(`${name} ${resources}`)?.[what] ?? []);
  console.log("resources  pack      wall s  CPU s");
  for (const resources of sizes) {
    for (const { name } of folders) {
      const numbers = [
        of(name, resources, "wall").toFixed(2).padStart(6),
        of(name, resources, "cpu").toFixed(2).padStart(6),
      ];
      console.log(`${String(resources).padStart(9)}  ${name.padEnd(8)}  ${numbers.join(" ")}`);
    }
    const ratio = of("governor", resources, "wall") / of("empty", resources, "wall");
    console.log(
      `${" ".repeat(9)}  wall time with the governor's pack: ${ratio.toFixed(2)} times that with the empty one`,
    );
  }
  const [few = 0, many = 0] = [Math.min(...sizes), Math.max(...sizes)];
  if (many > few) {
    const slope = (name: string) => ((of(name, many, "cpu") - of(name, few, "cpu")) / (many - few)) * 1000;
    const more = slope("governor") - slope("empty");
    console.log(
      `CPU of the pack for each resource: ${slope("governor").toFixed(2)} ms, ${more.toFixed(2)} ms more than the empty pack's`,
    );
  }
} finally {
  workbench.close();
}
