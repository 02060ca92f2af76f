// The life of the Docker host's example, whose Droplet is replaced on the way.
import { startEmulator } from "@infrafabric/emulator";
import { expect } from "vitest";
import { example, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

/** Replaces the Droplet and keeps its volume and its address; leaves nothing. */
export async function outliveItsDroplet(): Promise<void> {
  const emulator = await startEmulator();
  const bench = openWorkbench(real);
  try {
    const env = emulator.env();
    const api = async (path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}`, "content-type": "application/json" };
      return (await fetch(`${emulator.url}/v2/${path}`, { ...init, headers })).json();
    };
    await api("domains", { method: "POST", body: JSON.stringify({ name: "example.com" }) });
    const before = left(emulator.cloud);
    const stack = await bench.stack(example("docker-host"), { env });
    /** What is where: the one volume, the Droplet that it is at, and the Droplet that has the address. */
    const placed = async () => {
      const { volumes } = await api("volumes");
      const { reserved_ips: addresses } = await api("reserved_ips");
      const { droplets } = await api("droplets");
      expect([volumes.length, addresses.length, droplets.length]).toEqual([1, 1, 1]);
      expect(volumes[0].droplet_ids).toEqual([droplets[0].id]);
      expect(addresses[0].droplet.id).toBe(droplets[0].id);
      return {
        droplet: droplets[0].id,
        volume: volumes[0].id,
        gigabytes: volumes[0].size_gigabytes,
        ip: addresses[0].ip,
      };
    };

    const up = await stack.up();
    expect(up, up.text).toMatchObject({ code: 0 });
    expect(up.text).toContain("+ 16 created");
    const first = await placed();
    expect(await stack.outputs()).toMatchObject({ ip: first.ip, monthlyCost: 15.4, unpriced: [] });
    await expectUnchanged(stack);

    await stack.configure("docker-host:volumeSize", "20");
    const grown = await stack.up("--skip-preview");
    expect(grown.text).toContain("~ 1 updated");
    expect(await placed()).toEqual({ ...first, gigabytes: 20 });

    await stack.configure("docker-host:volumeSize", "15");
    const shrunk = await stack.preview();
    expect(shrunk.code).not.toBe(0);
    expect(shrunk.text).toContain("can only be expanded and not shrunk");
    await stack.configure("docker-host:volumeSize", "20");

    await stack.configure("docker-host:giteaVersion", "1.25");
    const replaced = await stack.up("--skip-preview");
    expect(replaced, replaced.text).toMatchObject({ code: 0 });
    expect(replaced.text).toContain("+-3 replaced");
    const second = await placed();
    // What writes to the volume has stopped before it is taken away.
    const { actions } = await api("actions");
    const types: readonly string[] = actions.map(({ type }: { readonly type: string }) => type).reverse();
    expect(types.slice(types.indexOf("shutdown"))).toEqual([
      "shutdown",
      "detach_volume",
      "destroy",
      "create",
      "attach_volume",
      "assign_ip",
    ]);
    expect(second.droplet).not.toBe(first.droplet);
    expect(second).toEqual({ ...first, droplet: second.droplet, gigabytes: 20 });
    await expectUnchanged(stack);

    const destroyed = await stack.destroy();
    expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
    // As at DigitalOcean, tags, the region's default VPC and the default project stay.
    expect(left(emulator.cloud)).toEqual({ ...before, tags: 3, vpcs: 1, projects: 1 });
  } finally {
    bench.close();
    await emulator.close();
  }
}
