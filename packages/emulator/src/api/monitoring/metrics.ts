import * as z from "zod";
import { appTable } from "../apps/app.ts";
import { deploymentTable } from "../apps/deployment.ts";
import { instancesOf } from "../apps/running.ts";
import { poolMembers, poolTable } from "../autoscale/pool.ts";
import { type Cluster, clusterTable } from "../databases/cluster.ts";
import { type Droplet, dropletTable } from "../droplets/droplet.ts";
import { notFound, unprocessable } from "../errors.ts";
import { type LoadBalancer, loadBalancerTable } from "../load-balancers/load-balancer.ts";
import { type ApiModule, type Call, type Operation, ok, operation, rows } from "../operation.ts";
import { queryOf } from "../query.ts";
import { sizeAnswer } from "../sizes/size.ts";
import { between, level, type Measured, matrix, rising, type Series } from "./metric.ts";

const base = "/v2/monitoring/metrics";

const seconds = z
  .string()
  .regex(/^\d{1,11}$/, "expected seconds since 1970")
  .transform(Number);
const window = { start: seconds, end: seconds };

/** One operation: what else its query must say, and what is measured of what it names. */
function metric<T>(path: string, asked: z.ZodType<T>, measured: (call: Call, asked: T) => Measured): Operation {
  return operation("GET", `${base}/${path}`, "document", (call) => {
    const { start, end } = queryOf(call, z.object(window));
    const found = measured(call, queryOf(call, asked));
    return ok(matrix(call, found, start, end));
  });
}

const oneOf = <T extends string>(...words: readonly [T, ...T[]]) => z.enum(words);

type Labels = Series["labels"];

/** The lines of one metric of something. */
type Lines<Row> = (call: Call, row: Row, labels: Labels) => readonly Series[];

/** A gauge whose bounds follow from what it measures. */
const gauge =
  <Row>(name: string, bounds: (row: Row) => readonly [number, number]): Lines<Row> =>
  (call, row, labels) => [between(call, name, bounds(row), labels)];

/** A gauge by the words of a label. */
const gauges =
  <Row>(name: string, bounds: readonly [number, number], label: string, words: readonly string[]): Lines<Row> =>
  (call, _, labels) =>
    words.map((word) => between(call, name, bounds, { ...labels, [label]: word }));

const constant =
  <Row>(value: (row: Row) => number): Lines<Row> =>
  (_, row, labels) => [level(value(row), labels)];

/** Metrics of something that a parameter of the query names by its id. */
function metricsOf<Row>(
  path: string,
  id: string,
  find: (call: Call, id: string) => (Row & { readonly created_at: string }) | undefined,
  lines: Readonly<Record<string, Lines<Row>>>,
): readonly Operation[] {
  return Object.entries(lines).map(([name, of]) =>
    metric(`${path}/${name}`, z.object({ [id]: z.string() }), (call, query) => {
      const wanted = String(query[id]);
      const row = find(call, wanted);
      if (row === undefined) throw notFound();
      return { since: Date.parse(row.created_at), series: of(call, row, { [id]: wanted }) };
    }),
  );
}

const gib = 1024 ** 3;
const memoryOf = ({ size }: Droplet) => sizeAnswer(size).memory * 1024 ** 2;
const coresOf = ({ size }: Droplet) => sizeAnswer(size).vcpus;
const disk = { device: "/dev/vda1", fstype: "ext4", mountpoint: "/" };

/** Shares of a processor's time; Droplets count them since they were made. */
const modes = { idle: 0.9, user: 0.06, system: 0.02, iowait: 0.01, steal: 0.005, softirq: 0.005, nice: 0, irq: 0 };

