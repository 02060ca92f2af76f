// `governor check` on a folder of many stacks: wall time, CPU time and memory of the whole command, as users run it.
//
//   node test/bench/fleet.ts [stacks] [resources] [runs]      default 1,000 stacks of 30 resources, 3 runs
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../tools/bootstrap/paths.mjs";
import { median } from "./median.ts";

const [stacks = 1000, resources = 30, runs = 3] = process.argv.slice(2).map(Number);

const settings = `providers:
  digitalocean:
    cost_limit_monthly: 1000
    regions: { allowed: [nyc3] }
    resources: { droplet: { backup_required: true } }
    required_tags: [environment]
`;

function stateOf(stack: number): string {
  const urn = (type: string, name: string) => `urn:pulumi:prod::app-${stack}::${type}::${name}`;
  const vpc = { type: "digitalocean:index/vpc:Vpc", custom: true, id: "v", inputs: { region: "nyc3", name: "net" } };
  const droplet = {
    type: "digitalocean:index/droplet:Droplet",
    custom: true,
    inputs: {
      image: "ubuntu-24-04-x64",
      region: "nyc3",
      size: "s-1vcpu-1gb",
      vpcUuid: "v",
      tags: ["environment:prod"],
    },
  };
  const list = Array.from({ length: resources }, (_, index) =>
    index === 0
      ? { urn: urn(vpc.type, "net"), ...vpc }
      : { urn: urn(droplet.type, `web-${index}`), id: `${index}`, ...droplet },
  );
  return JSON.stringify({ version: 3, deployment: { resources: list } });
}

/** The command tells its peak, in KiB, and its CPU time, in µs, when it ends. */
const meter =
  'process.on("exit",()=>{const {maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();console.error("peak",maxRSS,"cpu",userCPUTime+systemCPUTime)})';

const folder = mkdtempSync(join(tmpdir(), "governor-fleet-"));
try {
  writeFileSync(join(folder, "governor.yaml"), settings);
  for (let stack = 0; stack < stacks; stack += 1) writeFileSync(join(folder, `app-${stack}.json`), stateOf(stack));
  const times: number[] = [];
  const cpu: number[] = [];
  let peak = 0;
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${meter}`,
        join(root, "packages/cli/bin/governor.mjs"),
        "check",
        "--file",
        ".",
      ],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 },
    );
    times.push((performance.now() - began) / 1000);
    if (status !== 1) throw new Error(`ended with ${status}: ${stderr}${stdout.slice(-2000)}`);
    const [, kib, micros] = /peak (\d+) cpu (\d+)/.exec(stderr) ?? [];
    peak = Math.max(peak, Number(kib));
    cpu.push(Number(micros) / 1e6);
  }
  console.log(
    `${stacks} stacks of ${resources} resources: ${median(times).toFixed(2)} s, ${median(cpu).toFixed(2)} s of CPU, ${Math.round(peak / 1024)} MB at most`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
