// How a web tier changes its Droplets, with the real engine and provider: at no moment is none in service.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setInterval } from "node:timers";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";

const program = `
const { GovernedWebTier } = require("@infrafabric/digitalocean");
const web = new GovernedWebTier("web", {
  region: "nyc3", skipAlerts: true, skipUptimeCheck: true, healthUrl: process.env.HEALTH_URL,
  loadBalancerArgs: { healthcheck: { protocol: "http", port: 80, path: "/", checkIntervalSeconds: 3, healthyThreshold: 2 } },
  exemptions: [{ rule: "load-balancer-https", reason: "a test", owner: "web", expires: "2099-12-31" }],
  ...require("./web.json"),
});`;

const settings = "providers: { digitalocean: {} }\nexempt_in_code: [load-balancer-https]\n";

/** What is asked of the emulator's Droplets. */
interface State {
  readonly accounts: Readonly<Record<string, { readonly droplets?: Readonly<Record<string, Droplet>> }>>;
}

interface Droplet {
  readonly status: string;
  readonly networks: { readonly v4: readonly { readonly ip_address: string; readonly type: string }[] };
}

/** How long a Droplet takes from its power to its first answer. */
const bootMilliseconds = 4000;

/** Asks after the Droplets all the time, as the load balancer does, and answers for them. */
async function watch({ cloud }: Emulator) {
  const since = new Map<string, number>();
  const counts: number[] = [];
  const look = () => {
    const state: State = JSON.parse(JSON.stringify(cloud.snapshot));
    const active = new Set(
      Object.values(state.accounts)
        .flatMap(({ droplets = {} }) => Object.values(droplets))
        .filter(({ status }) => status === "active")
        .map(({ networks }) => networks.v4.find(({ type }) => type === "private")?.ip_address ?? ""),
    );
    for (const ip of since.keys()) if (!active.has(ip)) since.delete(ip);
    for (const ip of active) if (!since.has(ip)) since.set(ip, Date.now());
    counts.push([...since.values()].filter((time) => Date.now() - time >= bootMilliseconds).length);
  };
  const timer = setInterval(look, 200);
  const server = createServer(({ url = "" }, answer) => {
    const time = since.get(url.slice(1));
    answer.writeHead(time !== undefined && Date.now() - time >= bootMilliseconds ? 200 : 503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/{privateIp}`,
    /** The fewest and the most Droplets in service since the last time. */
    inService: () => {
      const seen = counts.splice(0);
      return { fewest: Math.min(...seen), most: Math.max(...seen) };
    },
    close: () => {
      clearInterval(timer);
      server.close();
    },
  };
}

describe.skipIf(!hasEngine || real === undefined)("a web tier that changes", () => {
  it("always has a Droplet in service, and deletes none before all new ones are", { timeout: 900_000 }, async () => {
    const emulator = await startEmulator();
    const watched = await watch(emulator);
    const bench = openWorkbench(real);
    try {
      const first = { size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
      const dir = bench.project({ program, settings, files: { "web.json": JSON.stringify(first) } });
      const env = { ...emulator.env(), HEALTH_URL: watched.url };
      const stack = await bench.stack(dir, { env, pack: "none" });
      const change = async (next: object) => {
        writeFileSync(join(dir, "web.json"), JSON.stringify(next));
        watched.inService();
        const up = await stack.up("--skip-preview");
        return { ...up, ...watched.inService() };
      };
      const up = await stack.up("--skip-preview");
      expect(up, up.text).toMatchObject({ code: 0 });

      // The provider gives up on it, and the tier tries again.
      emulator.faults.add({ preset: "pending-event", count: 2 });
      const resized = await change({ ...first, size: "s-2vcpu-2gb" });
      expect(resized, resized.text).toMatchObject({ code: 0, fewest: 1, most: 2 });
      expect(resized.text).toContain("retrying update due to on-error hook request (2/100)");
      const replaced = await change({ size: "s-2vcpu-2gb", image: "debian-13-x64" });
      expect(replaced, replaced.text).toMatchObject({ code: 0, fewest: 2, most: 4 });
    } finally {
      bench.close();
      watched.close();
      await emulator.close();
    }
  });
});
