import { describe, expect, it } from "vitest";
import { type Client, openClient } from "../../test/client.ts";
import { madeDroplet } from "../../test/droplet.ts";
import { metrics } from "./metrics.ts";

const base = "/v2/monitoring/metrics";
const begun = Date.UTC(2027, 0, 1) / 1000;
const hour = 3600;

interface Line {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [number, string])[];
}

async function linesOf(client: Client, path: string, start = begun, end = begun + 2 * hour): Promise<readonly Line[]> {
  const { body } = await client.get(`${base}/${path}&start=${start}&end=${end}`);
  if (body.data === undefined) throw new Error(`${path}: ${body.message}`);
  return body.data.result;
}

async function openDroplet() {
  const client = await openClient();
  client.emulator.cloud.clock.stop(begun * 1000);
  const droplet = await madeDroplet(client);
  client.emulator.cloud.clock.advance(hour * 1000);
  return { client, id: droplet.id };
}

describe("metrics", () => {
  it("are measured each minute since something is there, until now, and are the same again", async () => {
    const { client, id } = await openDroplet();
    const [line] = await linesOf(client, `droplet/load_1?host_id=${id}`, begun - hour);
    expect(line?.metric).toEqual({ host_id: String(id) });
    expect(line?.values.map(([time]) => time)).toEqual(Array.from({ length: 61 }, (_, index) => begun + index * 60));
    const [again] = await linesOf(client, `droplet/load_1?host_id=${id}`, begun + 600, begun + 660);
    expect(again?.values).toEqual(line?.values.slice(10, 12));
    for (const [, value] of line?.values ?? []) {
      expect(Number(value)).toBeGreaterThan(0);
      expect(Number(value)).toBeLessThan(1);
    }
    expect(new Set(line?.values.map(([, value]) => value)).size).toBeGreaterThan(30);
    expect(await linesOf(client, `droplet/load_1?host_id=${id}`, begun - 2 * hour, begun - hour)).toEqual([]);
  });

  it("have at most 501 values, however long the time is", async () => {
    const { client, id } = await openDroplet();
    client.emulator.cloud.clock.advance(30 * 24 * hour * 1000);
    const [line] = await linesOf(client, `droplet/load_1?host_id=${id}`, 0, 99_999_999_999);
    expect(line?.values.length).toBeLessThanOrEqual(501);
    const [month] = await linesOf(client, `droplet/load_1?host_id=${id}`, begun, begun + 30 * 24 * hour);
    expect(month?.values.length).toBeGreaterThan(400);
  });

  it("count the time of a processor up, and know memory and disk of the size", async () => {
    const { client, id } = await openDroplet();
    const modes = await linesOf(client, `droplet/cpu?host_id=${id}`);
    for (const { values } of modes) {
      const counts = values.map(([, value]) => Number(value));
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    }
    const spent = modes.reduce((sum, { values }) => sum + Number(values.at(-1)?.[1]), 0);
    expect(spent).toBeCloseTo(hour, 1);
    const [total] = await linesOf(client, `droplet/memory_total?host_id=${id}`);
    expect(total?.values[0]?.[1]).toBe(String(1024 ** 3));
    const [size] = await linesOf(client, `droplet/filesystem_size?host_id=${id}`);
    expect(size).toMatchObject({ metric: { mountpoint: "/" } });
    expect(size?.values[0]?.[1]).toBe(String(25 * 1024 ** 3));
    const traffic = await linesOf(client, `droplet/bandwidth?host_id=${id}&interface=public&direction=inbound`);
    expect(traffic[0]?.metric).toEqual({ host_id: String(id), interface: "public", direction: "inbound" });
  });

  it("are there for every kind that has some", async () => {
    const { client, id } = await openDroplet();
    const balancer = await client.post("/v2/load_balancers", {
      ...{ name: "web", region: "nyc3", droplet_ids: [id] },
      forwarding_rules: [{ entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 }],
    });
    const pool = await client.post("/v2/droplets/autoscale", {
      ...{ name: "pool", config: { min_instances: 2, max_instances: 3, target_cpu_utilization: 0.5 } },
      droplet_template: { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", ssh_keys: [] },
    });
    const mysql = { name: "main", engine: "mysql", size: "db-s-1vcpu-2gb", num_nodes: 1, region: "nyc3" };
    const database = await client.post("/v2/databases", mysql);
    const app = await client.post("/v2/apps", {
      spec: { name: "shop", services: [{ name: "web", instance_count: 2, instance_size_slug: "apps-s-1vcpu-1gb" }] },
    });
    await client.get("/v2/account");
    client.emulator.cloud.clock.advance(hour * 1000);
    const queries: Readonly<Record<string, string>> = {
      droplet: `host_id=${id}&interface=private&direction=outbound`,
      apps: `app_id=${app.body.app?.id}`,
      load_balancer: `lb_id=${balancer.body.load_balancer?.id}`,
      droplet_autoscale: `autoscale_pool_id=${pool.body.autoscale_pool?.id}`,
      database: `db_id=${database.body.database?.id}&aggregate=avg&schema=app`,
    };
    const choices: Readonly<Record<string, string>> = {
      load: "&metric=load1",
      op_rates: "&metric=select",
      schema_throughput: "&metric=fetch",
      schema_latency: "&metric=fetch",
    };
    for (const { path } of metrics.operations) {
      const own = path.slice(base.length + 1);
      const query = `${queries[own.split("/")[0] ?? ""]}${choices[own.split("/").at(-1) ?? ""] ?? ""}`;
      const lines = await linesOf(client, `${own}?${query}`);
      expect(lines.length, own).toBeGreaterThan(0);
      expect(lines[0]?.values.length, own).toBeGreaterThan(50);
    }
    const [current] = await linesOf(client, `droplet_autoscale/current_instances?${queries.droplet_autoscale}`);
    expect(current?.values.at(-1)?.[1]).toBe("2");
    const containers = await linesOf(client, `apps/cpu_percentage?${queries.apps}`);
    expect(containers.map(({ metric }) => metric.app_component_instance)).toEqual(["web-0", "web-1"]);
    expect(await linesOf(client, `apps/cpu_percentage?${queries.apps}&app_component=none`)).toEqual([]);
  });

  it.each([
    ["droplet/load_1?host_id=1&start=1&end=2", 404],
    ["droplet/load_1?host_id=1&start=yesterday&end=2", 400],
    ["droplet/load_1?host_id=1&start=1", 400],
    ["droplet/bandwidth?host_id=1&start=1&end=2&interface=both&direction=inbound", 400],
    ["database/mysql/cpu_usage?db_id=1&start=1&end=2", 400],
    ["database/mysql/cpu_usage?db_id=1&start=1&end=2&aggregate=avg", 404],
    ["apps/cpu_percentage?app_id=1&start=1&end=2", 404],
  ])("are refused as %s with %i", async (path, status) => {
    const client = await openClient();
    expect((await client.get(`${base}/${path}`)).status).toBe(status);
  });
});