const dropletLines: Readonly<Record<string, Lines<Droplet>>> = {
  cpu: (_, droplet, labels) =>
    Object.entries(modes).map(([mode, share]) =>
      rising(share * coresOf(droplet), Date.parse(droplet.created_at), { ...labels, mode }),
    ),
  filesystem_free: (call, droplet, labels) => [
    between(call, "disk", [droplet.disk * gib * 0.5, droplet.disk * gib * 0.8], { ...labels, ...disk }),
  ],
  filesystem_size: (_, droplet, labels) => [level(droplet.disk * gib, { ...labels, ...disk })],
  load_1: gauge("load_1", (droplet) => [0, coresOf(droplet)]),
  load_5: gauge("load_5", (droplet) => [0, coresOf(droplet) * 0.9]),
  load_15: gauge("load_15", (droplet) => [0, coresOf(droplet) * 0.8]),
  memory_cached: gauge("memory_cached", (droplet) => [memoryOf(droplet) * 0.1, memoryOf(droplet) * 0.2]),
  memory_free: gauge("memory_free", (droplet) => [memoryOf(droplet) * 0.2, memoryOf(droplet) * 0.5]),
  memory_total: constant(memoryOf),
  memory_available: gauge("memory_available", (droplet) => [memoryOf(droplet) * 0.4, memoryOf(droplet) * 0.7]),
};

const unitsOf = ({ size_unit }: LoadBalancer) => size_unit ?? 1;
const codes = ["1xx", "2xx", "3xx", "4xx", "5xx"];
const seconds50 = [0.01, 0.2] as const;

const balancerLines: Readonly<Record<string, Lines<LoadBalancer>>> = {
  frontend_connections_current: gauge("connections", (one) => [0, 500 * unitsOf(one)]),
  frontend_connections_limit: constant((one) => 10_000 * unitsOf(one)),
  frontend_cpu_utilization: gauge("cpu", () => [0, 100]),
  frontend_firewall_dropped_bytes: constant(() => 0),
  frontend_firewall_dropped_packets: constant(() => 0),
  frontend_http_responses: gauges("responses", [0, 100], "code", codes),
  frontend_http_requests_per_second: gauge("requests", (one) => [0, 500 * unitsOf(one)]),
  frontend_network_throughput_http: gauge("throughput http", () => [0, 1e6]),
  frontend_network_throughput_udp: constant(() => 0),
  frontend_network_throughput_tcp: gauge("throughput tcp", () => [0, 1e6]),
  frontend_nlb_tcp_network_throughput: gauge("throughput nlb", () => [0, 1e6]),
  frontend_nlb_udp_network_throughput: constant(() => 0),
  frontend_tls_connections_current: gauge("tls", (one) => [0, 20 * unitsOf(one)]),
  frontend_tls_connections_limit: constant((one) => 250 * unitsOf(one)),
  frontend_tls_connections_exceeding_rate_limit: constant(() => 0),
  droplets_http_session_duration_avg: gauge("session avg", () => seconds50),
  droplets_http_session_duration_50p: gauge("session 50p", () => seconds50),
  droplets_http_session_duration_95p: gauge("session 95p", () => [0.2, 0.5]),
  droplets_http_response_time_avg: gauge("response avg", () => seconds50),
  droplets_http_response_time_50p: gauge("response 50p", () => seconds50),
  droplets_http_response_time_95p: gauge("response 95p", () => [0.2, 0.5]),
  droplets_http_response_time_99p: gauge("response 99p", () => [0.5, 1]),
  droplets_queue_size: constant(() => 0),
  droplets_http_responses: gauges("backend responses", [0, 100], "code", codes),
  droplets_connections: gauge("backend connections", (one) => [0, 500 * unitsOf(one)]),
  droplets_health_checks: (_, { droplet_ids }, labels) =>
    droplet_ids.map((id) => level(1, { ...labels, droplet_id: String(id) })),
  droplets_downtime: constant(() => 0),
};

type Pool = NonNullable<ReturnType<ReturnType<typeof poolTable.of>["get"]>>;

const targetOf = ({ config }: Pool, measure: "target_cpu_utilization" | "target_memory_utilization") =>
  "target_number_instances" in config ? 0 : (config[measure] ?? 0) * 100;
const membersLine: Lines<Pool> = ({ account }, { id }, labels) => [level(poolMembers(account, id).length, labels)];

