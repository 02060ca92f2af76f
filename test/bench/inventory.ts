// An account of 10,000 resources read whole by connect's inventory: requests against the least possible, seconds and memory.
// Beside it, in the same run, the same paths one after another as godo's examples read them, with 200 and with 20 objects a
// page, and doctl's lists, where doctl was built. Each reads in a process of its own, from an emulator in this one.
//
//   node test/bench/inventory.ts [resources, default 10,000] [milliseconds that every answer takes, default 50]
//
// Needs what `npm run build` makes.
import { spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openClient } from "@infrafabric/connect";
import { readInventory } from "@infrafabric/connect/internal";
import { type Emulator, setLimits, startEmulator } from "@infrafabric/emulator";
import { sendAll } from "./send.ts";
import { memoryOf } from "./server.ts";

const token = "bench";
const perPage = 200;
/** What one request too many, a page too small or a list held twice would exceed. */
const mostMemoryMiB = 400;

/** What is made beside Droplets, which fill up the rest. */
const wanted = {
  vpcs: 300,
  load_balancers: 100,
  // So few that all fits into the 250 requests of a minute: beyond them, whoever keeps the rate limit waits for it.
  databases: 10,
  firewalls: 200,
  reserved_ips: 100,
  volumes: 2_000,
  domains: 20,
  recordsOfDomain: 90,
};

const rule = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 };
const domain = (index: number) => `shop-${index}.example.com`;
const times = <T>(count: number, one: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => one(index));

/** Fills an account over the API. */
async function seed(emulator: Emulator, resources: number): Promise<number> {
  const most = 10 * resources;
  setLimits(emulator.cloud.accountOf(token), { droplets: most, reservedIps: most, volumes: most });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const make = (bodies: readonly (readonly [path: string, body: object])[]) =>
    sendAll(
      bodies.map(([path, body]) => ({
        method: "POST",
        url: `${emulator.url}/v2/${path}`,
        headers,
        body: JSON.stringify(body),
      })),
      16,
    );
  const at = { region: "nyc3" };
  const named = (name: string) => (index: number) => ({ name: `${name}-${index}` });
  const { texts } = await make(times(wanted.vpcs, (index) => ["vpcs", { ...at, ...named("net")(index) }]));
  const vpcs = texts.map((text): string => JSON.parse(text).vpc.id);
  await make(
    times(wanted.load_balancers, (index) => [
      "load_balancers",
      { ...at, ...named("web")(index), forwarding_rules: [rule] },
    ]),
  );
  await make(
    times(wanted.databases, (index) => [
      "databases",
      { ...at, ...named("db")(index), engine: "pg", size: "db-s-1vcpu-2gb", num_nodes: 1 },
    ]),
  );
  await make(
    times(wanted.firewalls, (index) => [
      "firewalls",
      {
        ...named("ssh")(index),
        inbound_rules: [{ protocol: "tcp", ports: "22", sources: { addresses: ["10.0.0.0/8"] } }],
      },
    ]),
  );
  await make(times(wanted.domains, (index) => ["domains", { name: domain(index) }]));
  await make(
    times(wanted.domains * wanted.recordsOfDomain, (index) => [
      `domains/${domain(index % wanted.domains)}/records`,
      { type: "A", name: `host-${index}`, data: "192.0.2.7" },
    ]),
  );
  await make(times(wanted.reserved_ips, () => ["reserved_ips", at]));
  await make(times(wanted.volumes, (index) => ["volumes", { ...at, ...named("data")(index), size_gigabytes: 10 }]));
  const { domains, recordsOfDomain, ...flat } = wanted;
  const others = Object.values(flat).reduce((sum, count) => sum + count) + domains + domains * recordsOfDomain;
  const droplets = Math.max(0, resources - others);
  const body = { ...at, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags: ["web"] };
  // A VPC holds 4,000.
  const inVpc = (index: number) => ({ vpc_uuid: vpcs[index % vpcs.length] });
  await make(times(droplets, (index) => ["droplets", { ...body, ...named("web")(index), ...inVpc(index) }]));
  return others + droplets;
}

interface Read {
  readonly requests: readonly string[];
  readonly seconds: number;
  readonly peakMiB: number | undefined;
}

/** Runs a process that reads the account, and counts what it asks for. */
async function read(emulator: Emulator, file: string, args: readonly string[], input = ""): Promise<Read> {
  const requests: string[] = [];
  const unfollow = emulator.log.follow(({ method, path }) => requests.push(`${method} ${path}`));
  const began = performance.now();
  const child = spawn(file, args, {
    stdio: ["pipe", "ignore", "inherit"],
    env: { ...process.env, ...emulator.env(token) },
  });
  child.stdin.end(input);
  let peakMiB: number | undefined;
  const watch = setInterval(() => {
    peakMiB = memoryOf(child, "VmHWM") ?? peakMiB;
  }, 20);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  clearInterval(watch);
  unfollow();
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}`);
  return { requests, seconds: (performance.now() - began) / 1_000, peakMiB };
}

/** What the child does that reads as connect does. */
async function readAsConnect(): Promise<void> {
  await readInventory(openClient({ token }));
}

/** What the child does that reads one page after another, holding all objects, as programs with godo do. */
async function readInTurn(paths: readonly string[], page: number): Promise<void> {
  const held: unknown[] = [];
  const headers = { authorization: `Bearer ${token}` };
  for (const path of paths) {
    const first = new URL(path, process.env.DIGITALOCEAN_API_URL);
    first.searchParams.set("per_page", String(page));
    for (let next: string | undefined = first.href; next !== undefined; ) {
      const body: { links?: { pages?: { next?: string } } } = await (await fetch(next, { headers })).json();
      held.push(body);
      next = body.links?.pages?.next;
    }
  }
}

/** What doctl lists of what was made; it has no command that lists everything. */
const doctlLists = [
  ...["compute droplet", "compute volume", "compute firewall", "compute load-balancer", "compute domain"],
  ...["compute reserved-ip", "vpcs", "databases"],
].map((kind) => [...kind.split(" "), "list", "-o", "json"]);

function findDoctl(): string | undefined {
  const [found] = globSync(join(homedir(), ".cache/infrafabric/doctl/*/doctl"));
  return found !== undefined && existsSync(found) ? found : undefined;
}

function tell(what: string, { requests, seconds, peakMiB }: Read, beside?: Read): void {
  const memory = peakMiB === undefined ? "" : `, ${peakMiB.toFixed(0)} MiB at most`;
  const ratios =
    beside === undefined
      ? ""
      : ` (${(requests.length / beside.requests.length).toFixed(2)} times the requests, ${(seconds / beside.seconds).toFixed(2)} times as long)`;
  console.log(`${what}: ${requests.length} requests, ${seconds.toFixed(2)} s${memory}${ratios}`);
}

async function compare(): Promise<void> {
  const [resources = 10_000, milliseconds = 50] = process.argv.slice(2).map(Number);
  const emulator = await startEmulator();
  try {
    const made = await seed(emulator, resources);
    emulator.faults.add({ preset: "slow", seconds: milliseconds / 1_000 });
    console.log(`${made} resources; every answer takes ${milliseconds} ms; the start of a process counts`);
    const ours = await read(emulator, process.execPath, [import.meta.filename, "--connect"]);
    const pathOf = (request: string) => request.replace(/^GET /, "").replace(/[?&](per_page|page)=\d+/g, "");
    const paths = [...new Set(ours.requests.map(pathOf))];
    const again = await read(
      emulator,
      process.execPath,
      [import.meta.filename, `--in-turn=${perPage}`],
      JSON.stringify(paths),
    );
    // One after another with the largest pages sends nothing twice and nothing in vain.
    const least = again.requests.length;
    tell("connect", ours);
    tell(`in turn, ${perPage} a page`, again, ours);
    const small = await read(emulator, process.execPath, [import.meta.filename, "--in-turn=20"], JSON.stringify(paths));
    tell("in turn, 20 a page", small, ours);
    const doctl = findDoctl();
    if (doctl === undefined) console.log("SKIPPED: doctl was not built on this machine");
    else {
      const each: Read[] = [];
      const names = times(wanted.domains, domain).map((name) => [
        "compute",
        "domain",
        "records",
        "list",
        name,
        "-o",
        "json",
      ]);
      for (const list of [...doctlLists, ...names]) {
        each.push(await read(emulator, doctl, [...list, "--api-url", emulator.url, "--access-token", token]));
      }
      const all: Read = {
        requests: each.flatMap(({ requests }) => requests),
        seconds: each.reduce((sum, { seconds }) => sum + seconds, 0),
        peakMiB: Math.max(...each.map(({ peakMiB = 0 }) => peakMiB)),
      };
      tell(`doctl, ${each.length} lists of what was made alone`, all, ours);
    }
    const isKept = ours.requests.length <= least && (ours.peakMiB ?? 0) <= mostMemoryMiB;
    console.log(
      `  ${ours.requests.length} of at least ${least} requests, at most ${mostMemoryMiB} MiB wanted: ${isKept ? "kept" : "BROKEN"}`,
    );
    if (!isKept) process.exitCode = 1;
  } finally {
    await emulator.close();
  }
}

const [mode = ""] = process.argv.slice(2);
if (mode === "--connect") await readAsConnect();
else if (mode.startsWith("--in-turn=")) {
  const input = await text(process.stdin);
  await readInTurn(JSON.parse(input), Number(mode.slice("--in-turn=".length)));
} else await compare();