const poolLines: Readonly<Record<string, Lines<Pool>>> = {
  current_instances: membersLine,
  target_instances: (call, pool, labels) =>
    "target_number_instances" in pool.config
      ? [level(pool.config.target_number_instances, labels)]
      : membersLine(call, pool, labels),
  current_cpu_utilization: gauge("cpu", () => [0, 100]),
  target_cpu_utilization: constant((pool) => targetOf(pool, "target_cpu_utilization")),
  current_memory_utilization: gauge("memory", () => [0, 100]),
  target_memory_utilization: constant((pool) => targetOf(pool, "target_memory_utilization")),
};

const statistic = { aggregate: oneOf("avg", "max", "min") };
const table = { schema: z.string().min(1), metric: oneOf("insert", "fetch", "update", "delete") };

/** Metrics of MySQL: what else is asked, and bounds. */
const mysqlMetrics: Readonly<Record<string, readonly [z.ZodRawShape, number, number]>> = {
  cpu_usage: [statistic, 0, 100],
  load: [{ metric: oneOf("load1", "load5", "load15"), aggregate: oneOf("avg", "max") }, 0, 2],
  memory_usage: [statistic, 30, 90],
  disk_usage: [statistic, 10, 60],
  threads_connected: [{}, 1, 40],
  threads_created_rate: [{}, 0, 1],
  threads_active: [{}, 1, 5],
  index_vs_sequential_reads: [{}, 0.8, 1],
  op_rates: [{ metric: oneOf("select", "insert", "update", "delete") }, 0, 200],
  schema_throughput: [table, 0, 100],
  schema_latency: [table, 0, 0.05],
};

function mysqlOf(call: Call, id: string): Cluster {
  const found = rows(call, clusterTable).get(id);
  if (found === undefined) throw notFound();
  if (!found.engine.endsWith("mysql")) throw unprocessable("only MySQL clusters have these metrics");
  return found;
}

const words = z.record(z.string(), z.string());

const mysqlOperations = Object.entries(mysqlMetrics).map(([name, [shape, low, high]]) =>
  metric(`database/mysql/${name}`, z.object({ ...shape, db_id: z.string() }), (call, asked) => {
    const labels = words.parse(asked);
    const { created_at } = mysqlOf(call, labels.db_id ?? "");
    return { since: Date.parse(created_at), series: [between(call, name, [low, high], labels)] };
  }),
);

const appOperations = (
  [
    ["cpu_percentage", 0, 60],
    ["memory_percentage", 20, 70],
    ["restart_count", 0, 0],
  ] as const
).map(([name, low, high]) =>
  metric(
    `apps/${name}`,
    z.object({ app_id: z.string(), app_component: z.string().exactOptional() }),
    (call, { app_id, app_component }) => {
      const app = rows(call, appTable).get(app_id);
      if (app === undefined) throw notFound();
      const serving = rows(call, deploymentTable).get(app.active ?? "");
      const instances = serving === undefined ? [] : instancesOf(call.cloud, serving);
      const series = instances
        .filter(({ component_name }) => component_name === (app_component ?? component_name))
        .map(({ component_name, instance_alias }) => {
          const labels = { app_uuid: app_id, app_component: component_name, app_component_instance: instance_alias };
          return between(call, name, [low, high], labels);
        });
      return { since: Date.parse(serving?.created_at ?? app.created_at), series };
    },
  ),
);

/** What is measured, as it could be: plausible values that follow from ids and the emulator's clock, kept nowhere. */
export const metrics: ApiModule = {
  operations: [
    metric(
      "droplet/bandwidth",
      z.object({
        host_id: z.string(),
        interface: oneOf("private", "public"),
        direction: oneOf("inbound", "outbound"),
      }),
      (call, labels) => {
        const droplet = rows(call, dropletTable).get(labels.host_id);
        if (droplet === undefined) throw notFound();
        return { since: Date.parse(droplet.created_at), series: [between(call, "bandwidth", [0, 20], labels)] };
      },
    ),
    ...metricsOf("droplet", "host_id", (call, id) => rows(call, dropletTable).get(id), dropletLines),
    ...appOperations,
    ...metricsOf("load_balancer", "lb_id", (call, id) => rows(call, loadBalancerTable).get(id), balancerLines),
    ...metricsOf("droplet_autoscale", "autoscale_pool_id", (call, id) => rows(call, poolTable).get(id), poolLines),
    ...mysqlOperations,
  ],
};
